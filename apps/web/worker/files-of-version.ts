/** One file of a build. Without a revision its name carries a hash, and it never changes. */
export type BuiltFile = { readonly url: string; readonly revision: string | null };

const LANGUAGE = /words[-.]([a-z]{2,3}(?:-[A-Za-z]+)?)-[\w-]{8}\.js$/;
// Screens that explain the app to those who make it or get to know it, and are no work.
const NO_WORK = /\/(gallery|tour)[-.]/;

/** The language of a file of words. */
export function languageOf(url: string): string | undefined {
  return LANGUAGE.exec(url)?.[1];
}

/**
 * What a first visit keeps, and what is kept once somebody uses it: the words of other languages,
 * letters that a device may have itself, and screens that are no work.
 */
export function sortFiles(files: readonly BuiltFile[]): {
  readonly atOnce: readonly BuiltFile[];
  readonly onDemand: readonly string[];
} {
  const isOnDemand = ({ url }: BuiltFile) =>
    languageOf(url) !== undefined || NO_WORK.test(`/${url}`) || url.endsWith('.woff2');
  return {
    atOnce: files.filter((file) => !isOnDemand(file)),
    onDemand: files.filter(isOnDemand).map(({ url }) => url),
  };
}

/** The words of a language that work needs, whether or not a screen has asked for them yet. */
export function wordsOf(language: string, onDemand: readonly string[]): readonly string[] {
  return onDemand.filter((url) => languageOf(url) === language && !NO_WORK.test(`/${url}`));
}

/**
 * What a new version must bring along for what is kept of the old one: words of the same languages,
 * the same letters. Otherwise whoever works in Arabic would have an app without words after it.
 */
export function keptAgain(kept: readonly string[], onDemand: readonly string[]): readonly string[] {
  const languages = new Set(kept.map(languageOf).filter((one) => one !== undefined));
  const letters = new Set(kept.filter((url) => url.endsWith('.woff2')).map(withoutHash));
  const words = [...languages].flatMap((language) => wordsOf(language, onDemand));
  const fonts = onDemand.filter((url) => letters.has(withoutHash(url)));
  return [...words, ...fonts];
}

/** The name of a file across versions. */
function withoutHash(url: string): string {
  const name = url.slice(url.lastIndexOf('/') + 1);
  return name.replace(/-[\w-]{8}(\.\w+)$/, '$1');
}
