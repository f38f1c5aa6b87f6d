import { type Catalogue, joinMessageFiles } from '#platform/design/reader/message-catalogue.ts';

const FILES = import.meta.glob<Readonly<Record<string, unknown>>>(
  [
    '../../platform/design/messages.*.json',
    '../../capabilities/*/ui/messages.*.json',
    './messages.*.json',
  ],
  { import: 'default' },
);

/** All words of the app in one language: components, slices, shell. */
export async function loadCatalogue(language: string): Promise<Catalogue> {
  const wanted = Object.entries(FILES).filter(([path]) => path.endsWith(`.${language}.json`));
  const loaded = Promise.all(wanted.map(([, load]) => load()));
  if (language === 'ar') await import('#platform/design/style/arabic-font.css');
  return joinMessageFiles(await loaded);
}
