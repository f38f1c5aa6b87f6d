import { expect, test } from 'vitest';
import type { RecordId } from '#kernel/ids.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { PulledPage } from '#platform/sync/protocol/pull.ts';
import { giveItem } from './outbox.ts';
import { pullPages } from './pull-pages.ts';
import { pushItems } from './push-items.ts';
import type { SyncParts } from './sync-parts.ts';
import type { ModelDevice } from './testing/model-device.ts';
import { classes, entryId, recordId, strayRecord } from './testing/model-ids.ts';
import { writeEntry } from './testing/model-push.ts';
import { setGrant } from './testing/model-state.ts';
import { ModelWorld } from './testing/model-world.ts';

const record = recordId(1);

/** A world in which everything works: two workers, one device each, one record that the first opened. */
async function aWorld() {
  const world = new ModelWorld(7, 2);
  world.becomeCalm();
  const [mine, other] = world.devices;
  if (!mine || !other) throw new Error('A world of two devices');
  await run(mine, async (parts) => giveItem(parts, { ...aCommand(1), operation: 'model.open' }));
  await exchange(mine);
  return { world, mine, other, server: world.server };
}

const aCommand = (number: number, mind = '') => ({
  entryId: entryId(number),
  recordId: record,
  operation: 'model.write',
  input: { class: 'care', mind, text: `text ${number}` },
});

async function run<Value>(device: ModelDevice, work: (parts: SyncParts) => Promise<Value>) {
  const value = await device.run(work);
  if (value === undefined) throw new Error('It ended early');
  return value;
}

async function exchange(device: ModelDevice) {
  await run(device, async (parts) => pushItems(parts));
  return await run(device, pullPages);
}

/** A colleague writes `howMany` entries, of one class after the other. */
function colleague(world: ModelWorld, howMany: number, to: RecordId = record) {
  for (let at = 0; at < howMany; at += 1) {
    const said = { entryId: entryId(100 + world.made), recordId: to, input: { text: 'colleague' } };
    world.made += 1;
    const name = classes[at % classes.length];
    if (name) writeEntry(world.server, world.devices[1]?.own.worker ?? fail(), said, name);
  }
}

function fail(): never {
  throw new Error('No such device');
}

const positions = async (device: ModelDevice) =>
  (await device.disk.entries(record)).map(({ position }) => position);

/** The device's parts, with pages changed on their way. */
function meddled(parts: SyncParts, change: (page: PulledPage) => PulledPage): SyncParts {
  return {
    ...parts,
    transport: {
      ...parts.transport,
      pull: async (input) => {
        const answer = await parts.transport.pull(input);
        return answer.ok ? accept(change(answer.value as PulledPage)) : answer;
      },
    },
  };
}

test('without a session nothing is fetched, and what is here stays', async () => {
  const { world, mine } = await aWorld();
  colleague(world, 1);
  world.signOut(mine);
  expect((await exchange(mine)).failure).toEqual({ code: 'sign-in.required' });
  expect(await positions(mine)).toEqual([1]);
});

test('an entry of a class that the card does not open, or without a card, is never stored', async () => {
  const { world, mine } = await aWorld();
  colleague(world, 1);
  await run(mine, async (parts) =>
    pullPages(
      meddled(parts, (page) => ({
        ...page,
        entries: page.entries.flatMap((entry) => [
          entry,
          { ...entry, class: 'critical' as const, position: 90 },
          { ...entry, recordId: strayRecord },
        ]),
      })),
    ),
  );
  expect(await positions(mine)).toEqual([1, 2]);
  expect(await mine.disk.entries(strayRecord)).toEqual([]);
});

