/** A language that the screens speak. `tag` stands in message files and on the page. */
export type Language = {
  readonly tag: string;
  readonly ownName: string;
  readonly direction: 'ltr' | 'rtl';
  /** Decides how dates and numbers are written: day before month for English. */
  readonly locale: string;
};

export const LANGUAGES: readonly [Language, ...Language[]] = [
  { tag: 'en', ownName: 'English', direction: 'ltr', locale: 'en-GB' },
  { tag: 'ar', ownName: 'العربية', direction: 'rtl', locale: 'ar' },
  { tag: 'es', ownName: 'Español', direction: 'ltr', locale: 'es' },
  { tag: 'fr', ownName: 'Français', direction: 'ltr', locale: 'fr' },
];

/** The language of a tag such as `ar-SY`; English when none fits. */
export function languageFor(tags: readonly string[]): Language {
  for (const tag of tags) {
    const base = tag.toLowerCase().split('-')[0];
    const found = LANGUAGES.find((language) => language.tag === base);
    if (found) return found;
  }
  return LANGUAGES[0];
}
