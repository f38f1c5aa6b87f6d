import { z } from 'zod';

/** ISO 15924 codes of the scripts that Amparo knows by name; others are kept as `Zyyy`. */
export const Script = z.enum([
  'Latn',
  'Arab',
  'Cyrl',
  'Deva',
  'Beng',
  'Ethi',
  'Mymr',
  'Thai',
  'Khmr',
  'Grek',
  'Hebr',
  'Hani',
  'Zyyy',
]);
export type Script = z.infer<typeof Script>;

const NamePart = z.strictObject({
  kind: z.enum(['given', 'father', 'grandfather', 'mother', 'family', 'nickname', 'title']),
  text: z.string().trim().min(1).max(80),
});

/**
 * A name as it was spoken. `spoken` is the whole, as the child says it, and always wins on screen.
 * Parts are optional: many people have no family name, and the order differs.
 */
export const SpokenName = z.strictObject({
  spoken: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine(
      (text) => !hasControlCharacters(text),
      'A name has no line breaks or invisible controls',
    ),
  script: Script.describe('Of the spoken form; see scriptOf.'),
  parts: z.array(NamePart).max(8).optional(),
  reading: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('How to read it in the script of the workers.'),
});
export type SpokenName = z.infer<typeof SpokenName>;

// Line breaks show a pasted paragraph; direction overrides can make one name look like another.
function hasControlCharacters(text: string): boolean {
  return /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text);
}

const SCRIPT_TESTS: readonly [Script, RegExp][] = [
  ['Latn', /\p{Script=Latin}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Beng', /\p{Script=Bengali}/u],
  ['Ethi', /\p{Script=Ethiopic}/u],
  ['Mymr', /\p{Script=Myanmar}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Khmr', /\p{Script=Khmer}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Hani', /\p{Script=Han}/u],
];

/** The script of the first letter that has one. */
export function scriptOf(text: string): Script {
  for (const letter of text) {
    const found = SCRIPT_TESTS.find(([, test]) => test.test(letter));
    if (found) return found[0];
  }
  return 'Zyyy';
}
