import { accept, refuse, type Result } from '#kernel/result.ts';
import { randomBytes } from '../store/seal.ts';
import type { Directory, PersonRow } from './directory.ts';
import type { FieldRefusal } from './field-refusals.ts';
import type { Session } from './open-session.ts';
import type { Passkeys } from './passkeys.ts';
import { placesOf } from './set-up-person.ts';
import { closeStoreKey, freshStretch, keyFromPin, keyFromSecret } from './store-key.ts';

/** Another PIN for the same content. The old one opens nothing any more. */
export async function changePin(
  directory: Directory,
  session: Session,
  pin: string,
): Promise<Result<true, FieldRefusal>> {
  const stretch = freshStretch();
  const own = await keyFromPin(pin, stretch);
  return closeAnew(directory, session, async (storeKey, share) => {
    const sealed = await closeStoreKey(storeKey, own, share, placesOf(session.id).pin);
    return { pin: { stretch, sealed } };
  });
}

/** A passkey beside the PIN, which stays. */
export async function makePasskey(
  parts: { readonly directory: Directory; readonly passkeys: Passkeys },
  session: Session,
): Promise<Result<true, FieldRefusal>> {
  const salt = randomBytes(32);
  const made = await parts.passkeys.make(salt);
  if (!made.ok) return made;
  const { credentialId, secret } = made.value;
  const own = await keyFromSecret(secret, 'passkey');
  return closeAnew(parts.directory, session, async (storeKey, share) => {
    const sealed = await closeStoreKey(storeKey, own, share, placesOf(session.id).passkey);
    return { passkey: { credentialId, salt, sealed } };
  });
}

type Closed = Partial<Pick<PersonRow, 'pin' | 'passkey'>>;

async function closeAnew(
  directory: Directory,
  session: Session,
  close: (storeKey: Uint8Array<ArrayBuffer>, share: Uint8Array<ArrayBuffer>) => Promise<Closed>,
): Promise<Result<true, FieldRefusal>> {
  let isClosed = false;
  await directory.update(session.id, async (row) => {
    isClosed = false;
    if (!row.lease.share) return row;
    const storeKey = await session.storeKey.reveal();
    const closed = await close(storeKey, row.lease.share);
    storeKey.fill(0);
    isClosed = true;
    return { ...row, ...closed };
  });
  return isClosed ? accept(true) : refuse({ code: 'device.lease.over' });
}
