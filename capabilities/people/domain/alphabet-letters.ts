import { table } from './abugida-letters.ts';

/**
 * Letters of alphabets, in the spelling of passports. Sources: ICAO Doc 9303 part 3 section 6 (Arabic,
 * Cyrillic, Latin letters beyond A to Z); BGN/PCGN for the letters of Persian, Urdu, Pashto and Kurdish,
 * and of Central Asian and South Slavic Cyrillic. Recalled from these, unconfirmed by speakers.
 * Marks above and below (hamza, breve, accents) are gone before a letter is looked up.
 */
export const ARABIC = table(
  'ا a ٱ a ب b پ p ت t ٹ t ټ t ث th ج j چ ch څ ts ځ z ح h خ kh د d ڈ d ډ d ذ dh ر r ڑ r ړ r ڕ r ز z ژ zh ' +
    'ږ zh س s ش sh ښ sh ص s ض d ط t ظ z ع a غ gh ف f ڤ v ق q ك k ک k گ g ګ g ڭ ng ل l ڵ l م m ن n ں n ڼ n ه h ' +
    'ھ h ہ h ە a ة a ۃ a و w ۆ o ۇ u ۈ u ۋ v ي y ی y ى a ې e ێ e ۍ y ے y ء a',
);

export const CYRILLIC = table(
  'а a б b в v г g ґ g ғ gh д d ђ dj е e є ye ж zh з z ѕ dz и i і i ј y к k қ q л l љ ly м m н n њ ny ң ng ' +
    'о o ө o п p р r с s т t ћ ch у u ү u ұ u ф f х kh ҳ h һ h ц ts ч ch ҷ j џ dzh ш sh щ shch ъ a ы y э e ю yu ' +
    'я ya ә a',
);

/** Latin letters that are no letter with a mark, for Unicode at least. */
export const LATIN = table(
  'ß ss æ ae œ oe ø o đ d ð d ħ h ı i ł l ŋ ng þ th ə a ɛ e ɔ o ɓ b ɗ d ƙ k',
);

/** Marks that change a letter's sound, not only its shade: ç and č are heard as ch. */
export const LATIN_MARKED: readonly (readonly [RegExp, string])[] = [
  [/c[\u0327\u030c\u0301]/gu, 'ch'],
  [/s[\u0327\u030c\u0326]/gu, 'sh'],
  [/z\u030c/gu, 'zh'],
];

/** Rows of eight syllables; the second column is heard before the vowel. Source: Unicode chart 1200, BGN/PCGN 2007 Amharic. */
export const ETHIOPIC_FIRST = 0x1200;
export const ETHIOPIC_ROWS: readonly string[] =
  'h l h m s r s sh q qw q qw b v t ch h hw n ny - k kw h hw w - z zh y d d j g gw g t ch p ts ts f p'.split(
    ' ',
  );
export const ETHIOPIC_VOWELS: readonly string[] = ['e', 'u', 'i', 'a', 'e', '', 'o', 'wa'];

/** The zero of each row of digits that people type: Arabic, Persian, Devanagari, Bengali, Thai, Burmese. */
export const ZEROES: readonly number[] = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x1040];
