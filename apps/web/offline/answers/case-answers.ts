import { type Actor, permit } from '#capabilities/access/contract.ts';
import { listAttachments } from '#capabilities/cases/attachment-endpoints.ts';
import { attachmentsIn, attachmentsView } from '#capabilities/cases/domain/attachments-view.ts';
import { caseCardView } from '#capabilities/cases/domain/case-card-view.ts';
import { caseView, peopleInCase } from '#capabilities/cases/domain/case-view.ts';
import { nameWords } from '#capabilities/cases/domain/name-words.ts';
import { identitySection } from '#capabilities/cases/domain/sections.ts';
import { timelineView } from '#capabilities/cases/domain/timeline-view.ts';
import * as cases from '#capabilities/cases/endpoints.ts';
import type { InputOf } from '#kernel/endpoint.ts';
import { RecordId } from '#kernel/ids.ts';
import { millisecondsOf } from '#kernel/instant.ts';
import { stateOf } from '#kernel/open-record.ts';
import { assertNever, accept, refuse } from '#kernel/result.ts';
import { SpokenName } from '#kernel/spoken-name.ts';
import type { CarriedRecord } from '#platform/sync/protocol/pull.ts';
import { answeredHere, type LocalAnswer } from './local-answer.ts';
import type { CarriedCase, LocalDesk } from './carried-case.ts';

/** What this slice answers on a device. */
export function caseAnswers(desk: LocalDesk): readonly LocalAnswer[] {
  return [
    answeredHere(cases.listCases, async (input) => listHere(desk, input)),
    answeredHere(cases.readCase, async ({ recordId }) => {
      const carried = await desk.open(recordId, 'cases.case-opened');
      if (!carried) return refuse({ code: 'cases.case.unknown' });
      const { record } = carried;
      const seen = {
        actor: desk.actor,
        named: await desk.named(peopleInCase(record)),
        teamName: desk.teamName(record.card.team),
        clocks: desk.rules.cases.clocks,
        // What a supervisor holds does not travel.
        waiting: 0,
      };
      return accept(caseView(record, seen));
    }),
    answeredHere(cases.readTimeline, async ({ recordId, after }) => {
      const carried = await desk.open(recordId, 'cases.timeline-read');
      if (!carried) return refuse({ code: 'cases.case.unknown' });
      return accept({ entries: await timelineHere(desk, carried, after) });
    }),
    answeredHere(listAttachments, async ({ recordId }) => {
      const carried = await desk.open(recordId, 'cases.attachments-listed');
      if (!carried) return refuse({ code: 'cases.case.unknown' });
      const { record } = carried;
      const named = await desk.named(attachmentsIn(record).map(({ by }) => by));
      return accept(attachmentsView(record, { actor: desk.actor, named, now: desk.now() }));
    }),
    answeredHere(cases.lookUpChild, async ({ name }) => {
      const permitted = permit(desk.actor, { action: 'look-up-child' });
      if (!permitted.ok) return permitted;
      // Whether others hold the name only the server could say.
      return accept({ known: await known(desk, name), elsewhere: false, onlyHere: true });
    }),
  ];
}

/** CA-2: the list as the server gives it: soonest due first, a page at a time. */
async function listHere(desk: LocalDesk, input: InputOf<typeof cases.listCases>) {
  const from = input.after === undefined ? undefined : readCursor(input.after);
  if (input.after !== undefined && !from) return refuse({ code: 'cases.list.cursor-unreadable' });
  const chosen = (await desk.cards())
    .filter((one) => one.recordType === 'case' && one.card.isOpen && concerns(desk, input, one))
    .map((one) => ({ ...one, place: placeOf(one) }))
    .toSorted((one, other) => inOrder(one.place, other.place))
    .filter((one) => !from || inOrder(from, one.place) < 0);
  const page = chosen.slice(0, input.limit);
  const last = chosen.length > input.limit ? page.at(-1) : undefined;
  const named = await desk.named(page.flatMap(({ card }) => card.worker ?? []));
  const { clocks } = desk.rules.cases;
  return accept({
    cases: page.map(({ recordId, card }) => caseCardView({ recordId, card }, { named, clocks })),
    next: last ? `${last.place.dueMs ?? 'none'}.${last.recordId}` : null,
    onlyHere: true,
  });
}

function concerns(
  { actor }: { readonly actor: Actor },
  { team, of, worker }: InputOf<typeof cases.listCases>,
  { card }: CarriedRecord,
): boolean {
  switch (of) {
    case 'team':
      return card.team === team;
    case 'worker':
      return card.team === team && card.worker === (worker ?? actor.worker);
    case 'nobody':
      return card.team === team && card.worker === null;
    case 'approval':
      return card.team === team && (card.clocks['approval'] ?? null) !== null;
    case 'shared':
      return card.team !== team;
    default:
      return assertNever(of);
  }
}

type Place = { readonly dueMs: number | null; readonly recordId: string };

function placeOf({ recordId, card }: CarriedRecord): Place {
  return { recordId, dueMs: card.dueAt === null ? null : millisecondsOf(card.dueAt) };
}

function inOrder(one: Place, other: Place): number {
  const dues = (one.dueMs ?? Number.POSITIVE_INFINITY) - (other.dueMs ?? Number.POSITIVE_INFINITY);
  if (dues < 0 || dues > 0) return dues;
  if (one.recordId === other.recordId) return 0;
  return one.recordId < other.recordId ? -1 : 1;
}

function readCursor(text: string): Place | undefined {
  const [, due, id] = /^(none|-?\d{1,15})\.([0-9a-f-]{36})$/.exec(text) ?? [];
  const recordId = RecordId.safeParse(id);
  if (due === undefined || !recordId.success) return undefined;
  return { dueMs: due === 'none' ? null : Number(due), recordId: recordId.data };
}

async function timelineHere(desk: LocalDesk, { entries, waiting }: CarriedCase, after: number) {
  const asked = entries.filter(({ position }) => position > after);
  const { withheld } = desk.rules.cases;
  const named = await desk.named(asked.map(({ author }) => author));
  return timelineView(asked, { named, withheld }).map((entry) =>
    waiting.has(entry.id) ? { ...entry, isWaiting: true } : entry,
  );
}

/** CA-7 among what is carried: the cases whose registered name holds all these words. */
async function known(desk: LocalDesk, name: SpokenName) {
  const words = nameWords(name);
  if (words.length === 0) return [];
  const found: { readonly recordId: RecordId; readonly code: string }[] = [];
  for (const { recordId, card } of await desk.cards()) {
    const carried = await desk.peek(recordId);
    const registered = carried && stateOf(carried.record, identitySection);
    const called = SpokenName.safeParse(registered?.answers['name']);
    const own = called.success ? nameWords(called.data) : [];
    if (words.every((word) => own.includes(word))) found.push({ recordId, code: card.code });
  }
  return found.toSorted((one, other) => (one.recordId < other.recordId ? 1 : -1)).slice(0, 20);
}
