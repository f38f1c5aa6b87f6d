/** Names, codes, dates and what a person wrote: data, which no translation touches. */
const DATA = 'bdi, time, span[lang], .code, .as-typed, .note, textarea';

/**
 * What stands in an element that was shown with `pseudo`, and is in no brackets: words written into
 * the code. `data` are further places that hold what a person wrote.
 */
export function unbracketedTexts(shown: Element, data: readonly string[] = []): readonly string[] {
  const isData = (element: Element | null) =>
    element === null || element.closest([DATA, ...data].join(', ')) !== null;
  const texts: string[] = [];
  const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!isData(node.parentElement)) texts.push(node.textContent ?? '');
  for (const element of shown.querySelectorAll('[aria-label], [title], [placeholder]'))
    if (!isData(element))
      for (const name of ['aria-label', 'title', 'placeholder'])
        texts.push(element.getAttribute(name) ?? '');
  return texts.filter((text) => /\p{L}/u.test(withoutDates(outsideBrackets(text))));
}

function outsideBrackets(text: string): string {
  let depth = 0;
  let left = '';
  for (const sign of text) {
    if (sign === '[') depth += 1;
    else if (sign === ']' && depth > 0) depth -= 1;
    else if (depth === 0) left += sign;
  }
  return depth === 0 ? left : text;
}

// Dates are written by the rules of the language, not by messages.
function withoutDates(text: string): string {
  return text
    .replaceAll(/\d{1,2} [\p{L} ]+ \d{4}( AH)?/gu, '')
    .replaceAll(/(^|\s|,)and(?=\s|$)/g, '');
}
