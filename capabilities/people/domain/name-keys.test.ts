import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameKeys } from './name-keys.ts';

function skeletons(name: string): string {
  return nameKeys(name).tokens.map((token) => token.skeleton).join(' '); // prettier-ignore
}

function plain(name: string): string {
  return nameKeys(name).tokens.map((token) => token.plain).join(' '); // prettier-ignore
}

test.each([
  ['Mohammed', 'محمد', 'مُحَمَّد', 'Мухаммед', 'मोहम्मद', 'মোহাম্মদ', 'መሐመድ', 'Muhamad'],
  ['Zahra', 'زهرة', 'زهرا', 'Zahrah', 'ዛህራ'],
  ['Abd al-Rahman', 'عبد الرحمن'],
  ['Abdulrahman', 'عبدالرحمن', 'Abdelrahman'],
  ['Khadija', 'خديجة', 'Hadija', 'Хадиджа'],
  ['Yusuf', 'يوسف', 'Yousef', 'Юсуф', 'የሱፍ', 'यूसुफ'],
  ['Tsehay', 'ፀሐይ'],
  ['Saraswati', 'सरस्वती', 'সরস্বতী'],
  ['Biswas', 'বিশ্বাস', 'विश्वास'],
  ['Somchai', 'สมชาย'],
  ['Prasert', 'ประเสริฐ'],
  ['Aung San', 'အောင်ဆန်း'],
  ['Moe Moe', 'မိုးမိုး'],
  ['Sergei Lavrov', 'Сергей Лавров'],
  ['Ilyas', 'الياس', 'إلياس'],
  ['Çelik', 'Chelik', 'Çelik'.normalize('NFD')],
])('[PE-1] %s is found however it was written', (first, ...others) => {
  expect(others.map(skeletons)).toEqual(others.map(() => skeletons(first)));
});

test.each([
  ['Amina', 'Fatima'],
  ['زهرة', 'نور'],
  ['Lumi', 'Mirko'],
  ['ሰላም', 'ዮናስ'],
  ['สมชาย', 'ประเสริฐ'],
])('[PE-1] %s and %s stay two names', (one, other) => {
  expect(skeletons(one)).not.toBe(skeletons(other));
});

test('[PE-2] articles, "son of" and titles are known and kept', () => {
  expect(nameKeys('Sheikh Hassan bin al-Example').tokens.map(({ kind }) => kind)).toEqual([
    'title', 'name', 'particle', 'particle', 'name',
  ]); // prettier-ignore
  expect(nameKeys('الحسن').tokens.map(({ kind }) => kind)).toEqual(['particle', 'name']);
  expect(nameKeys('إلهام').tokens).toHaveLength(1);
});

test('[PE-3] a name of one letter, a number, an apostrophe and a hyphen are read', () => {
  expect(plain('X')).toBe('x');
  expect(plain('١٢ 12')).toBe('12 12');
  expect(plain('Anne-Marie O’Example')).toBe('anne marie oexample');
  expect(nameKeys('').tokens).toEqual([]);
  expect(nameKeys('😀 🏳️‍🌈 —').tokens).toEqual([]);
});

/** Every letter of the scripts that the tables speak of, but for pictures of a mark alone. */
const LETTERS = Array.from({ length: 0x20000 }, (_, point) => point)
  .filter((point) => point < 0xd800 || point > 0xdfff)
  .map((point) => String.fromCodePoint(point))
  .filter((sign) => !/^[ \u0640]/u.test(sign.normalize('NFKD')))
  .filter((sign) =>
    /(?=\p{L})[\p{Script=Latin}\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Ethiopic}\p{Script=Myanmar}\p{Script=Thai}]/u.test(
      sign,
    ),
  );

test('[PE-3] no letter of a known script is lost', () => {
  expect(LETTERS.length).toBeGreaterThan(3000);
  const lost = LETTERS.filter((letter) =>
    nameKeys(letter).tokens.some((token) => token.plain === '' || token.skeleton === ''),
  );
  expect(lost).toEqual([]);
  expect(LETTERS.filter((letter) => nameKeys(letter).tokens.length === 0)).toEqual([]);
});

const signs = fc.oneof(
  fc.constantFrom(...LETTERS),
  fc.constantFrom(
    ' ',
    '-',
    '’',
    '\u064e',
    '\u0301',
    '\u0327',
    '\u200f',
    '\u094d',
    '\u103a',
    '์',
    'ا',
    'ل',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const anyName = fc.array(signs, { maxLength: 40 }).map((all) => all.join(''));

test('[PE-3] one name has the same keys in every normal form', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'])
        expect(nameKeys(name.normalize(form))).toEqual(nameKeys(name));
    }),
    { numRuns: 2000 },
  );
});

test('[PE-3] keys of keys are the same keys', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const keys = nameKeys(name);
      expect(nameKeys(keys.tokens.map((token) => token.plain).join(' '))).toEqual(keys);
    }),
    { numRuns: 2000 },
  );
});

test('[PE-3] marks that nobody sees change nothing', () => {
  fc.assert(
    fc.property(
      anyName,
      fc.constantFrom(
        '\u200e',
        '\u200f',
        '\u200b',
        '\u200d',
        '\u00ad',
        '\ufeff',
        '\u2067',
        '\u0640',
      ),
      (name, mark) => {
        expect(nameKeys(Array.from(name).join(mark))).toEqual(nameKeys(name));
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  ['letters', 'ab'],
  ['marks', 'a\u0301\u0327'],
  ['marks alone', '\u0301\u0323'],
  ['article', 'ال'],
  ['Burmese marks', 'က\u1037\u1038'],
  ['Thai', 'เก์'],
  ['Devanagari', 'क्'],
  ['spaces', ' '],
  ['words', 'a '],
  ['half a sign', '\ud83d'],
])('[PE-4] 100,000 signs of %s are read to a bounded end', (_what, unit) => {
  const { tokens } = nameKeys(unit.repeat(100_000));
  expect(tokens.length).toBeLessThanOrEqual(24);
  for (const token of tokens) expect(token.plain.length).toBeLessThanOrEqual(60);
});
