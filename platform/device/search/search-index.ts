import MiniSearch, { type Query, type SearchResult } from 'minisearch';
import type { Hit, SearchDocument, SearchSetup, SearchWord } from './search-document.ts';

/** So much is read of what was typed; a question is shorter. */
const MOST_SIGNS = 100;
const MOST_WORDS = 8;
const MOST_HITS = 20;
/** So many are judged one by one; the order of the index is good enough to leave the rest. */
const MOST_JUDGED = 100;
/** From so many letters on one of them may be wrong: in shorter words nearly everything would be found. */
const FUZZY_FROM = { plain: 4, key: 3 };
const PREFIX_FROM = 2;
const CODE_FROM = 3;

export type SearchIndex = {
  /** Adds a document or puts it in the place of the one with its id. */
  readonly put: (document: SearchDocument) => void;
  /** At once and with every word, not only marked as gone. */
  readonly remove: (id: string) => void;
  readonly documents: () => readonly SearchDocument[];
  readonly search: (typed: string) => readonly Hit[];
};

/** Finds documents while somebody types: by code, by spelling, by key. In memory only. */
export function searchIndex(setup: SearchSetup): SearchIndex {
  const held = new Map<string, SearchDocument>();
  const index = new MiniSearch<Terms>({
    fields: setup.fields.flatMap((field) => [field, keysOf(field)]),
    tokenize: (text) => text.split('\n'),
    processTerm: (term) => (term === '' ? null : term),
  });
  const remove = (id: string) => {
    const before = held.get(id);
    if (!before) return;
    index.remove(termsOf(before, setup));
    held.delete(id);
  };
  return {
    put: (document) => {
      remove(document.id);
      held.set(document.id, document);
      index.add(termsOf(document, setup));
    },
    remove,
    documents: () => [...held.values()],
    search: (typed) => {
      const read = typed.slice(0, MOST_SIGNS);
      const byCode = codeHits(held, read);
      const found = new Set(byCode.map((hit) => hit.id));
      const byText = textHits(index, held, setup, read).filter((hit) => !found.has(hit.id));
      return [...byCode, ...byText].slice(0, MOST_HITS);
    },
  };
}

type Terms = { readonly id: string } & Readonly<Record<string, string>>;

function keysOf(field: string): string {
  return `${field} keys`;
}

/** Removing needs the very terms that were added, so they come from the document alone. */
function termsOf(document: SearchDocument, setup: SearchSetup): Terms {
  const terms: Record<string, string> = {};
  for (const field of setup.fields) {
    const texts = document.texts.filter((text) => text.field === field);
    const words = texts.flatMap(({ text }) => withJoined(setup.wordsOf(text)));
    terms[field] = words.map((word) => word.plain).join('\n');
    terms[keysOf(field)] = words.map((word) => word.key).join('\n');
  }
  return { ...terms, id: document.id };
}

/** Words that others write together: "Moe Moe", "Abd al Rahman". */
function withJoined(words: readonly SearchWord[]): readonly SearchWord[] {
  const joined = words.flatMap((_, at) => [
    ...together(words.slice(at, at + 2), 2),
    ...together(words.slice(at, at + 3), 3),
  ]);
  return [...words, ...joined];
}

function together(words: readonly SearchWord[], count: number): readonly SearchWord[] {
  if (words.length < count) return [];
  const plain = words.map((word) => word.plain).join('');
  return [{ plain, key: words.map((word) => word.key).join(''), isOptional: false }];
}

function textHits(
  index: MiniSearch<Terms>,
  held: ReadonlyMap<string, SearchDocument>,
  setup: SearchSetup,
  typed: string,
): readonly Hit[] {
  const query = queryOf(setup, typed);
  if (query === undefined) return [];
  const found = index
    .search(query, { boost: boosts(setup) })
    .toSorted(byScore)
    .slice(0, MOST_JUDGED);
  const hits = found.flatMap(({ id }) => {
    const document = held.get(String(id));
    const best = document && bestText(document, setup, typed);
    return best ? [best] : [];
  });
  // The order of the index stays between texts that are equally near.
  return hits.toSorted((one, other) => other.rank - one.rank).map(({ hit }) => hit);
}

/** One question has one answer, in whatever order the documents came. */
function byScore(one: SearchResult, other: SearchResult): number {
  return other.score - one.score || (String(one.id) < String(other.id) ? -1 : 1);
}

/** Every word that was typed has to be found, in whatever field; or all of them written together. */
function queryOf(setup: SearchSetup, typed: string): Query | undefined {
  const all = setup.wordsOf(typed).slice(0, MOST_WORDS);
  const needed = all.filter((word) => !word.isOptional);
  const words = needed.length > 0 ? needed : all;
  if (words.length === 0) return undefined;
  const each: Query = { combineWith: 'AND', queries: words.map((word) => wordQuery(setup, word)) };
  const [whole] = together(all, all.length);
  return all.length > 1 && whole
    ? { combineWith: 'OR', queries: [each, wordQuery(setup, whole)] }
    : each;
}

function wordQuery(setup: SearchSetup, word: SearchWord): Query {
  const plain = { fields: [...setup.fields], ...loosely(word.plain, FUZZY_FROM.plain) };
  const key = { fields: setup.fields.map(keysOf), ...loosely(word.key, FUZZY_FROM.key) };
  return {
    combineWith: 'OR',
    queries: [
      { queries: [word.plain], ...plain },
      { queries: [word.key], ...key },
    ],
  };
}

function loosely(term: string, fuzzyFrom: number) {
  return { fuzzy: term.length >= fuzzyFrom ? 1 : false, prefix: term.length >= PREFIX_FROM };
}

function boosts(setup: SearchSetup): Record<string, number> {
  const heaviest = setup.fields.length;
  return Object.fromEntries(
    setup.fields.flatMap((field, at) => [
      [field, 2 * (heaviest - at)],
      [keysOf(field), heaviest - at],
    ]),
  );
}

/** Nearness counts first, then the field: a place that fits well is better than a name that hardly does. */
function bestText(document: SearchDocument, setup: SearchSetup, typed: string) {
  const fields = setup.fields.length;
  let best: { readonly rank: number; readonly hit: Hit } | undefined;
  for (const { field, text } of document.texts) {
    const at = setup.fields.indexOf(field);
    if (at < 0) continue;
    const nearness = setup.judge(typed, text);
    const rank = nearness * fields + (fields - at);
    if (best && best.rank >= rank) continue;
    best = {
      rank,
      hit: { id: document.id, document, because: { is: 'text', field, text, nearness } },
    };
  }
  return best;
}

/** The whole code first, then codes that begin so. */
function codeHits(held: ReadonlyMap<string, SearchDocument>, typed: string): readonly Hit[] {
  const asked = codeLetters(typed);
  if (asked.length < CODE_FROM) return [];
  const hits = [...held.values()].flatMap((document) => {
    const code = document.codes.find((one) => codeLetters(one).startsWith(asked));
    return code === undefined ? [] : [{ document, code, isWhole: codeLetters(code) === asked }];
  });
  return hits
    .toSorted((one, other) => Number(other.isWhole) - Number(one.isWhole))
    .map(({ document, code }) => ({ id: document.id, document, because: { is: 'code', code } }));
}

/** As it is typed on a telephone: small letters, no dashes, o for 0, i and l for 1. */
function codeLetters(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}\p{Cf}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1');
}
