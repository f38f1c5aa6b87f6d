import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { accept, refuse, type Result } from '#kernel/result.ts';
import {
  exampleAt,
  exampleDevice,
  exampleItem,
  exampleWorker,
} from '#platform/device/store/examples.ts';
import type { Api } from '#platform/design/calling/api.tsx';
import { axeHere } from '#platform/design/testing/axe-here.ts';
import { fakeFieldDevice } from './examples.ts';
import { QuarantinePage } from './quarantine-page.tsx';
import { showField } from './show-field.tsx';

const { recordId, entryId } = exampleItem(1);
const item = {
  deviceId: exampleDevice,
  number: 4,
  author: { id: exampleWorker, name: 'Sela Sample' },
  recordId,
  entryId,
  operation: 'cases.assess-risk',
  writtenAt: exampleAt,
  arrivedAt: exampleAt,
  input: { answers: { why: 'Seen at the bus stop' } },
};
const REASON = 'She was there that day and told me so.';

afterEach(cleanup);

async function open(
  items: readonly unknown[],
  settled: Result<unknown> = accept({ outcome: null }),
) {
  const sent: unknown[] = [];
  let left = items;
  const api: Api = {
    call: (endpoint, input) => {
      if (endpoint.id === 'sync.list-quarantine')
        return Promise.resolve(accept({ items: left }) as never);
      sent.push(input);
      if (settled.ok) left = [];
      return Promise.resolve(settled as never);
    },
  };
  await showField(<QuarantinePage />, fakeFieldDevice({ state: 'none' }).device, { api });
  return { sent, person: userEvent.setup() };
}

describe('work of people whose device was taken back', () => {
  it('is hidden from whoever may not see the case, and says who must judge it', async () => {
    await open([{ ...item, input: null }]);
    expect(await screen.findByText(/a case that you may not see/)).toBeDefined();
    expect(screen.queryByText('What was written')).toBeNull();
    expect(await axeHere()).toEqual([]);
  });

  it('leads to the case that it is about, but to none that was never begun or may not be seen', async () => {
    const begins = { ...item, number: 5, operation: 'cases.open' };
    await open([item, begins, { ...item, number: 6, input: null }]);
    const links = await screen.findAllByRole('link', { name: 'Open the case' });
    expect(links.map((one) => one.getAttribute('href'))).toEqual([`/cases/${recordId}`]);
  });

  it('says so when there is none', async () => {
    await open([]);
    expect(await screen.findByText('Nothing waits.')).toBeDefined();
    expect(await axeHere()).toEqual([]);
  });

  it('is judged with a reason of some length, or not at all', async () => {
    const { sent, person } = await open([item]);
    await person.click(await screen.findByRole('button', { name: 'Take it in under my name' }));
    await person.type(screen.getByLabelText('Why?', { selector: 'textarea' }), 'short');
    await person.click(screen.getByRole('button', { name: 'Take it in under my name' }));
    expect(screen.getByText(/at least 10 signs/)).toBeDefined();
    expect(sent).toEqual([]);
    expect(await axeHere()).toEqual([]);
  });

  it('is taken in under the name of who judges, after reading it', async () => {
    const { sent, person } = await open([item]);
    await person.click(await screen.findByText('What was written'));
    expect(screen.getByText('Seen at the bus stop')).toBeDefined();
    await person.click(screen.getByRole('button', { name: 'Take it in under my name' }));
    await person.type(screen.getByLabelText('Why?', { selector: 'textarea' }), REASON);
    await person.click(screen.getByRole('button', { name: 'Take it in under my name' }));
    expect(await screen.findByText('It is taken in under your name.')).toBeDefined();
    const { deviceId, number } = item;
    expect(sent).toEqual([{ deviceId, number, decision: 'take', reason: REASON }]);
  });

  it('is set aside by keyboard alone, and kept', async () => {
    const { sent, person } = await open([item]);
    (await screen.findByRole('button', { name: 'Set it aside' })).focus();
    await person.keyboard('{Enter}');
    screen.getByLabelText('Why?', { selector: 'textarea' }).focus();
    await person.keyboard(REASON);
    screen.getByRole('button', { name: 'Set it aside' }).focus();
    await person.keyboard('{Enter}');
    expect(await screen.findByText('It is set aside and kept.')).toBeDefined();
    expect(sent).toMatchObject([{ decision: 'set-aside' }]);
  });

  it('stays there with its reason when it can no longer be taken in', async () => {
    const { person } = await open([item], refuse({ code: 'sync.quarantine.refused' }));
    await person.click(await screen.findByRole('button', { name: 'Take it in under my name' }));
    await person.type(screen.getByLabelText('Why?', { selector: 'textarea' }), REASON);
    await person.click(screen.getByRole('button', { name: 'Take it in under my name' }));
    expect(await screen.findByText('It cannot be taken in as it stands.')).toBeDefined();
    expect(screen.getByLabelText('Why?', { selector: 'textarea' })).toHaveProperty('value', REASON);
  });

  it('can be left for now', async () => {
    const { sent, person } = await open([item]);
    await person.click(await screen.findByRole('button', { name: 'Set it aside' }));
    await person.click(screen.getByRole('button', { name: 'Leave it for now' }));
    expect(screen.getByRole('button', { name: 'Take it in under my name' })).toBeDefined();
    expect(sent).toEqual([]);
  });
});
