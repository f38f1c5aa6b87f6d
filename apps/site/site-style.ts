import { readFileSync } from 'node:fs';

/**
 * The style block of a public page: the tokens are the app's own, so that both look the same. Names
 * files of this folder.
 */
export function siteStyle(...files: readonly string[]): string {
  return ['../../platform/design/style/tokens.css', ...files.map((file) => `./${file}`)]
    .map((file) => plainCss(readFileSync(new URL(file, import.meta.url), 'utf8')))
    .join(' ');
}

function plainCss(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
