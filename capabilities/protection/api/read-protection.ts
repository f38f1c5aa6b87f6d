import { CalendarDay } from '#kernel/calendar-day.ts';
import type { Answers } from '#kernel/form-answers.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { dayOf } from '#kernel/instant.ts';
import type { SectionDefinition } from '#kernel/record-type.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Directory } from '#kernel/directory.ts';
import { authorOf, directoryOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { stateOf } from '#kernel/open-record.ts';
import { type OpenRecord, openRecord } from '#platform/journal/open-record.ts';
import { addressIn, withoutAddress } from '../domain/address.ts';
import { type Elsewhere, type OwnPart, partsOf } from '../domain/measure-parts.ts';
import { type Due, type MeasureShown, measuresOf } from '../domain/measures-of.ts';
import { nonPunishment } from '../domain/record-justice.ts';
import {
  assessmentSection,
  guardianSection,
  healthSection,
  justiceSection,
  measuresSection,
  safePlaceSection,
  type WrittenBy,
} from '../domain/sections.ts';
import type { MeasureView, ProtectionView } from '../domain/views.ts';
import type { readProtection } from '../endpoints.ts';
import { hasTrainedWorker } from '../storage/team-of-case.ts';
import type { ProtectionDesk } from './protection-desk.ts';

export function readProtectionHandler(desk: ProtectionDesk): Handler<typeof readProtection> {
  return async ({ recordId }, call) => {
    const author = authorOf(call);
    return desk.database.attempt(author, async (tx) => {
      const asked = { recordType: desk.recordType, recordId, action: 'protection.read' };
      const record = await openRecord(tx, desk.opener, asked);
      if (!record) return refuse({ code: 'protection.case.unknown' });
      const actor = await desk.actorOf(tx, author);
      const isTeamTrained = await hasTrainedWorker(tx, record.card.team);
      const elsewhere = desk.elsewhere(record, { actor, isTeamTrained });
      const today = CalendarDay.parse(dayOf(call.now));
      const measures = measuresShown(desk, record, elsewhere, today);
      const named = await directoryOf(desk, tx, peopleIn(record, measures));
      return accept(viewOf(record, measures, named));
    });
  };
}

function measuresShown(
  { clocks }: Pick<ProtectionDesk, 'clocks'>,
  record: OpenRecord,
  elsewhere: Elsewhere,
  today: CalendarDay,
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

/** The clocks that run, first due first, as far as the reader's classes tell of them. */
function dueOf(clocks: ProtectionDesk['clocks'], record: OpenRecord): readonly Due[] {
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

function viewOf(
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
      hasAddress: Object.keys(addressIn(place.content?.answers ?? {})).length > 0,
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
    content: state && { answers, at: state.at, by: named(state.by) },
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

function peopleIn(record: OpenRecord, measures: readonly MeasureShown[]): readonly WorkerId[] {
  const written = [
    guardianSection,
    safePlaceSection,
    healthSection,
    justiceSection,
    assessmentSection,
  ].map((one) => stateOf(record, one)?.by ?? null);
  return [
    ...written,
    ...measures.flatMap((one) => [one.by, one.owner, one.blocked?.by ?? null]),
  ].filter((id) => id !== null);
}
