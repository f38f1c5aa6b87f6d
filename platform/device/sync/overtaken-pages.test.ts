import { expect, test } from 'vitest';
import type { Result } from '#kernel/result.ts';
import type { StoreChange } from '../device-store.ts';
import { giveItem } from './outbox.ts';
import { pullPages } from './pull-pages.ts';
import { pushItems } from './push-items.ts';
import type { SyncParts } from './sync-parts.ts';
import type { ModelDevice } from './testing/model-device.ts';
import { entryId, recordId } from './testing/model-ids.ts';
import { writeEntry } from './testing/model-push.ts';
import { setGrant } from './testing/model-state.ts';
import { ModelWorld } from './testing/model-world.ts';

const record = recordId(1);

/** Two pages of a browser that does not keep the lock on a round; only short commits exclude each other. */
const withoutRoundLock = (parts: SyncParts): SyncParts => ({
  ...parts,
  withLock: async (name, work) => (name === 'kept' ? parts.withLock(name, work) : work()),
});

/** The parts of a page whose answers wait until they are let go; `isMeant` says which. */
function held(parts: SyncParts, isMeant: (backfills: boolean) => boolean) {
  let letGo = () => {};
  let arrive = () => {};
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const pull = async (
    input: Parameters<typeof parts.transport.pull>[0],
  ): Promise<Result<unknown>> => {
    const answer = await parts.transport.pull(input);
    if (isMeant(input.backfill.length > 0)) {
      arrive();
      await released;
    }
    return answer;
  };
  let see: (changes: readonly StoreChange[]) => void = () => {};
  const commit = async (changes: readonly StoreChange[]) => {
    see(changes);
    await parts.store.commit(changes);
  };
  return {
    parts: {
      ...withoutRoundLock(parts),
      store: { ...parts.store, commit },
      transport: { ...parts.transport, pull },
    },
    watch: (seen: typeof see) => {
      see = seen;
    },
    letGo,
    arrived,
  };
}

async function partsOf(device: ModelDevice): Promise<SyncParts> {
  const parts = await device.run(async (given) => given);
  if (!parts) throw new Error('It is switched on');
  return parts;
}

async function aWorld() {
  const world = new ModelWorld(3, 2);
  world.becomeCalm();
  const [mine, other] = world.devices;
  if (!mine || !other) throw new Error('A world of two devices');
  const parts = await partsOf(mine);
  const input = { class: 'care', mind: '', text: 'first' };
  await giveItem(parts, { entryId: entryId(1), recordId: record, operation: 'model.open', input });
  await pushItems(parts);
  const said = { entryId: entryId(2), recordId: record, input: { text: 'colleague' } };
  return { server: world.server, mine, other, parts, said };
}

test.each([
  ['news', false],
  ['older entries', true],
])(
  '%s that were asked for before a revocation and come after it are not kept',
  async (_, older) => {
    const { server, mine, parts, said } = await aWorld();
    if (!older) await pullPages(parts);
    writeEntry(server, mine.own.worker, said, 'health');
    const late = held(parts, (backfills) => backfills === older);
    const slow = pullPages(late.parts);
    await late.arrived;
    setGrant(server, mine.own.worker, record, ['care']);
    await pullPages(withoutRoundLock(parts));
    setGrant(server, mine.own.worker, record, []);
    await pullPages(withoutRoundLock(parts));
    expect(await mine.disk.record(record)).toBeUndefined();
    const kept: unknown[] = [];
    late.watch((changes) => {
      kept.push(...changes.filter((change) => 'put' in change && change.put !== 'meta'));
    });
    late.letGo();
    await slow;
    expect(await mine.disk.record(record)).toBeUndefined();
    expect(await mine.disk.entries(record)).toEqual([]);
    // Not even for the moment until the next answer would drop it again.
    expect(kept).toEqual([]);
  },
);
