import { beforeEach, expect, test } from 'vitest';
import { handOverChild, listReceipts, listReceivingTeams } from '#capabilities/cases/endpoints.ts';
import { listDrafts } from '#capabilities/drafts/endpoints.ts';
import { EntryId, RecordId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import { exampleItem, exampleRecord, exampleRecordId } from '#platform/device/store/examples.ts';
import { memoryStore } from '#platform/device/store/memory-store.ts';
import type { Outcome } from '#platform/sync/protocol/push.ts';
import { keeping } from './kept-answers.ts';
import { ownAnswers } from './own-answers.ts';

const DAY = 86_400_000;
const now = instantAt(100 * DAY);
const ago = (days: number) => instantAt((100 - days) * DAY);
const id = (last: number) => `018f0000-0000-7000-8000-0000000000${last}`;
const team = { id: id(10), name: 'Amber Coast Team', phone: '+000 1' };

let store: ReturnType<typeof memoryStore>;
beforeEach(() => {
  store = memoryStore();
});

async function here(operation: string): Promise<unknown> {
  const answer = await ownAnswers(store, () => now)
    .find((one) => one.id === operation)
    ?.answer({});
  return answer?.ok ? answer.value : answer?.refusal;
}
const besides = (operation: string, there: unknown) =>
  ownAnswers(store, () => now)
    .find((one) => one.id === operation)
    ?.besides?.(there);

const aDraft = (key: string, days: number, value: unknown = { words: 'Invented-words' }) =>
  ({ put: 'draft', value: { key, value, at: ago(days) } }) as const;

test('[DR-2] unfinished forms on the device: which, of which case, until when; never a word', async () => {
  const carried = exampleRecordId(1);
  await store.commit([
    { put: 'record', value: exampleRecord(1, 'Invented-one') },
    aDraft(`risk.${carried}`, 2),
    aDraft('first-contact', 1),
    aDraft('hand-over', 15),
    aDraft('registration', 1, null),
    // Of a case that was taken away, and of no form of ours.
    aDraft(`risk.${id(99)}`, 1),
    aDraft('GALLERY', 1),
  ]);
  const shown = await here(listDrafts.id);
  expect(shown).toMatchObject({
    drafts: [
      { key: 'first-contact', recordId: null, code: null, goneAt: ago(-13) },
      { key: `risk.${carried}`, form: 'risk', recordId: carried, keptAt: ago(2) },
    ],
  });
  expect(JSON.stringify(shown)).not.toContain('Invented');
});

test('with a network the drafts of both are listed once, and what was sent here is not', async () => {
  await store.commit([aDraft('first-contact', 1), aDraft('consent', 1, null)]);
  const there = (key: string, days: number) => ({
    key,
    form: key,
    recordId: null,
    code: null,
    keptAt: ago(days),
    goneAt: ago(days - 14),
  });
  const asked = { drafts: [there('first-contact', 3), there('hand-over', 2), there('consent', 2)] };
  const listed = await besides(listDrafts.id, asked);
  expect(listed).toMatchObject({
    drafts: [{ key: 'first-contact', keptAt: ago(1) }, { key: 'hand-over' }],
  });
});

/** A child who was handed over on this device. */
async function handedOver(last: number, outcome: object | null) {
  const entryId = EntryId.parse(id(last));
  await store.commit([
    {
      put: 'outbox',
      value: {
        ...exampleItem(last),
        entryId,
        recordId: RecordId.parse(id(last)),
        writtenAt: ago(2),
        state: outcome ? 'answered' : 'waiting',
        outcome: outcome && ({ number: last, entryId, ...outcome } as Outcome),
        said: {
          operation: handOverChild.id,
          input: { team: team.id, answers: { name: 'Invented-child' } },
          purpose: 'child-protection',
        },
      },
    },
  ]);
}

const toldOf = (last: number, days: number) => ({
  recordId: id(last),
  code: 'K7QD-2MXP-4RC',
  team,
  arrivedAt: ago(days),
  takenAt: null,
});

test('a child who was handed over without a network has a receipt that does not claim to have arrived', async () => {
  const teams = [{ ...team, agency: 'Invented Agency' }];
  await store.commit([keeping(listReceivingTeams.id, {}, { teams }, now)]);
  await handedOver(21, null);
  await handedOver(22, { outcome: 'accepted', answer: { receipt: { at: ago(1) } } });
  await handedOver(23, { outcome: 'refused', reason: { code: 'access.denied.ability' } });
  const shown = await here(listReceipts.id);
  expect(shown).toEqual({
    receipts: [
      expect.objectContaining({ recordId: id(22), team, arrivedAt: ago(1) }),
      expect.objectContaining({ recordId: id(21), arrivedAt: ago(2), isWaiting: true }),
    ],
  });
  expect(JSON.stringify(shown)).not.toContain('Invented');
});

test('receipts that were read with a network are shown again without one', async () => {
  await handedOver(21, { outcome: 'accepted', answer: { receipt: { at: ago(1) } } });
  const receipts = [toldOf(21, 1), toldOf(24, 3)];
  expect(await besides(listReceipts.id, { receipts })).toEqual({ receipts });
  expect(await here(listReceipts.id)).toEqual({ receipts });
});
