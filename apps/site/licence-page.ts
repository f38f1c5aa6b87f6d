import { readFileSync } from 'node:fs';
import { escapeHtml } from '#platform/http/pages.ts';
import { BRAND_MARK } from './brand-mark.ts';
import { siteStyle } from './site-style.ts';

const STYLE = siteStyle('start-page.css', 'licence-page.css');
const LICENCE = readFileSync(new URL('../../LICENSE', import.meta.url), 'utf8');

/**
 * What section 13 of the licence asks for: everyone who uses Amparo over a network is offered its
 * source. In English, the language of the licence, with the Arabic words beside it.
 */
export function licencePage(options: {
  readonly version: string;
  /** Where the source of what runs here is; undefined when the installation does not say. */
  readonly sourceUrl: string | undefined;
}): string {
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<title>Amparo</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/app/icon.svg" type="image/svg+xml">
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header><a class="brand" href="/">${BRAND_MARK}Amparo</a></header>
<main id="main" class="licence">
<h1>Licence and source code ${arabic('الترخيص والشيفرة المصدرية')}</h1>
<section aria-labelledby="program">
<h2 id="program">Program ${arabic('البرنامج')}</h2>
<p>Amparo ${escapeHtml(options.version)}, AGPL-3.0-or-later. It comes without any warranty.</p>
</section>
<section aria-labelledby="source">
<h2 id="source">Source code ${arabic('الشيفرة المصدرية')}</h2>
${sourceOf(options.sourceUrl)}
</section>
<section aria-labelledby="text">
<h2 id="text">Text of the licence ${arabic('نص الترخيص')}</h2>
<pre>${escapeHtml(LICENCE)}</pre>
</section>
</main>
</body>
</html>
`;
}

function sourceOf(url: string | undefined): string {
  if (url === undefined) {
    return `<p>Ask whoever runs this installation for the source code. They must offer it to everyone who uses it over a network (section 13 of the licence).</p>
${arabicLine('اطلب الشيفرة المصدرية ممن يدير هذا النظام. عليه أن يتيحها لكل من يستخدمه عبر الشبكة (المادة 13 من الترخيص).')}`;
  }
  const address = escapeHtml(url);
  return `<p>The source code of what runs here, with every change made to it:</p>
${arabicLine('الشيفرة المصدرية لما يعمل هنا، مع كل ما أُدخل عليها من تعديلات:')}
<p class="source"><a href="${address}" rel="noreferrer"><bdi>${address}</bdi></a></p>`;
}

function arabic(words: string): string {
  return `<span lang="ar" dir="rtl">${words}</span>`;
}

function arabicLine(words: string): string {
  return `<p lang="ar" dir="rtl">${words}</p>`;
}
