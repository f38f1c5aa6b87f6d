import {
  type CarriedPart,
  FAREWELL_FORMAT,
  type FarewellBody,
  type FarewellContent,
  type FileKeys,
} from '#platform/sync/protocol/carried-file.ts';
import type { DeviceId } from '#platform/sync/protocol/push.ts';
import { sealOne } from '../sync/seal-for-server.ts';

/**
 * The last words of a device, made while its key is open, for when it must destroy that key unopened:
 * it has destroyed what it carried. Null when the key of the server cannot be used.
 */
export async function makeFarewell(
  deviceId: DeviceId,
  fileKeys: FileKeys,
  sign: (text: string) => Promise<string>,
): Promise<CarriedPart | null> {
  const said: FarewellBody = { format: FAREWELL_FORMAT, deviceId };
  const body = JSON.stringify(said);
  const content: FarewellContent = { farewell: { body, signature: await sign(body) } };
  return sealOne(deviceId, fileKeys, content).catch(() => null);
}
