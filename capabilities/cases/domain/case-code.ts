import type { RecordId } from '#kernel/ids.ts';

// Crockford's alphabet: no letter that can be heard or read as another.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_CHARACTERS = 10;

/**
 * The code that people say on the telephone instead of a name: 50 random bits of the record's id and
 * a check character, as `K7QD-2MXP-4RC`. One wrong character is always noticed, two swapped ones nearly always.
 */
export function caseCode(recordId: RecordId): string {
  // The last 62 bits of a UUID version 7 are random.
  let rest = BigInt(`0x${recordId.replaceAll('-', '').slice(-13)}`);
  let random = '';
  for (let index = 0; index < RANDOM_CHARACTERS; index += 1) {
    random = `${ALPHABET[Number(rest & 31n)] ?? '0'}${random}`;
    rest >>= 5n;
  }
  const code = `${random}${checkCharacter(random)}`;
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

/** A code as typed (small letters, O for 0, no dashes) in its true form; undefined when it is not one. */
export function readCaseCode(typed: string): string | undefined {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (letters.length !== RANDOM_CHARACTERS + 1) return undefined;
  if (Array.from(letters).some((letter) => !ALPHABET.includes(letter))) return undefined;
  if (checkCharacter(letters.slice(0, RANDOM_CHARACTERS)) !== letters.at(-1)) return undefined;
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

// Odd weights have an inverse modulo 32, so that every single wrong character changes the sum.
function checkCharacter(letters: string): string {
  const sum = Array.from(letters).reduce(
    (total, letter, index) => total + ALPHABET.indexOf(letter) * (2 * index + 1),
    0,
  );
  return ALPHABET[sum % 32] ?? '0';
}
