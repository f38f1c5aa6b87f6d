import { type Abugida, BENGALI, BENGALI_O, BURMESE, DEVANAGARI, THAI } from './abugida-letters.ts';
import {
  ARABIC,
  CYRILLIC,
  ETHIOPIC_FIRST,
  ETHIOPIC_ROWS,
  ETHIOPIC_VOWELS,
  LATIN,
  LATIN_MARKED,
  ZEROES,
} from './alphabet-letters.ts';

const LETTERS: Readonly<Record<string, string>> = { ...ARABIC, ...CYRILLIC, ...LATIN };

/**
 * A word in small Latin letters, as it might stand in a passport. The word is lower-case and decomposed
 * (NFKD). What no table knows (other scripts) stays as it is, and nothing becomes empty.
 */
export function romanise(word: string): string {
  const read = LATIN_MARKED.reduce((text, [marked, as]) => text.replaceAll(marked, as), word);
  let made = '';
  for (const run of read.match(RUNS) ?? []) made += romaniseRun(run);
  return made === '' ? word : made;
}

const RUNS =
  /\p{Script=Devanagari}+|\p{Script=Bengali}+|\p{Script=Myanmar}+|\p{Script=Thai}+|[^\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Myanmar}\p{Script=Thai}]+/gu;

function romaniseRun(run: string): string {
  const first = run.codePointAt(0) ?? 0;
  if (first >= 0x0900 && first <= 0x097f) return indic(run, DEVANAGARI, 'a');
  if (first >= 0x0980 && first <= 0x09ff)
    return indic(run.replaceAll('\u09c7\u09be', BENGALI_O), BENGALI, 'o');
  if (first >= 0x0e00 && first <= 0x0e7f) return thai(run);
  if (first >= 0x1000 && first <= 0x109f) return burmese(run);
  return letterByLetter(run);
}

function letterByLetter(run: string): string {
  let made = '';
  for (const letter of run) {
    const spelt = LETTERS[letter] ?? ethiopic(letter) ?? otherwise(letter);
    made +=
      spelt.startsWith('h') && BREATHES.test(letter) && DIGRAPH_BEGUN.test(made)
        ? `a${spelt}`
        : spelt;
  }
  return made;
}

/** A letter of its own that is spelt h: z and h in Zahra are two sounds, zh in Zhanna is one. */
const BREATHES = /[^hھ]/u;
const DIGRAPH_BEGUN = /[zskgtdrbpjc]$/u;

/** Marks that no table knows are shades of the letter before. */
function otherwise(letter: string): string {
  return /\p{M}/u.test(letter) ? '' : digit(letter);
}

function digit(letter: string): string {
  const point = letter.codePointAt(0) ?? 0;
  const zero = ZEROES.find((start) => point >= start && point <= start + 9);
  return zero === undefined ? letter : String(point - zero);
}

function ethiopic(letter: string): string | undefined {
  const at = (letter.codePointAt(0) ?? 0) - ETHIOPIC_FIRST;
  const row = ETHIOPIC_ROWS[Math.floor(at / 8)];
  if (at < 0 || row === undefined) return undefined;
  const vowel = ETHIOPIC_VOWELS[at % 8] ?? '';
  // Of the two rows that carry only a vowel, the sixth is the short one of "Ephrem".
  if (row === '-') return vowel === '' ? 'e' : vowel;
  return row + vowel;
}

const VIRAMA = /[\u094d\u09cd]/u;
const NUKTA = /[\u093c\u09bc]/u;
/** What the dot below makes of a letter: sounds that Sanskrit had not. */
const DOTTED: Readonly<Record<string, string>> = {
  k: 'q', kh: 'kh', g: 'gh', j: 'z', d: 'r', dh: 'rh', ph: 'f',
}; // prettier-ignore

/** Devanagari and Bengali: a consonant carries a vowel unless a sign says otherwise; not at the end. */
function indic(run: string, letters: Abugida, inherent: string): string {
  const signs = Array.from(run);
  let made = '';
  for (const [at, sign] of signs.entries()) {
    const consonant = letters.consonants[sign];
    made +=
      consonant === undefined
        ? (letters.others[sign] ?? otherwise(sign))
        : syllable(
            { sign, consonant, before: signs[at - 1], after: signs.slice(at + 1, at + 3) },
            inherent,
          );
  }
  return made.replaceAll(/ṁ(?=[pbmf])/gu, 'm').replaceAll('ṁ', 'n');
}

type Beginning = {
  readonly sign: string;
  readonly consonant: string;
  readonly before: string | undefined;
  readonly after: readonly string[];
};

function syllable(begun: Beginning, inherent: string): string {
  const { sign, consonant, before = '', after } = begun;
  const isDotted = NUKTA.test(after[0] ?? '');
  const heard = isDotted ? dotted(sign, consonant) : joinedTo(before, sign, consonant);
  const follows = after[isDotted ? 1 : 0] ?? '';
  const hasOwnVowel = follows === '' || (/\p{M}/u.test(follows) && !isNasal(follows));
  return hasOwnVowel ? heard : heard + inherent;
}

function isNasal(sign: string): boolean {
  return /[\u0901-\u0903\u0981-\u0983]/u.test(sign);
}

function dotted(sign: string, consonant: string): string {
  return sign === '\u09af' ? 'y' : (DOTTED[consonant] ?? consonant);
}

/** A v or b that hangs under another letter is heard as w, a Bengali j as y: Saraswati, Biswas. */
function joinedTo(before: string, sign: string, consonant: string): string {
  if (!VIRAMA.test(before)) return consonant;
  if (sign === 'व' || sign === 'ব') return 'w';
  return sign === 'য' ? 'y' : consonant;
}

const THAI_SILENT = /[ก-ฮ][ิุ]?์/gu;
const THAI_LEADING_H = /ห(?=[งญนมยรลว])/gu;
const THAI_VOWEL_FIRST = /([เแโใไ])([ก-ฮ])/gu;

/** Thai: some vowels stand before the consonant that they follow in speech; some letters are silent. */
function thai(run: string): string {
  const spoken = run
    .replaceAll(THAI_SILENT, '')
    .replaceAll(THAI_LEADING_H, '')
    .replaceAll(THAI_VOWEL_FIRST, '$2$1');
  return simply(spoken === '' ? run : spoken, THAI);
}

const BURMESE_SH = /ရ([\u103b-\u103d]*)\u103e/gu;
const BURMESE_CH = /ခ[\u103b\u103c]/gu;
const BURMESE_H = /([က-အ])([\u103b-\u103d]*)\u103e/gu;
const BURMESE_FINAL: Readonly<Record<string, string>> = {
  က: 'k', င: 'ng', စ: 't', တ: 't', ပ: 't', ည: '', ဉ: 'n', ယ: '', မ: 'n', န: 'n',
}; // prettier-ignore

/** Burmese: an h that is written below is spoken first, and a killed consonant ends the syllable. */
function burmese(run: string): string {
  const spoken = run
    .replaceAll(
      /([က-အ])[\u1037\u1038]*\u103a/gu,
      (killed, final: string) => BURMESE_FINAL[final] ?? killed,
    )
    .replaceAll(BURMESE_SH, 'sh$1')
    .replaceAll(BURMESE_CH, 'ch')
    .replaceAll(BURMESE_H, 'h$1$2');
  return simply(spoken, BURMESE);
}

function simply(run: string, letters: Abugida): string {
  let made = '';
  for (const sign of run)
    made += letters.consonants[sign] ?? letters.others[sign] ?? otherwise(sign);
  return made;
}
