import type { InputOf, OutputOf } from '#kernel/endpoint.ts';
import type { CarriedPart } from '#platform/sync/protocol/carried-file.ts';
import type { sendParcels as endpoint } from '#platform/sync/protocol/endpoints.ts';
import { PushItem } from '#platform/sync/protocol/push.ts';
import { sendParcels } from '../../parcels/send-parcels.ts';
import type { Parcels } from '../../store/open-parcels.ts';
import type { ModelDevice } from './model-device.ts';
import { epochId } from './model-ids.ts';
import { modelPush } from './model-push.ts';
import type { KnownDevice, ServerState } from './model-state.ts';
import type { ModelWorld } from './model-world.ts';

/** The server of the model takes parcels as it takes items, one by one. */
export function modelParcels(
  state: ServerState,
  device: KnownDevice,
  { parts }: InputOf<typeof endpoint>,
  isBusy: () => boolean,
): OutputOf<typeof endpoint> {
  const judge = (items: readonly PushItem[]) =>
    modelPush(state, device, { deviceId: device.deviceId, items: [...items], opened: [] }, isBusy);
  const answers = parts.map((part): OutputOf<typeof endpoint>['answers'][number] => {
    const { outcomes } = judge([itemIn(part)]);
    const isLater = outcomes.some(({ outcome }) => outcome === 'later');
    return { fileId: part.fileId, is: isLater ? 'later' : 'done' };
  });
  const control = device.isRevoked ? [{ kind: 'wipe' as const, number: 1_000_000 }] : [];
  return { answers, control, epoch: epochId(state.epoch) };
}

function itemIn(part: CarriedPart): PushItem {
  return PushItem.parse(JSON.parse(atob(part.sealed)));
}

/** The parcels on the disk of a device that is locked; what was sent is noted beside them. */
function parcelsOf(device: ModelDevice): Parcels {
  return {
    unsent: async () =>
      (await device.disk.outbox()).flatMap(({ parcel: part, writtenAt: keptAt }) =>
        part && !device.sentIn.has(part.fileId) ? [{ part, keptAt, sentIn: null }] : [],
      ),
    noteSent: async (fileIds, epoch) => {
      for (const [fileId, sentIn] of device.sentIn)
        if (sentIn !== epoch) device.sentIn.delete(fileId);
      for (const fileId of fileIds) device.sentIn.set(fileId, epoch);
    },
    close: () => undefined,
  };
}

/** A device that nobody unlocks sends what waits, and empties itself when it was taken back. */
export async function postParcels(world: ModelWorld, device: ModelDevice): Promise<void> {
  await device.run(async () => {
    const parcels = parcelsOf(device);
    const { deviceId } = device.own;
    const round = await sendParcels(deviceId, parcels, async (input) =>
      world.takeParcels(device, input),
    );
    if (round.isWipeOrdered && (await parcels.unsent()).length === 0) await device.erase();
  });
}
