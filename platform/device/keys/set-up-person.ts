import { z } from 'zod';
import { WorkerId } from '#kernel/ids.ts';
import { accept, type Result } from '#kernel/result.ts';
import { Purpose } from '#kernel/sensitivity.ts';
import { hexOf } from '../store/key-ring.ts';
import { deleteSealedStore, makeSealedStore } from '../store/sealed-store.ts';
import { type Bytes, randomBytes, seal, sealingKey, unseal } from '../store/seal.ts';
import type { Directory, PersonRow } from './directory.ts';
import type { LeaseServer } from './engine.ts';
import { withLease } from './gate.ts';
import { makeFarewell } from '../parcels/make-farewell.ts';
import { bytesOfBase64, makeSigningKey, openSigner } from './signing-key.ts';
import { closeStoreKey, freshStretch, keyFromPin } from './store-key.ts';

/** What a device knows of its worker, once it is open. */
const Profile = z.object({ worker: WorkerId, purpose: Purpose, label: z.string() });
export type Profile = z.infer<typeof Profile>;

export type ChosenSetUp = Profile & { readonly who: string; readonly pin: string };

/** Where the sealed things of a person stand. */
export const placesOf = (id: string) => ({
  pin: `people|${id}|pin`,
  passkey: `people|${id}|passkey`,
  signingKey: `people|${id}|signing-key`,
  profile: `people|${id}|profile`,
});

export async function openProfile(storeKey: CryptoKey, row: PersonRow): Promise<Profile> {
  return Profile.parse(await unseal(storeKey, placesOf(row.id).profile, row.profile));
}

/**
 * Makes keys, place and content of one worker on this browser. Until the last step the person is not
 * one of those who work here, so that a set-up that is cut short leaves nothing that could be opened.
 */
export async function setUpPerson(
  parts: {
    readonly directory: Directory;
    readonly server: LeaseServer;
    readonly now: () => number;
  },
  chosen: ChosenSetUp,
): Promise<Result<string>> {
  const { directory, server, now } = parts;
  const [id, raw] = [hexOf(randomBytes(16)), randomBytes(32)];
  const [places, storeKey] = [placesOf(id), await sealingKey(raw)];
  const signing = await makeSigningKey(storeKey, places.signingKey);
  const { purpose, label, worker } = chosen;
  const made = await server.setUp({ publicKey: signing.publicKey, purpose, label });
  if (!made.ok) return made;
  const { deviceId, lease, fileKeys, known } = made.value;
  const farewellOf = async (sealed: Bytes) => {
    const signer = await openSigner(storeKey, places.signingKey, sealed);
    return makeFarewell(deviceId, fileKeys, signer.sign).finally(signer.forget);
  };
  const share = bytesOfBase64(lease.share);
  const stretch = freshStretch();
  const own = await keyFromPin(chosen.pin, stretch);
  const profile: Profile = { worker, purpose, label };
  const never = { share: null, grantedAt: 0, until: 0 };
  const row: PersonRow = {
    ...withLease({ lease: never, seen: 0, tries: 0, notBefore: 0 }, share, lease.hours, now()),
    id,
    database: `amparo-field-${hexOf(randomBytes(16))}`,
    isReady: false,
    madeAt: now(),
    who: await directory.hashOf('who', chosen.who),
    worker: await directory.hashOf('worker', worker),
    deviceId,
    pin: { stretch, sealed: await closeStoreKey(raw, own, share, places.pin) },
    passkey: null,
    signingKey: signing.sealed,
    profile: await seal(storeKey, places.profile, profile),
    farewell: await farewellOf(signing.sealed),
    revision: 1,
  };
  raw.fill(0);
  await directory.add(row);
  try {
    const store = await makeSealedStore(row.database, storeKey);
    await store.commit(known.map((value) => ({ put: 'answer', value }))).finally(store.close);
    await directory.finish(id);
  } catch (fault) {
    await deleteSealedStore(row.database).catch(() => undefined);
    throw fault;
  }
  return accept(id);
}
