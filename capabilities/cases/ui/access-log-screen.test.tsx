import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { accept } from '#kernel/result.ts';
import { type Api, ApiProvider, type CallOptions } from '#platform/design/calling/api.tsx';
import { show } from '#platform/design/testing/show.tsx';
import { aRecordId } from '../domain/examples.ts';
import { AccessLogScreen } from './access-log-screen.tsx';

afterEach(cleanup);

test('the access log is asked under supervision, whatever the worker is doing', async () => {
  const asked: (CallOptions | undefined)[] = [];
  const line = {
    at: '2026-11-24T09:00:00.000Z',
    by: null,
    action: 'something.new',
    purpose: 'child-protection',
    classes: ['identity', 'care', 'health', 'justice', 'critical'],
  };
  const api: Api = {
    call: (_endpoint, _input, options) => {
      asked.push(options);
      return Promise.resolve(accept({ lines: [line] }) as never);
    },
  };
  show(
    <ApiProvider api={api}>
      <AccessLogScreen recordId={aRecordId()} />
    </ApiProvider>,
  );
  expect(await screen.findByText('1 line, newest first')).toBeDefined();
  expect(asked[0]).toEqual({ purpose: 'supervision' });
  // An action that this screen does not know yet is shown by its code, never left out.
  expect(screen.getByText('something.new')).toBeDefined();
  expect(screen.getByText('every part')).toBeDefined();
});
