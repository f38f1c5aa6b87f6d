import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Directory, PersonRow } from './directory.ts';
import type { UnlockRefusal } from './field-refusals.ts';
import {
  gateClosed,
  type GateClosed,
  MOST_TRIES,
  waitSeconds,
  withoutShareIfClosed,
  withSuccess,
  withTry,
} from './gate.ts';
import { placesOf } from './set-up-person.ts';
import {
  freshStretch,
  keyFromPin,
  keyFromSecret,
  type OpenedStoreKey,
  openStoreKey,
} from './store-key.ts';

export type Unlocked = { readonly row: PersonRow; readonly opened: OpenedStoreKey };
type Parts = { readonly directory: Directory; readonly now: () => number };

/** Why the content of a person is closed, as a refusal. */
export function closedRefusal(why: GateClosed): UnlockRefusal {
  switch (why) {
    case 'too-many-tries':
      return { code: 'device.tries.too-many' };
    case 'clock-went-back':
      return { code: 'device.clock.went-back' };
    case 'lease-over':
      return { code: 'device.lease.over' };
  }
}

/**
 * Tries a PIN on those whom the name fits, the last set up first. A name that nobody here has is
 * answered as a wrong PIN is, and takes as long.
 */
export async function unlockWithPin(
  parts: Parts,
  pin: string,
  who: string | undefined,
  only?: string,
): Promise<Result<Unlocked, UnlockRefusal>> {
  const all = await parts.directory.people();
  const people = only === undefined ? all : all.filter((row) => row.id === only);
  if (people.length === 0) return refuse({ code: 'device.none' });
  const isOne = new Set(people.map((row) => row.who)).size === 1;
  if (!isOne && who === undefined) return refuse({ code: 'device.who.needed' });
  const hash = who === undefined ? undefined : await parts.directory.hashOf('who', who);
  const meant = people.filter((row) => hash === undefined || row.who === hash).toReversed();
  let refused: UnlockRefusal | undefined;
  for (const row of meant) {
    const tried = await tryPin(parts, row, pin);
    if (tried.ok) return tried;
    refused ??= tried.refusal;
  }
  if (refused) return refuse(refused);
  await keyFromPin(pin, freshStretch());
  return refuse({ code: 'device.pin.wrong', triesLeft: MOST_TRIES - 1, waitSeconds: 0 });
}

async function tryPin(
  parts: Parts,
  { id }: PersonRow,
  pin: string,
): Promise<Result<Unlocked, UnlockRefusal>> {
  const now = parts.now();
  let stopped: UnlockRefusal | undefined;
  const begun = await parts.directory.update(id, (row) => {
    const closed = gateClosed(row, now);
    const wait = waitSeconds(row, now);
    stopped = undefined;
    if (closed) stopped = closedRefusal(closed);
    else if (wait > 0) stopped = { code: 'device.pin.wait', waitSeconds: wait };
    return { ...row, ...(stopped ? withoutShareIfClosed(row, now) : withTry(row, now)) };
  });
  if (stopped) return refuse(stopped);
  const share = begun?.lease.share;
  if (!begun || !share) return refuse({ code: 'device.none' });
  const own = await keyFromPin(pin, begun.pin.stretch);
  const opened = await openStoreKey(begun.pin.sealed, own, share, placesOf(id).pin);
  if (opened) return succeeded(parts, begun, opened);
  const after = await parts.directory.update(id, (row) => ({
    ...row,
    ...withoutShareIfClosed(row, now),
  }));
  const tries = after?.tries ?? MOST_TRIES;
  if (tries >= MOST_TRIES) return refuse({ code: 'device.tries.too-many' });
  return refuse({
    code: 'device.pin.wrong',
    triesLeft: MOST_TRIES - tries,
    waitSeconds: after ? waitSeconds(after, parts.now()) : 0,
  });
}

/** A passkey gave its secret. It is no guess, so no try is counted. */
export async function unlockWithSecret(
  parts: Parts,
  row: PersonRow,
  secret: Uint8Array<ArrayBuffer>,
): Promise<Result<Unlocked, UnlockRefusal>> {
  const closed = gateClosed(row, parts.now());
  if (closed || !row.lease.share || !row.passkey)
    return refuse(closedRefusal(closed ?? 'lease-over'));
  const own = await keyFromSecret(secret, 'passkey');
  const { sealed } = row.passkey;
  const opened = await openStoreKey(sealed, own, row.lease.share, placesOf(row.id).passkey);
  return opened ? succeeded(parts, row, opened) : refuse({ code: 'device.lease.other-share' });
}

async function succeeded(
  parts: Parts,
  { id }: PersonRow,
  opened: OpenedStoreKey,
): Promise<Result<Unlocked, UnlockRefusal>> {
  const row = await parts.directory.update(id, (held) => ({
    ...held,
    ...withSuccess(held, parts.now()),
  }));
  return row ? accept({ row, opened }) : refuse({ code: 'device.none' });
}
