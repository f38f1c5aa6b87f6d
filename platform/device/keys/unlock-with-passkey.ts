import { refuse, type Result } from '#kernel/result.ts';
import type { Directory } from './directory.ts';
import type { PasskeyRefusal, UnlockRefusal } from './field-refusals.ts';
import { gateClosed } from './gate.ts';
import type { Passkeys } from './passkeys.ts';
import { closedRefusal, type Unlocked, unlockWithSecret } from './unlock-person.ts';

/** Asks the browser for any passkey of those who work here and may open their content now. */
export async function unlockWithPasskey(parts: {
  readonly directory: Directory;
  readonly passkeys: Passkeys;
  readonly now: () => number;
}): Promise<Result<Unlocked, UnlockRefusal | PasskeyRefusal>> {
  const known = (await parts.directory.people()).flatMap((row) =>
    row.passkey ? [{ row, passkey: row.passkey }] : [],
  );
  if (known.length === 0) return refuse({ code: 'device.passkey.none' });
  const closed = known.map(({ row }) => gateClosed(row, parts.now()));
  const why = closed.at(-1);
  if (why && !closed.includes(null)) return refuse(closedRefusal(why));
  const answer = await parts.passkeys.ask(known.map(({ passkey }) => passkey));
  if (!answer.ok) return answer;
  const { credentialId, secret } = answer.value;
  const used = known.find(({ passkey }) => isSame(passkey.credentialId, credentialId));
  return used ? unlockWithSecret(parts, used.row, secret) : refuse({ code: 'device.passkey.none' });
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