test('who was not given a record carries nothing of it; what is given comes whole, older entries too', async () => {
  const { world, mine, other, server } = await aWorld();
  colleague(world, 10);
  await exchange(other);
  expect(await other.disk.records()).toEqual([]);
  setGrant(server, other.own.worker, record, ['care']);
  await exchange(other);
  const entries = await other.disk.entries(record);
  expect(entries.map((entry) => entry.class)).toEqual(['care', 'care', 'care', 'care']);
  await exchange(mine);
  expect(await positions(mine)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('a class that is taken away is gone after the next contact, with the words that stand at the server', async () => {
  const { world, mine, server } = await aWorld();
  colleague(world, 3);
  await exchange(mine);
  setGrant(server, mine.own.worker, record, ['identity']);
  await exchange(mine);
  const entries = await mine.disk.entries(record);
  expect(entries.map((entry) => entry.class)).toEqual(['identity']);
  expect((await mine.disk.record(record))?.readable).toEqual(['identity']);
  expect(await mine.disk.outbox()).toEqual([]);
});

test('what waits about a record that is taken away is sent before its content goes', async () => {
  const { mine, server } = await aWorld();
  setGrant(server, mine.own.worker, record, []);
  await run(mine, async (parts) => giveItem(parts, aCommand(2)));
  await run(mine, pullPages);
  expect([...server.held]).toEqual([entryId(2)]);
  expect(await mine.disk.record(record)).toBeUndefined();
  expect(await positions(mine)).toEqual([]);
});

test('when it cannot be sent the content goes all the same, and the words wait on', async () => {
  const { mine, server } = await aWorld();
  setGrant(server, mine.own.worker, record, []);
  await run(mine, async (parts) => giveItem(parts, aCommand(2)));
  await run(mine, async (parts) =>
    pullPages({
      ...parts,
      transport: {
        ...parts.transport,
        push: async () => refuse({ code: 'network.unreachable' }),
      },
    }),
  );
  expect(await mine.disk.record(record)).toBeUndefined();
  expect((await mine.disk.outbox()).map(({ state }) => state)).toEqual(['waiting']);
});

test('a device that was taken back sends what waits, then holds nothing', async () => {
  const { world, mine, server } = await aWorld();
  await run(mine, async (parts) => giveItem(parts, aCommand(2)));
  const known = server.devices.get(mine.own.deviceId) ?? fail();
  known.isRevoked = true;
  const round = await run(mine, pullPages);
  expect(round).toMatchObject({ isWiped: true, failure: { code: 'sync.device.revoked' } });
  expect([...world.server.quarantine]).toEqual([entryId(2)]);
  expect(await mine.disk.records()).toEqual([]);
  expect(await mine.disk.outbox()).toEqual([]);
});

test('while a device that was taken back is emptied, it takes nothing in that would be lost', async () => {
  const { mine, server } = await aWorld();
  const known = server.devices.get(mine.own.deviceId) ?? fail();
  known.isRevoked = true;
  await run(mine, pullPages);
  const given = await run(mine, async (parts) => giveItem(parts, aCommand(2)));
  expect(given).toEqual({ ok: false, refusal: { code: 'sync.device.revoked' } });
  expect(await mine.disk.outbox()).toEqual([]);
});

test('while words cannot be sent a wipe takes the records and keeps the words', async () => {
  const { mine, server } = await aWorld();
  await run(mine, async (parts) => giveItem(parts, aCommand(2)));
  const known = server.devices.get(mine.own.deviceId) ?? fail();
  known.isRevoked = true;
  const push = async () => refuse({ code: 'network.unreachable' });
  const round = await run(mine, async (parts) =>
    pullPages({ ...parts, transport: { ...parts.transport, push } }),
  );
  expect(round.isWiped).toBe(false);
  expect(await mine.disk.records()).toEqual([]);
  expect((await mine.disk.outbox()).some(({ state }) => state === 'waiting')).toBe(true);
});

test('pages that come twice, or with their entries out of order, change nothing', async () => {
  const { world, mine } = await aWorld();
  colleague(world, 5);
  const mixed = (page: PulledPage) => ({
    ...page,
    entries: [...page.entries, ...page.entries].toReversed(),
  });
  await run(mine, async (parts) => pullPages(meddled(parts, mixed)));
  expect(await positions(mine)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a page that was cut off leaves everything where it was, and comes again', async () => {
  const { world, mine } = await aWorld();
  colleague(world, 2);
  const before = await mine.disk.meta();
  const cut = (page: PulledPage) => ({ ...page, cursor: '' });
  const round = await run(mine, async (parts) => pullPages(meddled(parts, cut)));
  expect(round.failure).toEqual({ code: 'answer.unreadable' });
  expect(await mine.disk.meta()).toEqual(before);
  await exchange(mine);
  expect(await positions(mine)).toEqual([1, 2, 3]);
});

test('a restored server is offered every item again, and what it lost of others is dropped here', async () => {
  const { world, mine } = await aWorld();
  world.backup = structuredClone(world.server);
  await run(mine, async (parts) => giveItem(parts, aCommand(2)));
  await exchange(mine);
  colleague(world, 3);
  await exchange(mine);
  expect(await positions(mine)).toEqual([1, 2, 3, 4, 5]);
  world.restore();
  await exchange(mine);
  expect(world.server.journal.map(({ id }) => id)).toEqual([entryId(1), entryId(2)]);
  expect((await mine.disk.entries(record)).map(({ id }) => id)).toEqual([entryId(1), entryId(2)]);
});
