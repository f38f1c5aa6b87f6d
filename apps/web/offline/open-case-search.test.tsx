import { expect, test } from 'vitest';
import { caseRecord } from '#capabilities/cases/contract.ts';
import { RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import type { OpenRecord } from '#kernel/open-record.ts';
import type { KeptAnswer, StoreChange } from '#platform/device/device-store.ts';
import { openCaseSearch } from './open-case-search.ts';

const NOW = Instant.parse('2026-11-24T09:00:00.000Z');
const ids = ['a1', 'a2'].map((end) => RecordId.parse(`00000000-0000-7000-8000-0000000000${end}`));
const team = TeamId.parse('00000000-0000-7000-8000-0000000000e1');
const by = WorkerId.parse('00000000-0000-7000-8000-0000000000d1');

function aRecord(recordId: RecordId, code: string, spoken: string, script: string): OpenRecord {
  const state = { answers: { name: { spoken, script } }, at: NOW, by };
  return {
    recordId,
    recordType: caseRecord,
    position: 3,
    card: { code, team, worker: by, isOpen: true, dueAt: null, clocks: {}, parts: {} },
    readable: new Set(['identity']),
    writable: new Set([]),
    states: new Map([['identity', { state, position: 3 }]]),
  };
}

/** A device with two cases, as the parts of this file see it. */
function aDevice() {
  const [first, second] = ids;
  if (!first || !second) throw new Error('two ids');
  const held = new Map([
    [first, aRecord(first, 'K7QD-2MXP-4RC', 'زهرة مثال', 'Arab')],
    [second, aRecord(second, 'AAAA-BBBB-CCC', 'Mirko Invented', 'Latn')],
  ]);
  const answers = new Map<string, KeptAnswer>();
  /** Opened here; no server knows them yet. */
  const waits = new Set<RecordId>();
  let tell: (recordIds: readonly RecordId[]) => void = () => undefined;
  const commit = async (changes: readonly StoreChange[]) => {
    for (const change of changes)
      if ('put' in change && change.put === 'answer') answers.set(change.value.key, change.value);
  };
  const carried = () =>
    [...held.values()].map(({ recordType, readable, writable, ...one }) => ({
      ...one,
      recordType: recordType.type,
      readable: [...readable],
      writable: [...writable],
    }));
  const store = {
    commit,
    answer: async (key: string) => answers.get(key),
    records: async () => carried().filter(({ recordId }) => !waits.has(recordId)),
    outbox: async () => [...waits].map((recordId) => ({ recordId })),
  };
  const device = {
    store,
    watch: (changed: typeof tell) => {
      tell = changed;
      return () => (tell = () => undefined);
    },
  };
  const open = () =>
    openCaseSearch({
      device: device as never,
      recordOf: async (recordId) => held.get(recordId),
      namesOfPlace: () => [],
      now: () => NOW,
    });
  return { held, waits, first, second, open, tell: (all: readonly RecordId[]) => tell(all) };
}

test('a child whose name was written in Arabic is found by a Latin one, and the list says so', async () => {
  const { open } = aDevice();
  const { here } = await open();
  expect(here('zahrah mithal')).toEqual([
    {
      recordId: ids[0],
      code: 'K7QD-2MXP-4RC',
      shortName: 'زهرة م.',
      because: { is: 'name', text: 'زهرة م.', isOtherwise: true },
    },
  ]);
  expect(here('aaaabbbbccc')).toMatchObject([{ because: { is: 'code' } }]);
});

test('what was revoked is not found, and after the lock nothing is', async () => {
  const { open, first, held } = aDevice();
  const search = await open();
  held.delete(first);
  expect(JSON.stringify(search.without([first]))).not.toContain('زهرة');
  expect(search.here('زهرة')).toEqual([]);
  expect(search.here('Mirko')).toHaveLength(1);
  search.forget();
  expect(search.here('Mirko')).toEqual([]);
});

test('a case that was opened here and waits is found after the next unlocking as well', async () => {
  const { open, second, waits } = aDevice();
  waits.add(second);
  await open();
  const { here } = await open();
  expect(here('mirco inventet')).toHaveLength(1);
});

test('a change on the device is searched from then on', async () => {
  const { open, second, held, tell } = aDevice();
  const { here } = await open();
  held.set(second, aRecord(second, 'AAAA-BBBB-CCC', 'Noor Nobody', 'Latn'));
  tell([second]);
  await Promise.resolve();
  await new Promise((done) => setTimeout(done));
  expect(here('Noor')).toHaveLength(1);
  expect(here('Mirko')).toEqual([]);
});
