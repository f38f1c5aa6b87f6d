import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { ClockDefinition } from '#kernel/clock.ts';
import type { Directory } from '#kernel/directory.ts';
import type { Answers } from '#kernel/form-answers.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { type OpenRecord, stateOf } from '#kernel/open-record.ts';
import type { SectionDefinition } from '#kernel/record-type.ts';
import { peopleInSiblings, siblingsShown } from '#kernel/siblings-view.ts';
import { ADDRESS_FIELDS, addressesBeside, addressIn, withoutAddress } from './address.ts';
import { type Elsewhere, type OwnPart, partsOf } from './measure-parts.ts';
import { type Due, type MeasureShown, measuresOf } from './measures-of.ts';
import { nonPunishment } from './record-justice.ts';
import {
  assessmentSection,
  guardianSection,
  healthSection,
  justiceSection,
  measuresSection,
  safePlaceSection,
  type WrittenBy,
} from './sections.ts';
import type { MeasureView, ProtectionView } from './views.ts';

/** What the measures are made from, besides the record. */
export type MeasuresAsked = {
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  /** How far the parts of other slices have come, as far as the reader may know. */
  readonly elsewhere: Elsewhere;
  readonly today: CalendarDay;
};

/** PR-11: the eleven measures of a case as its reader has it. */
export function measuresShown(
  record: OpenRecord,
  { clocks, elsewhere, today }: MeasuresAsked,
): readonly MeasureShown[] {
  const own = {
    guardian: ownPart(record, guardianSection),
    safePlace: ownPart(record, safePlaceSection),
    health: ownPart(record, healthSection),
    justice: ownPart(record, justiceSection),
    assessment: ownPart(record, assessmentSection),
  };
  const notes = stateOf(record, measuresSection) ?? null;
  const due = dueOf(clocks, record);
  return measuresOf({ parts: partsOf(own, elsewhere), notes, due }, today);
}

/** The protection of a child as far as its reader may see it, without the address (PR-4). */
export function protectionView(
  record: OpenRecord,
  measures: readonly MeasureShown[],
  named: Directory,
): ProtectionView {
  const part = (definition: SectionDefinition<WrittenBy | null>) =>
    partView(record, definition, named);
  const place = part(safePlaceSection);
  const justice = part(justiceSection);
  return {
    recordId: record.recordId,
    code: record.card.code,
    guardian: part(guardianSection),
    safePlace: place && {
      ...place,
      content: place.content && {
        ...place.content,
        answers: { ...withoutAddress(place.content.answers) },
      },
      hasAddress: hasAddress(record),
    },
    health: part(healthSection),
    justice: justice && {
      ...justice,
      nonPunishment: justice.content && nonPunishment(justice.content.answers),
    },
    assessment: part(assessmentSection),
    measures: measures.map((one) => measureView(one, named)),
    mayNote: record.writable.has(measuresSection.class),
  };
}

/** Whether there is an address to open, or one that stands beside another. */
function hasAddress(record: OpenRecord): boolean {
  const state = stateOf(record, safePlaceSection);
  return state
    ? Object.keys(addressIn(state.answers)).length > 0 || addressesBeside(state).length > 0
    : false;
}

/** Everyone whom the view names, for a directory that is asked before. */
export function peopleInProtection(
  record: OpenRecord,
  measures: readonly MeasureShown[],
): readonly WorkerId[] {
  const written = [
    guardianSection,
    safePlaceSection,
    healthSection,
    justiceSection,
    assessmentSection,
  ].flatMap((one) => {
    const state = stateOf(record, one);
    return state ? [state.by, ...peopleInSiblings(state.siblings)] : [];
  });
  return [
    ...written,
    ...measures.flatMap((one) => [one.by, one.owner, one.blocked?.by ?? null]),
  ].filter((id) => id !== null);
}

/** The clocks that run, first due first, as far as the reader's classes tell of them. */
function dueOf(clocks: MeasuresAsked['clocks'], record: OpenRecord): readonly Due[] {
  return Object.entries(record.card.clocks)
    .flatMap(([clock, at]): readonly Due[] => {
      const definition = clocks.get(clock);
      if (at === null || !definition || !record.readable.has(definition.class)) return [];
      return [{ clock, at, confirmed: definition.confirmed }];
    })
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

function ownPart(
  record: OpenRecord,
  definition: SectionDefinition<WrittenBy | null>,
): OwnPart | undefined {
  const content = stateOf(record, definition);
  if (content === undefined) return undefined;
  return { content, mayWrite: record.writable.has(definition.class) };
}

/** What a reader sees of a part: nothing at all without its class, null when it is empty. */
function partView(
  record: OpenRecord,
  definition: SectionDefinition<WrittenBy | null>,
  named: Directory,
) {
  const state = stateOf(record, definition);
  if (state === undefined) return undefined;
  const answers: Record<string, unknown> = { ...(state?.answers satisfies Answers | undefined) };
  return {
    content: state && {
      answers,
      at: state.at,
      by: named(state.by),
      siblings: siblingsShown(state.siblings, named, ADDRESS_FIELDS),
    },
    position: record.states.get(definition.section)?.position ?? 0,
    mayWrite: record.writable.has(definition.class),
  };
}

function measureView(one: MeasureShown, named: Directory): MeasureView {
  return {
    ...one,
    missing: [...one.missing],
    by: one.by && named(one.by),
    owner: one.owner && named(one.owner),
    blocked: one.blocked && { ...one.blocked, by: named(one.blocked.by) },
  };
}
