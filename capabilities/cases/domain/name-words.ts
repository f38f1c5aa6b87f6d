import type { SpokenName } from '#kernel/spoken-name.ts';

const MOST_WORDS = 12;

/**
 * The words of a name in the form in which two spellings of one name are most often equal: without
 * case, accents, joiners and vowel marks. Scripts stay apart; meeting across scripts and
 * nicknames is the work of `people` (look-up and matching).
 */
export function nameWords(name: SpokenName): readonly string[] {
  const words = name.spoken
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}\u0640]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 0);
  return [...new Set(words)].slice(0, MOST_WORDS);
}
