import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { draftFor, dropAllDrafts, keepDraft } from '#platform/design/form/drafts.ts';
import type { OutboxItem } from '#platform/device/device-store.ts';
import { exampleRecord } from '#platform/device/store/examples.ts';
import type { FirstOutcome } from '#platform/sync/protocol/push.ts';
import { axeHere } from '#platform/design/testing/axe-here.ts';
import { answeredItem, fakeFieldDevice, openState } from './examples.ts';
import { showField } from './show-field.tsx';
import { TrayPage } from './tray-page.tsx';

const go = vi.fn<(to: string) => void>();
afterEach(() => {
  cleanup();
  dropAllDrafts();
  go.mockClear();
});

type Said = Pick<OutboxItem['said'], 'operation' | 'input'>;
const risk: Said = {
  operation: 'cases.assess-risk',
  input: { answers: { why: 'Seen at the bus stop' } },
};

function itemOf(number: number, outcome: FirstOutcome['outcome'], said: Said = risk): OutboxItem {
  const all = { number, entryId: null, reason: { code: 'cases.risk.level-missing' }, fields: [] };
  const item = answeredItem(number, { ...all, answer: null, outcome });
  return { ...item, said: { ...item.said, ...said } };
}

/** The tray of a device that carries the case of these items, unless told otherwise. */
async function open(items: readonly OutboxItem[], carries = true) {
  const fake = fakeFieldDevice(openState);
  await fake.open.store.commit([
    ...(carries ? [{ put: 'record', value: exampleRecord(1) } as const] : []),
    ...items.map((value) => ({ put: 'outbox', value }) as const),
  ]);
  await showField(<TrayPage open={fake.open} go={go} />, fake.device);
  return {
    person: userEvent.setup(),
    list: await screen.findByRole('list', { name: 'Needs you' }),
  };
}

describe('what needs its author', () => {
  it('is nothing for whoever has nothing there, and says what will be', async () => {
    const fake = fakeFieldDevice(openState);
    await showField(<TrayPage open={fake.open} go={go} />, fake.device);
    expect(await screen.findByText('Nothing needs you now.')).toBeDefined();
    expect(await axeHere()).toEqual([]);
  });

  it('stands apart by a word: refused, held and beside another’s', async () => {
    const { list } = await open([
      itemOf(1, 'refused'),
      itemOf(2, 'held'),
      itemOf(3, 'conflicting'),
    ]);
    const marks = ['Not taken', 'Waits for a supervisor', 'Two values'];
    for (const mark of marks) expect(within(list).getByText(mark)).toBeDefined();
    expect(within(list).getByRole('link', { name: 'See the two values' })).toBeDefined();
    expect(
      within(list).getAllByRole('button', { name: 'Open the form with my words' }),
    ).toHaveLength(1);
    expect(await axeHere()).toEqual([]);
  });

  it('shows the words of its author, whatever became of them', async () => {
    const { person } = await open([itemOf(1, 'held')]);
    await person.click(screen.getByText('What you wrote'));
    expect(screen.getByText('Seen at the bus stop')).toBeDefined();
  });

  it('leaves only by its author, who is told what it means when it was not taken', async () => {
    const { person } = await open([itemOf(1, 'refused')]);
    await person.click(screen.getByRole('button', { name: 'Set it aside' }));
    expect(screen.getByText(/It is not in the case/)).toBeDefined();
    await person.click(screen.getByRole('button', { name: 'I have read it' }));
    expect(await screen.findByText('Nothing needs you now.')).toBeDefined();
  });
});

describe('writing again what was not taken', () => {
  const again = 'Open the form with my words';

  it('opens the form with the words in it, by keyboard', async () => {
    const item = itemOf(1, 'refused');
    await open([item]);
    screen.getByRole('button', { name: again }).focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(go).toHaveBeenCalledWith(`/cases/${item.recordId}/risk`));
    const text = { kind: 'text', text: 'Seen at the bus stop' };
    expect(draftFor(`risk.${item.recordId}`)).toEqual({ why: text });
  });

  it('puts all actions of a plan back, and shows each', async () => {
    const input = { actions: [{ why: 'A safe bed' }, { why: 'A doctor' }] };
    const item = itemOf(1, 'refused', { operation: 'cases.write-plan', input });
    const { person } = await open([item]);
    await person.click(screen.getByText('What you wrote'));
    for (const why of ['A safe bed', 'A doctor']) expect(screen.getByText(why)).toBeDefined();
    await person.click(screen.getByRole('button', { name: again }));
    await vi.waitFor(() => expect(go).toHaveBeenCalledWith(`/cases/${item.recordId}/plan`));
  });

  it('begins a case anew that was never one, and names no case that nobody has', async () => {
    const input = { answers: { why: 'Alone at the bridge' } };
    const { person, list } = await open(
      [itemOf(1, 'refused', { operation: 'cases.open', input })],
      false,
    );
    expect(list.textContent).not.toContain('no longer on this phone');
    await person.click(screen.getByRole('button', { name: again }));
    await vi.waitFor(() => expect(go).toHaveBeenCalledWith('/first-contact'));
  });

  it('writes over nothing that was begun since, perhaps about another child', async () => {
    const newer = { why: { kind: 'text', text: 'Another child' } } as const;
    keepDraft('first-contact', newer);
    const input = { answers: { why: 'Alone at the bridge' } };
    const { person } = await open([itemOf(1, 'refused', { operation: 'cases.open', input })]);
    await person.click(screen.getByRole('button', { name: again }));
    expect(await screen.findByText('Another one is begun')).toBeDefined();
    expect(screen.getByRole('link', { name: 'Go to what is begun' })).toBeDefined();
    expect(draftFor('first-contact')).toEqual(newer);
    expect(go).not.toHaveBeenCalled();
  });

  it('is not promised for what fills no form', async () => {
    const said = { operation: 'cases.withdraw-consent', input: {} };
    await open([itemOf(1, 'refused', said)]);
    expect(screen.queryByRole('button', { name: again })).toBeNull();
    expect(screen.getByText(/Open the case to see how it stands now/)).toBeDefined();
  });
});
