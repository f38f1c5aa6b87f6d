import { expect, test } from 'vitest';
import { caseRecord } from '#capabilities/cases/contract.ts';
import { RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { accept } from '#kernel/result.ts';
import type { OpenRecord } from '#kernel/open-record.ts';
import type { OpenDevice } from '#platform/device/field-device.ts';
import { besideDrops } from '#platform/device/store/beside-drops.ts';
import { memoryStore } from '#platform/device/store/memory-store.ts';
import { caseSearches } from './case-searches.ts';
import type { LocalWork } from './offline-api.ts';

const NOW = Instant.parse('2026-11-24T09:00:00.000Z');
const recordId = RecordId.parse('00000000-0000-7000-8000-0000000000a1');
const team = TeamId.parse('00000000-0000-7000-8000-0000000000e1');
const by = WorkerId.parse('00000000-0000-7000-8000-0000000000d1');
const INDEX = 'search-index';

/** A device that carries one case of this name; reading it ends when the test lets it. */
async function aDevice(name: string) {
  const store = memoryStore();
  const card = { code: 'K7QD', team, worker: by, isOpen: true, dueAt: null, clocks: {}, parts: {} };
  const carried = { recordId, recordType: 'case', position: 3, card };
  const classes = { readable: ['identity' as const], writable: [] };
  await store.commit([{ put: 'record', value: { ...carried, ...classes } }]);
  const device = { store, watch: () => () => undefined } as unknown as OpenDevice;
  let reading: () => Promise<void> = async () => {};
  const recordOf = async (id: RecordId): Promise<OpenRecord | undefined> => {
    const held = await store.record(id);
    await reading();
    if (!held) return undefined;
    const state = { answers: { name: { spoken: name, script: 'Latn' } }, at: NOW, by };
    return {
      ...held,
      recordType: caseRecord,
      card,
      readable: new Set(held.readable),
      writable: new Set(),
      states: new Map([['identity', { state, position: 3 }]]),
    };
  };
  const work = (isTold: boolean): LocalWork => ({
    answers: new Map(),
    judge: async () => accept('fits'),
    teamName: () => '—',
    findable: isTold ? { recordOf, namesOfPlace: () => [] } : undefined,
  });
  const index = async () => JSON.stringify(await store.answer(INDEX));
  return { store, device, work, index, onRead: (wait: () => Promise<void>) => (reading = wait) };
}

type Device = Awaited<ReturnType<typeof aDevice>>;

function searching(...devices: readonly Device[]) {
  let isTold = true;
  const searches = caseSearches(
    async (open) => {
      const own = devices.find(({ device }) => device === open);
      if (!own) throw new Error('No such device');
      return own.work(isTold);
    },
    () => NOW,
  );
  const revoke = ({ store }: Device) =>
    besideDrops(store, (dropped) => searches.beside(store, dropped)).commit([
      { drop: 'record', recordId },
    ]);
  const found = (typed: string) => searches.here()?.(typed).length;
  return { searches, revoke, found, tell: (told: boolean) => (isTold = told) };
}

const settled = () => new Promise((done) => setTimeout(done, 5));

test('whoever has locked finds nothing, and the next person nothing of theirs', async () => {
  const [mine, other] = [await aDevice('Mirko Invented'), await aDevice('Noor Nobody')];
  const { searches, found } = searching(mine, other);
  searches.begin(mine.device);
  await settled();
  expect(found('Mirko')).toBe(1);
  searches.end();
  expect(searches.here()).toBeUndefined();
  searches.begin(other.device);
  await settled();
  expect([found('Mirko'), found('Noor')]).toEqual([0, 1]);
});

test('what one person loses is never written from the search of another', async () => {
  const [mine, other] = [await aDevice('Mirko Invented'), await aDevice('Noor Nobody')];
  const { searches, revoke } = searching(mine, other);
  searches.begin(mine.device);
  await settled();
  await revoke(other);
  expect(await other.index()).not.toContain('Mirko');
  expect(await mine.index()).toContain('Mirko');
});

test('a revocation while the search opens: nothing of the name stays, found or kept', async () => {
  const mine = await aDevice('Mirko Invented');
  const { searches, revoke, found } = searching(mine);
  let go = () => {};
  mine.onRead(() => new Promise((resolve) => (go = resolve)));
  searches.begin(mine.device);
  await settled();
  const revoking = revoke(mine);
  await settled();
  mine.onRead(async () => {});
  go();
  await revoking;
  expect(found('Mirko')).toBe(0);
  expect(await mine.index()).not.toContain('Mirko');
});

test('a revocation before any search: the next one is made of what is left', async () => {
  const mine = await aDevice('Mirko Invented');
  const { searches, revoke, found } = searching(mine);
  searches.begin(mine.device);
  await settled();
  searches.end();
  await settled();
  expect(await mine.index()).toContain('Mirko');
  const revoking = revoke(mine);
  searches.begin(mine.device);
  await revoking;
  await settled();
  expect(found('Mirko')).toBe(0);
  expect(await mine.index()).not.toContain('Mirko');
});

test('a device that was not told of the pack yet is searched once it is', async () => {
  const mine = await aDevice('Mirko Invented');
  const { searches, found, tell } = searching(mine);
  let news = 0;
  searches.subscribe(() => void (news += 1));
  tell(false);
  searches.begin(mine.device);
  await settled();
  expect(searches.here()).toBeUndefined();
  tell(true);
  searches.begin(mine.device);
  await settled();
  expect(found('mirco')).toBe(1);
  expect(news).toBeGreaterThan(0);
  const here = searches.here();
  searches.begin(mine.device);
  await settled();
  expect(searches.here()).toBe(here);
});
