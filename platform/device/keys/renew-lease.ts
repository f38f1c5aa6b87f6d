import { refuse, accept, type Refusal, type Result } from '#kernel/result.ts';
import { DeviceId } from '#platform/sync/protocol/push.ts';
import type { Directory, PersonRow } from './directory.ts';
import type { GivenLease, LeaseServer } from './engine.ts';
import { withLease } from './gate.ts';
import { placesOf } from './set-up-person.ts';
import { bytesOfBase64 } from './signing-key.ts';
import { renewOuter } from './store-key.ts';

/** Asks a new lease for each content of a worker here, open or locked; needs no PIN. */
export async function renewLeases(
  parts: {
    readonly directory: Directory;
    readonly server: LeaseServer;
    readonly now: () => number;
  },
  worker: string,
): Promise<Result<readonly PersonRow[]>> {
  const hash = await parts.directory.hashOf('worker', worker);
  const rows = (await parts.directory.people()).filter((row) => row.worker === hash);
  if (rows.length === 0) return refuse({ code: 'device.none' });
  const renewed: PersonRow[] = [];
  let refused: Refusal | undefined;
  for (const row of rows) {
    const lease = await parts.server.renewLease(DeviceId.parse(row.deviceId));
    const done = lease.ok ? await renewOne(parts, row.id, lease.value) : lease;
    if (done.ok) renewed.push(done.value);
    else refused = done.refusal;
  }
  return renewed.length === 0 && refused ? refuse(refused) : accept(renewed);
}

async function renewOne(
  parts: { readonly directory: Directory; readonly now: () => number },
  id: string,
  lease: GivenLease,
): Promise<Result<PersonRow>> {
  const share = bytesOfBase64(lease.share);
  let isOther = false;
  const row = await parts.directory.update(id, async (held) => {
    const sealed = await renewAll(held, share);
    isOther = sealed === undefined;
    return sealed
      ? { ...held, ...withLease(held, share, lease.hours, parts.now()), ...sealed }
      : held;
  });
  if (!row) return refuse({ code: 'device.none' });
  return isOther ? refuse({ code: 'device.lease.other-share' }) : accept(row);
}

/** Every wrapped key under the new share, or none. */
async function renewAll(
  row: PersonRow,
  now: Uint8Array<ArrayBuffer>,
): Promise<Pick<PersonRow, 'pin' | 'passkey'> | undefined> {
  const shares = { before: row.lease.share, now };
  const places = placesOf(row.id);
  const pin = await renewOuter(row.pin.sealed, shares, places.pin);
  const passkey = row.passkey && (await renewOuter(row.passkey.sealed, shares, places.passkey));
  if (!pin || passkey === undefined) return undefined;
  return {
    pin: { ...row.pin, sealed: pin },
    passkey: row.passkey && passkey ? { ...row.passkey, sealed: passkey } : null,
  };
}
