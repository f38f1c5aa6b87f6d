import { storageRefusalOf } from '../../storage-failure.ts';
import { pullPages } from '../pull-pages.ts';
import { pushItems } from '../push-items.ts';
import { settleItem } from '../settle-items.ts';
import type { ModelDevice } from './model-device.ts';
import { classes } from './model-ids.ts';
import { postParcels } from './model-parcels.ts';
import { writeEntry } from './model-push.ts';
import { setGrant } from './model-state.ts';
import type { ModelWorld } from './model-world.ts';

type Step = (world: ModelWorld, device: ModelDevice) => Promise<void>;

const push: Step = async (world, device) => {
  const round = await device.run(async (parts) => pushItems(parts));
  if (round?.isWipeOrdered) await pull(world, device);
};

const pull: Step = async (_world, device) => {
  const round = await device.run(async (parts) => {
    const pulled = await pullPages(parts);
    // Noted where the work ends, for the one who began it may not wait so long.
    device.isWiped ||= pulled.isWiped;
    return pulled;
  });
  void round;
};

/** Two pages of one browser, at the same time. */
const twoPages: Step = async (world, device) => {
  await Promise.all([
    pull(world, device),
    world.give(device),
    push(world, device),
    pull(world, device),
  ]);
};

const colleagueWrites: Step = async (world) => {
  const record = world.pick([...world.server.entries.keys()]);
  const author = world.pick(world.devices)?.own.worker;
  const name = world.pick(classes);
  if (!record || !author || !name) return;
  const id = world.newEntryId();
  const said = { entryId: id, recordId: record, input: { text: `text ${world.made}` } };
  writeEntry(world.server, author, said, name);
};

const grantChanges: Step = async (world, device) => {
  const record = world.pick([...world.server.entries.keys()]);
  if (!record) return;
  const some = classes.filter(() => world.chance(0.5));
  setGrant(world.server, device.own.worker, record, world.chance(0.3) ? [] : some);
};

const settle: Step = async (world, device) => {
  const item = world.pick(await device.disk.outbox());
  if (!item) return;
  await device.run(async (parts) => {
    await settleItem(parts, item.entryId).catch((thrown: unknown) => {
      if (!storageRefusalOf(thrown)) throw thrown;
    });
  });
};

const give: Step = async (world, device) => world.give(device);
const signOut: Step = async (world, device) => world.signOut(device);

/** The lease is over, the PIN is forgotten, the worker has left: the session ends as by a kill. */
const lock: Step = async (world, device) => {
  world.kill(device);
  device.isLocked = true;
};

/** What a device can do that nobody unlocks; now and then somebody does. */
const whileLocked: Step = async (world, device) => {
  const chance = world.random();
  if (chance < 0.1) device.isLocked = false;
  else if (chance < 0.2) world.kill(device);
  else if (chance < 0.4) await world.release(device);
  else await postParcels(world, device);
};

/** What may happen, and how often beside the others. */
const STEPS: readonly (readonly [number, Step])[] = [
  [24, give],
  [14, push],
  [20, pull],
  [5, twoPages],
  [8, colleagueWrites],
  [8, grantChanges],
  [3, async (world, device) => world.kill(device)],
  [8, async (world, device) => world.release(device)],
  [2, signOut],
  [5, async (world) => void (world.backup = structuredClone(world.server))],
  [5, async (world) => world.restore()],
  [
    1,
    async (world, device) => {
      const known = world.server.devices.get(device.own.deviceId);
      if (known) known.isRevoked = true;
    },
  ],
  [3, settle],
  [2, async (world) => void (world.isBusy = !world.isBusy)],
  [1, async (_world, device) => void (device.now += 63_072_000_000)],
  [2, lock],
];

/** These do not happen on a device that nobody unlocks. */
const BY_ITS_PERSON: ReadonlySet<Step> = new Set([give, push, pull, twoPages, settle, signOut]);

const deck = STEPS.flatMap(([often, step]) => Array.from({ length: often }, () => step));

/** Does the step that a number stands for, on the device that another stands for. */
export async function takeStep(world: ModelWorld, which: number, whose: number): Promise<void> {
  const step = deck[which % deck.length];
  const device = world.devices[whose % world.devices.length];
  if (!step || !device || device.isWiped) return;
  await (device.isLocked && BY_ITS_PERSON.has(step) ? whileLocked : step)(world, device);
}

/** With a network that works and nothing new, everybody exchanges until all is said. */
export async function comeToRest(world: ModelWorld): Promise<void> {
  world.becomeCalm();
  for (let round = 0; round < 3; round += 1) {
    for (const device of world.devices) {
      if (device.isWiped) continue;
      if (device.isLocked) {
        await postParcels(world, device);
        continue;
      }
      await push(world, device);
      await pull(world, device);
    }
  }
}
