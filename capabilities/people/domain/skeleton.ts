/** Spellings of one sound, longest first. The right side is a class of sounds, not a letter. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/tch|chh|ch/gu, 'C'],
  [/sch|sh/gu, 's'],
  [/dzh|dj|jh|zh/gu, 'j'],
  [/kh/gu, 'H'],
  [/gh/gu, 'g'],
  [/ph/gu, 'f'],
  [/th/gu, 't'],
  [/dh/gu, 'd'],
  [/bh/gu, 'b'],
  [/rh/gu, 'r'],
  [/tz/gu, 'ts'],
  [/x/gu, 'ks'],
  [/ck|q/gu, 'k'],
  [/c(?=[eiy])/gu, 's'],
  [/c/gu, 'k'],
  [/v/gu, 'b'],
];

/**
 * What stays of a romanised word when that is taken away in which scripts and spellings differ: vowels
 * (Arabic writes few), w and y within a word (they are vowels there), doubled letters, a last h; and when
 * sounds are one that transliterations vary (kh/h, q/k, gh/g, ph/f, b/v). Order stays. It
 * finds, and never judges: Hasan and Hussein have one skeleton.
 */
export function skeletonOf(plain: string): string {
  const begun = plain
    .replace(/^i(?=[aeou])/u, 'y')
    .replace(/^w/u, 'v')
    .replace(/^[aeiou]+/u, 'a');
  const ended = begun.replace(/(?<=[aeiouyw])h$/u, '').replace(/ng$/u, 'n');
  const alike = ALIKE.reduce((text, [spelt, as]) => text.replaceAll(spelt, as), ended);
  const first = alike.slice(0, 1);
  const rest = alike.slice(1).replaceAll(/[aeiouwy]/gu, '');
  const folded = (first + rest).replaceAll('C', 'c').replaceAll('H', 'h');
  return folded.replaceAll(/(.)\1+/gu, '$1');
}
