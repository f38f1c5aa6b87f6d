import { kindOf, NO_ARTICLE, type TokenKind } from './name-particles.ts';
import { romanise } from './romanise.ts';
import { skeletonOf } from './skeleton.ts';

/** A word of a name: in small Latin letters, and what stays of it across scripts and spellings. */
export type NameToken = {
  readonly plain: string;
  readonly skeleton: string;
  readonly kind: TokenKind;
};

export type NameKeys = { readonly tokens: readonly NameToken[] };

/** A name has at most 200 signs; what is longer is no name, and is read only so far. */
const MOST_SIGNS = 10_000;
const MOST_TOKENS = 24;
const LONGEST_TOKEN = 60;

/** PE-1..PE-5: the words of a name in one space of keys, whatever script it was written in. */
export function nameKeys(text: string): NameKeys {
  const tokens = wordsOf(text)
    .slice(0, MOST_TOKENS)
    .map((word) => cut(romanise(word)))
    .map((plain) => ({ plain, skeleton: skeletonOf(plain), kind: kindOf(plain) }));
  return { tokens };
}

function cut(plain: string): string {
  return plain.slice(0, LONGEST_TOKEN).replaceAll(/\p{Cs}/gu, '');
}

/** Marks that nobody sees: directions, joiners, soft hyphens, the line that stretches Arabic words. */
const UNSEEN = /[\p{Cf}\p{Cs}\p{Variation_Selector}\u0640]|\u034f/gu;
/** Within a word: O’Brien, Sana'a, and the signs for ain and hamza. */
const APOSTROPHES = /['’‘`´ʼʻʿʾ]/gu;
const RUN = /[\p{L}\p{M}\p{N}]+/gu;
const LETTER = /[\p{L}\p{N}]/u;

function wordsOf(text: string): readonly string[] {
  const seen = text.slice(0, MOST_SIGNS).replaceAll(UNSEEN, '');
  const read = decomposed(seen).replaceAll(UNSEEN, '').replaceAll(APOSTROPHES, '');
  return (read.match(RUN) ?? []).flatMap(partsOf).filter((part) => LETTER.test(part));
}

function decomposed(text: string): string {
  return text.normalize('NFKD').toLowerCase().normalize('NFKD');
}

const ARTICLE = /^ال(?=\p{L}{3})/u;
/** A consonant that begins a syllable: neither killed nor hung under another. */
const BURMESE_SYLLABLE = /(?<!\u1039)(?=[\u1000-\u1021](?![\u1037\u1038]*[\u103a\u1039]))/u;

/** Arabic writes the article into the word; Burmese puts no space between the names of one person. */
function partsOf(word: string): readonly string[] {
  if (/\p{Script=Myanmar}/u.test(word)) return word.split(BURMESE_SYLLABLE);
  const isNamed = NO_ARTICLE.has(word.replaceAll(/\p{M}/gu, ''));
  return !isNamed && ARTICLE.test(word) ? ['ال', word.slice(2)] : [word];
}
