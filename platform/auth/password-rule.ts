import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

export type PasswordWeakness = 'too-short' | 'too-long' | 'too-common';

// Fewer than 10^8 guesses: a leaked or common password, a keyboard row, a date, the person's own name.
const LEAST_SCORE = 3;
// Characters that are not part of the person's own name or address.
const LEAST_BESIDE_OWN = 8;

let estimator: ZxcvbnFactory | undefined;

/**
 * What is wrong with a new password; undefined when it will do. Length counts, composition does not
 * (NIST SP 800-63B). The list of leaked passwords is in the program: nothing is asked of a network.
 * `own` are words that the person would try first: sign-in name, display name.
 */
export function weaknessOf(password: string, own: readonly string[]): PasswordWeakness | undefined {
  const length = Array.from(password.normalize('NFKC')).length;
  if (length < PASSWORD_LENGTH.least) return 'too-short';
  if (length > PASSWORD_LENGTH.most || password.length > 2 * PASSWORD_LENGTH.most)
    return 'too-long';
  const words = own
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length > 2)
    .map((word) => word.toLowerCase());
  if (withoutWords(password.toLowerCase(), words).length < LEAST_BESIDE_OWN) return 'too-common';
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return estimator.check(password, words).score < LEAST_SCORE ? 'too-common' : undefined;
}

// The estimator takes a name with a few signs around it for a long password.
function withoutWords(password: string, words: readonly string[]): string {
  return words
    .toSorted((left, right) => right.length - left.length)
    .reduce((rest, word) => rest.replaceAll(word, ''), password);
}
