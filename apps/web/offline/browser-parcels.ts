import type { Api } from '#platform/design/calling/api.tsx';
import type { ParcelParts } from '#platform/device/parcels/parcel-post.ts';
import { sendParcels } from '#platform/sync/protocol/endpoints.ts';
import { chance, locked, wakes } from './browser-engine.ts';

/** Sends what waits in this browser for people who have not unlocked it. */
export function browserParcels(direct: Api): ParcelParts {
  return {
    send: (input) => direct.call(sendParcels, input),
    wakes,
    random: chance,
    unlessElsewhere: (name, work) =>
      navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
        if (lock) await work();
      }),
    withLock: locked,
  };
}
