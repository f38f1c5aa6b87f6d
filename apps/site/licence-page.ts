import { readFileSync } from 'node:fs';
import { escapeHtml } from '#platform/http/pages.ts';
import { BRAND_MARK } from './brand-mark.ts';
import { siteStyle } from './site-style.ts';

const STYLE = siteStyle('start-page.css', 'licence-page.css');
const LICENCE = readFileSync(new URL('../../LICENSE', import.meta.url), 'utf8');

type OtherWords = { readonly ar: string; readonly es: string; readonly fr: string };

const TITLE: OtherWords = {
  ar: 'الترخيص والشيفرة المصدرية',
  es: 'Licencia y código fuente',
  fr: 'Licence et code source',
};
const PROGRAM: OtherWords = { ar: 'البرنامج', es: 'Programa', fr: 'Programme' };
const SOURCE: OtherWords = { ar: 'الشيفرة المصدرية', es: 'Código fuente', fr: 'Code source' };
const TEXT: OtherWords = {
  ar: 'نص الترخيص',
  es: 'Texto de la licencia',
  fr: 'Texte de la licence',
};
const ASK: OtherWords = {
  ar: 'اطلب الشيفرة المصدرية ممن يدير هذا النظام. عليه أن يتيحها لكل من يستخدمه عبر الشبكة (المادة 13 من الترخيص).',
  es: 'Pida el código fuente a quien gestiona esta instalación. Debe ofrecerlo a toda persona que la use por una red (sección 13 de la licencia).',
  fr: 'Demandez le code source à la personne qui gère cette installation. Elle doit le proposer à toute personne qui s’en sert par un réseau (section 13 de la licence).',
};
const WHAT_RUNS_HERE: OtherWords = {
  ar: 'الشيفرة المصدرية لما يعمل هنا، مع كل ما أُدخل عليها من تعديلات:',
  es: 'El código fuente de lo que funciona aquí, con todos los cambios que se le hicieron:',
  fr: 'Le code source de ce qui fonctionne ici, avec toutes les modifications apportées :',
};

/**
 * What section 13 of the licence asks for: everyone who uses Amparo over a network is offered its
 * source. In English, the language of the licence, with the words of the other languages beside it.
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
<h1>Licence and source code ${beside(TITLE)}</h1>
<section aria-labelledby="program">
<h2 id="program">Program ${beside(PROGRAM)}</h2>
<p>Amparo ${escapeHtml(options.version)}, AGPL-3.0-or-later. It comes without any warranty.</p>
</section>
<section aria-labelledby="source">
<h2 id="source">Source code ${beside(SOURCE)}</h2>
${sourceOf(options.sourceUrl)}
</section>
<section aria-labelledby="text">
<h2 id="text">Text of the licence ${beside(TEXT)}</h2>
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
${below(ASK)}`;
  }
  const address = escapeHtml(url);
  return `<p>The source code of what runs here, with every change made to it:</p>
${below(WHAT_RUNS_HERE)}
<p class="source"><a href="${address}" rel="noreferrer"><bdi>${address}</bdi></a></p>`;
}

function beside(words: OtherWords): string {
  return markedUp(words, 'span').join(' ');
}

function below(words: OtherWords): string {
  return markedUp(words, 'p').join('\n');
}

function markedUp({ ar, es, fr }: OtherWords, element: 'span' | 'p'): readonly string[] {
  return [
    `<${element} lang="ar" dir="rtl">${ar}</${element}>`,
    `<${element} lang="es">${es}</${element}>`,
    `<${element} lang="fr">${fr}</${element}>`,
  ];
}
