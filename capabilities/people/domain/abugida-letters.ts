/**
 * Letters of scripts whose consonants carry a vowel, in the spelling that papers of these countries
 * use, not a scholar's. Sources: the Unicode charts for the code points; BGN/PCGN 2013 (Nepali) and
 * Hunterian romanisation for Devanagari, BGN/PCGN 2011-2020 practice for Bengali and Burmese, RTGS
 * (Royal Institute, 1999) for Thai. Recalled from these, and not yet read by speakers: unconfirmed.
 */
export type Abugida = {
  readonly consonants: Readonly<Record<string, string>>;
  /** Independent vowels, vowel signs and other marks. What is absent is not heard. */
  readonly others: Readonly<Record<string, string>>;
};

/** Heard as m before p, b, m and as n elsewhere. */
const LABIAL_NASAL = 'ṁ';

export const BENGALI_O = '\u09cb';

export const DEVANAGARI: Abugida = {
  consonants: table(
    'क k ख kh ग g घ gh ङ ng च ch छ chh ज j झ jh ञ ny ट t ठ th ड d ढ dh ण n त t थ th द d ध dh न n प p ' +
      'फ ph ब b भ bh म m य y र r ल l ळ l व v श sh ष sh स s ह h',
  ),
  others: {
    ...table('अ a आ a इ i ई i उ u ऊ u ऋ ri ऍ e ए e ऐ ai ऑ o ओ o औ au'),
    ...table('ा a ि i ी i ु u ू u ृ ri ॅ e े e ै ai ॉ o ो o ौ au'),
    'ं': LABIAL_NASAL,
    'ँ': LABIAL_NASAL,
    'ः': 'h',
  },
};

export const BENGALI: Abugida = {
  consonants: table(
    'ক k খ kh গ g ঘ gh ঙ ng চ ch ছ chh জ j ঝ jh ঞ ny ট t ঠ th ড d ঢ dh ণ n ত t থ th দ d ধ dh ন n প p ' +
      'ফ ph ব b ভ bh ম m য j র r ল l শ sh ষ sh স s হ h ৰ r ৱ w',
  ),
  others: {
    ...table('অ o আ a ই i ঈ i উ u ঊ u ঋ ri এ e ঐ oi ও o ঔ ou ৎ t'),
    ...table('া a ি i ী i ু u ূ u ৃ ri ে e ৈ oi ৗ u'),
    // Decomposed, this sign is two others; it is put together again before it is looked up.
    [BENGALI_O]: 'o',
    'ং': LABIAL_NASAL,
    'ঁ': LABIAL_NASAL,
    'ঃ': 'h',
  },
};

export const BURMESE: Abugida = {
  consonants: table(
    'က k ခ kh ဂ g ဃ gh င ng စ s ဆ s ဇ z ဈ z ဉ ny ည ny ဋ t ဌ ht ဍ d ဎ d ဏ n တ t ထ ht ဒ d ဓ d န n ပ p ' +
      'ဖ ph ဗ b ဘ b မ m ယ y ရ y လ l ဝ w သ th ဿ th ဟ h ဠ l အ a',
  ),
  others: {
    ...table('ဣ i ဤ i ဥ u ဦ u ဧ e ဩ o ဪ o'),
    ...table('ာ a ါ a ိ i ီ i ု u ူ u ေ e ဲ e ံ n ျ y ြ y ွ w'),
  },
};

export const THAI: Abugida = {
  consonants: table(
    'ก k ข kh ฃ kh ค kh ฅ kh ฆ kh ง ng จ ch ฉ ch ช ch ซ s ฌ ch ญ y ฎ d ฏ t ฐ th ฑ th ฒ th ณ n ด d ต t ' +
      'ถ th ท th ธ th น n บ b ป p ผ ph ฝ f พ ph ฟ f ภ ph ม m ย y ร r ฤ ru ล l ว w ศ s ษ s ส s ห h ฬ l อ o ฮ h',
  ),
  others: table('ะ a ั a า a ำ am ิ i ี i ึ ue ื ue ุ u ู u เ e แ ae โ o ใ ai ไ ai ๅ a ํ am'),
};

/** "letter spelling letter spelling …" */
export function table(pairs: string): Readonly<Record<string, string>> {
  const words = pairs.normalize('NFKD').split(' ');
  const made: Record<string, string> = {};
  for (let at = 0; at + 1 < words.length; at += 2) made[words[at] ?? ''] = words[at + 1] ?? '';
  return made;
}
