import { BRAND_MARK } from './brand-mark.ts';
import { siteStyle } from './site-style.ts';
import { ARABIC } from './start-page-words.ar.ts';
import { ENGLISH } from './start-page-words.en.ts';
import { SPANISH } from './start-page-words.es.ts';
import { FRENCH } from './start-page-words.fr.ts';
import type { StartPageWords } from './start-page-words.ts';

/** In the order in which the page offers them. */
export const START_PAGE_LANGUAGES = ['en', 'ar', 'es', 'fr'] as const;
export type StartPageLanguage = (typeof START_PAGE_LANGUAGES)[number];

const WORDS: Readonly<Record<StartPageLanguage, StartPageWords>> = {
  en: ENGLISH,
  ar: ARABIC,
  es: SPANISH,
  fr: FRENCH,
};
const ALL_WORDS = START_PAGE_LANGUAGES.map((language) => WORDS[language]);

export function startPagePath(language: StartPageLanguage): string {
  return WORDS[language].path;
}

const STYLE = siteStyle('start-page.css');

/**
 * The public start page as one file: no script, no font, no picture from elsewhere, small enough
 * for a borrowed phone on a slow network. Its one style block needs a hash in the content policy.
 */
export function startPage(options: {
  readonly language: StartPageLanguage;
  readonly evaluation: boolean;
}): string {
  const words = WORDS[options.language];
  return `<!doctype html>
<html lang="${words.lang}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<title>Amparo</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escaped(words.description)}">
${ALL_WORDS.map(({ lang, path }) => `<link rel="alternate" hreflang="${lang}" href="${path}">`).join('\n')}
<link rel="icon" href="/app/icon.svg" type="image/svg+xml">
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">${escaped(words.skip)}</a>
${headOf(words, options.evaluation)}
<main id="main">
<div class="hero"><h1>${escaped(words.title)}</h1><p class="lead">${escaped(words.lead)}</p></div>
<div class="columns">
<div class="text">
${dangerOf(words)}
${whatOf(words)}
${whereOf(words)}
${figuresOf(words)}
</div>
${workersOf(words, options.evaluation)}
</div>
</main>
${footOf(words)}
</body>
</html>
`;
}

function headOf(words: StartPageWords, isEvaluation: boolean): string {
  const { leave, leaveHelp } = words;
  return `<header>
<span class="brand">${BRAND_MARK}Amparo</span>
<a class="leave" href="https://www.wikipedia.org/" rel="noreferrer" title="${escaped(leaveHelp)}">${escaped(leave)}</a>
${isEvaluation ? `<p class="strip">${escaped(words.evaluation)}</p>` : ''}
</header>
${languagesOf(words)}`;
}

// All in sight, none in a menu: who cannot read this page looks for a word of their own.
function languagesOf(words: StartPageWords): string {
  const links = ALL_WORDS.map(({ lang, path, ownName }) => {
    const current = lang === words.lang ? ' aria-current="page"' : '';
    return `<a href="${path}" hreflang="${lang}" lang="${lang}"${current}>${escaped(ownName)}</a>`;
  });
  return `<nav aria-label="${escaped(words.languages)}">${links.join('')}</nav>`;
}

function dangerOf({ danger }: StartPageWords): string {
  return `<section class="danger" aria-labelledby="danger">
<h2 id="danger">${escaped(danger.title)}</h2>
<p class="call">${escaped(danger.call)}</p>
<div class="pair">
<div><h3>${escaped(danger.doTitle)}</h3>${listOf(danger.doThis, 'do')}</div>
<div><h3>${escaped(danger.dontTitle)}</h3>${listOf(danger.dont, 'dont')}</div>
</div>
<p>${escaped(danger.listen)}</p>
</section>`;
}

function whatOf({ what }: StartPageWords): string {
  const lines = what.lines.map((line) => `<p>${escaped(line)}</p>`).join('\n');
  return `<section aria-labelledby="what">
<h2 id="what">${escaped(what.title)}</h2>
${lines}
</section>`;
}

function whereOf({ where }: StartPageWords): string {
  return `<section aria-labelledby="where">
<h2 id="where">${escaped(where.title)}</h2>
<p>${escaped(where.lead)}</p>
${listOf(where.places, 'places')}
</section>`;
}

function figuresOf({ figures }: StartPageWords): string {
  const items = figures.items
    .map(
      ({ figure, meaning }) =>
        `<div><dt>${escaped(meaning)}</dt><dd><bdi>${escaped(figure)}</bdi></dd></div>`,
    )
    .join('\n');
  return `<section aria-labelledby="figures">
<h2 id="figures">${escaped(figures.title)}</h2>
<dl class="figures">
${items}
</dl>
<p>${escaped(figures.detected)}</p>
<p class="quiet">${escaped(figures.source)}</p>
</section>`;
}

function workersOf({ workers }: StartPageWords, isEvaluation: boolean): string {
  const tour = `<p><a href="/app/tour">${escaped(workers.tour)}</a></p>`;
  return `<aside aria-labelledby="workers">
<h2 id="workers">${escaped(workers.title)}</h2>
<p>${escaped(workers.text)}</p>
<p><a class="button" href="/app/">${escaped(workers.signIn)}</a></p>${isEvaluation ? `\n${tour}` : ''}
<p class="quiet">${escaped(workers.privacy)}</p>
</aside>`;
}

function footOf({ unreviewed, licence }: StartPageWords): string {
  const note = unreviewed === undefined ? '' : `<p>${escaped(unreviewed)}</p>`;
  return `<footer>${note}<p><a href="/licence">${escaped(licence)}</a></p></footer>`;
}

function listOf(lines: readonly string[], name: string): string {
  return `<ul class="${name}">${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
