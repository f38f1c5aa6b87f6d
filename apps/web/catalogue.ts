import { LANGUAGES } from '#platform/design/reader/languages.ts';
import { type Catalogue, joinMessageFiles } from '#platform/design/reader/message-catalogue.ts';

const FILES = import.meta.glob<Readonly<Record<string, unknown>>>(
  [
    '../../platform/design/messages.*.json',
    '../../capabilities/*/ui/messages.*.json',
    './messages.*.json',
  ],
  { import: 'default' },
);

/**
 * The words in the wished language; where they cannot be had, as without a network in a language that
 * was never used here, in one that can. A screen in another language is better than none.
 */
export async function loadNearest(
  wished: string,
  load: (language: string) => Promise<Catalogue> = loadCatalogue,
): Promise<{ readonly language: string; readonly catalogue: Catalogue }> {
  const others = LANGUAGES.map(({ tag }) => tag).filter((tag) => tag !== wished);
  let why: unknown;
  for (const language of [wished, ...others]) {
    try {
      return { language, catalogue: await load(language) };
    } catch (fault) {
      why ??= fault;
    }
  }
  throw why;
}

/** All words of the app in one language: components, slices, shell. */
export async function loadCatalogue(language: string): Promise<Catalogue> {
  const wanted = Object.entries(FILES).filter(([path]) => path.endsWith(`.${language}.json`));
  const loaded = Promise.all(wanted.map(([, load]) => load()));
  if (language === 'ar') await import('#platform/design/style/arabic-font.css');
  return joinMessageFiles(await loaded);
}
