import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { show } from '#platform/design/testing/show.tsx';
import type { FoundCase } from '../domain/case-search.ts';
import { aRecordId } from '../domain/examples.ts';
import { FindCase, type SearchHere } from './find-case.tsx';

const zahra: FoundCase = {
  recordId: aRecordId(),
  code: 'K7QD-2MXP-4RC',
  shortName: 'زهرة م.',
  because: { is: 'name', text: 'زهرة مثال', isOtherwise: true },
};
const other: FoundCase = {
  recordId: aRecordId(),
  code: 'AAAA-BBBB-CCC',
  shortName: null,
  because: { is: 'place', text: 'Westbay', isOtherwise: false },
};
const here: SearchHere = (typed) => (typed.startsWith('Za') ? [zahra, other] : []);

function showFind(of: { here?: SearchHere; answer?: Result<unknown> }) {
  const asked: unknown[] = [];
  const api: Api = {
    call: (_, input) => {
      asked.push(input);
      return Promise.resolve((of.answer ?? accept({ known: [], elsewhere: false })) as never);
    },
  };
  show(
    <ApiProvider api={api}>
      <FindCase here={of.here} />
    </ApiProvider>,
  );
  return asked;
}

const field = () => screen.getByRole('textbox');
const button = () => screen.getByRole('button', { name: 'Search all my cases' });
afterEach(cleanup);

test('[CA-25] typing searches this device only; nobody else is asked', async () => {
  const asked = showFind({ here });
  await userEvent.type(field(), 'Zahra');
  expect(screen.getByRole('heading')).toHaveProperty('textContent', '2 cases on this device');
  const lines = within(screen.getByRole('list'))
    .getAllByRole('listitem')
    .map((one) => one.textContent ?? '');
  expect(lines[0]).toContain('K7QD-2MXP-4RC');
  expect(lines[0]).toContain('زهرة م.');
  expect(lines[0]).toContain('Written as');
  expect(lines[1]).toContain('Westbay');
  expect(asked).toEqual([]);
});

test('one letter is no question, and nothing found is said', async () => {
  showFind({ here });
  await userEvent.type(field(), 'Z');
  expect(screen.queryByRole('list')).toBeNull();
  await userEvent.type(field(), 'x');
  expect(screen.getByText(/Nothing on this device fits/u)).toBeTruthy();
});

test('[CA-25] all cases are asked by the button; a case that stands there already is not repeated', async () => {
  const third = { recordId: aRecordId(), code: 'DDDD-EEEE-FFF' };
  const known = [{ recordId: zahra.recordId, code: zahra.code }, third];
  const asked = showFind({ here, answer: accept({ known, elsewhere: true }) });
  await userEvent.type(field(), 'Zahra');
  await userEvent.click(button());
  expect(asked).toEqual([{ name: { spoken: 'Zahra', script: 'Latn' } }]);
  expect(screen.getByRole('heading', { name: 'One case in all your cases' })).toBeTruthy();
  expect(screen.getAllByText(zahra.code)).toHaveLength(1);
  expect(screen.getByText('A possible match exists that you may not see')).toBeTruthy();
  await userEvent.type(field(), 'x');
  expect(screen.queryByText(third.code)).toBeNull();
});

test('without a field device only all cases can be asked, by name', async () => {
  showFind({});
  expect(screen.getByRole('textbox', { name: 'Find a case by name' })).toBeTruthy();
  await userEvent.type(field(), 'Zahra');
  await userEvent.click(button());
  expect(screen.getByText('None of your cases has exactly this name.')).toBeTruthy();
});

test('nothing typed, and what is no name, is told beside the field and asks nobody', async () => {
  const asked = showFind({ here });
  await userEvent.click(button());
  expect(field().getAttribute('aria-invalid')).toBe('true');
  await userEvent.type(field(), 'x'.repeat(201));
  await userEvent.click(button());
  expect(field().getAttribute('aria-invalid')).toBe('true');
  expect(asked).toEqual([]);
});

test('without a network what this device found stays, and the refusal says why there is no more', async () => {
  showFind({ here, answer: refuse({ code: 'network.unreachable' }) });
  await userEvent.type(field(), 'Zahra');
  await userEvent.click(button());
  expect(screen.getByText('There is no connection at the moment.')).toBeTruthy();
  expect(screen.getByText(zahra.code)).toBeTruthy();
});
