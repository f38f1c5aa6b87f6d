import { renewLease, setUpFieldDevice } from '#capabilities/access/field-device-endpoints.ts';
import { instantAt } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Api } from '#platform/design/calling/api.tsx';
import type { LeaseServer } from '#platform/device/keys/engine.ts';
import { FILE_KEYS } from './browser-engine.ts';

/** What the server does for a field device beside exchanging work. */
export function leaseServer(direct: Api): LeaseServer {
  return {
    setUp: async ({ publicKey, purpose, label }) => {
      const chosen = setUpFieldDevice.input.safeParse({ signingKey: publicKey, purpose, label });
      if (!chosen.success) return refuse({ code: 'access.field-device.purpose' });
      const made = await direct.call(setUpFieldDevice, chosen.data);
      if (!made.ok) return made;
      const { deviceId, lease, fileKeys } = made.value;
      const known = [{ key: FILE_KEYS, value: fileKeys, at: instantAt(Date.now()) }];
      return accept({ deviceId, lease, fileKeys, known });
    },
    renewLease: async (deviceId) => {
      const renewed = await direct.call(renewLease, { deviceId });
      return renewed.ok ? accept(renewed.value.lease) : renewed;
    },
  };
}
