import { nameKeys, nearnessOf } from '#capabilities/people/contract.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { type OpenRecord, stateOf } from '#kernel/open-record.ts';
import { PCode } from '#kernel/place.ts';
import { SpokenName } from '#kernel/spoken-name.ts';
import { firstContactContract, registrationContract } from './form-contracts.ts';
import { firstContactSection, identitySection } from './sections.ts';

/** What of a case can be found. It is as identifying as the case, and is kept like it. */
export type CaseDocument = {
  readonly id: string;
  readonly version: string;
  readonly codes: string[];
  readonly texts: { readonly field: string; readonly text: string }[];
};

/** The heaviest first. */
export const CASE_FIELDS = ['name', 'alias', 'place'] as const;
export type CaseField = (typeof CASE_FIELDS)[number];

/** Raise it when documents are made in another way: devices then make theirs anew. */
export const CASE_SEARCH_VERSION = '1';

/** Names and places by the classes that the reader may read, and no others; the code always. */
export function searchDocumentOf(
  record: OpenRecord,
  namesOfPlace: (place: PCode) => readonly string[],
): CaseDocument {
  const who = stateOf(record, identitySection)?.answers ?? {};
  const met = answersAs(stateOf(record, firstContactSection)?.answers ?? {}, firstContactContract);
  const places = [who['homePlace'], who['foundPlace'], met.metAt].flatMap((place) => {
    const code = PCode.safeParse(place);
    return code.success ? [code.data, ...namesOfPlace(code.data)] : [];
  });
  return {
    id: record.recordId,
    version: searchVersionOf(record),
    codes: [record.card.code],
    texts: [
      ...textsOf('name', spokenOf(answersAs(who, registrationContract).name)),
      ...textsOf('alias', [...spokenOf(who['nickname']), ...listed(who['otherNames'])]),
      ...textsOf('place', places),
    ],
  };
}

/** Another whenever the document may be another: after an entry, and when a class was given or taken. */
export function searchVersionOf(record: {
  readonly position: number;
  readonly readable: Iterable<string>;
}): string {
  return `${record.position} ${[...record.readable].toSorted().join(' ')}`;
}

function textsOf(field: CaseField, texts: readonly string[]): CaseDocument['texts'] {
  return [...new Set(texts)].map((text) => ({ field, text }));
}

function spokenOf(answer: unknown): readonly string[] {
  const name = SpokenName.safeParse(answer);
  if (!name.success) return [];
  const { spoken, reading } = name.data;
  return reading === undefined ? [spoken] : [spoken, reading];
}

/** Other names stand in one line, parted as people part them. */
function listed(answer: unknown): readonly string[] {
  if (typeof answer !== 'string') return [];
  return answer
    .split(/[,،;؛/\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** The words of a text as the search compares them; names and places are read alike. */
export function caseSearchWords(text: string) {
  return nameKeys(text).tokens.map(({ plain, skeleton, kind }) => ({
    plain,
    key: skeleton,
    isOptional: kind !== 'name',
  }));
}

const RANKS = { same: 4, alike: 3, begun: 2, near: 1, far: 0 } as const;

/** How near what was typed is to a text: 4 the same, 3 in another spelling or script, 2 begun, 1 nearly, 0 far. */
export function caseSearchNearness(typed: string, text: string): number {
  const asked = nameKeys(typed);
  const held = nameKeys(text);
  const nearness = nearnessOf(asked, held);
  if (nearness === 'same' || nearness === 'alike') return RANKS[nearness];
  const isBegun = asked.tokens.every(({ plain }) =>
    held.tokens.some((token) => token.plain.startsWith(plain)),
  );
  return isBegun && asked.tokens.length > 0 ? RANKS.begun : RANKS[nearness];
}

/** One case that was found, and why; the name as far as it may be read, short for a list. */
export type FoundCase = {
  readonly recordId: string;
  readonly code: string;
  readonly shortName: string | null;
  readonly because:
    | { readonly is: 'code' }
    /** `isOtherwise`: written in another way than it was typed. */
    | { readonly is: CaseField; readonly text: string; readonly isOtherwise: boolean };
};

export function foundCase(
  document: CaseDocument,
  text: { readonly field: string; readonly text: string; readonly nearness: number } | null,
): FoundCase {
  const name = document.texts.find(({ field }) => field === 'name')?.text;
  const isOtherwise =
    text !== null && text.nearness !== RANKS.same && text.nearness !== RANKS.begun;
  return {
    recordId: document.id,
    code: document.codes[0] ?? '',
    shortName: name === undefined ? null : shortName(name),
    because:
      text === null
        ? { is: 'code' }
        : { is: fieldOf(text.field), text: shownText(text), isOtherwise },
  };
}

/** No name stands in a list in full, not even as the reason. */
function shownText({ field, text }: { readonly field: string; readonly text: string }): string {
  return field === 'place' ? text : shortName(text);
}

function fieldOf(field: string): CaseField {
  return CASE_FIELDS.find((known) => known === field) ?? 'place';
}

/** The first word and the first letters of the others: enough to know it, little for a glance. */
export function shortName(spoken: string): string {
  const [first = '', ...others] = spoken.trim().split(/\s+/u);
  return [first, ...others.map((word) => `${Array.from(word)[0] ?? ''}.`)].join(' ');
}
