import { type Actor, permit } from '#capabilities/access/contract.ts';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { WorkerId } from '#kernel/ids.ts';
import type { SectionDefinition } from '#kernel/record-type.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { SqlTransaction } from '#platform/database/open-database.ts';
import type { Handler } from '#platform/http/route.ts';
import { listHeldEntries } from '#platform/journal/held-entries.ts';
import { stateOf } from '#kernel/open-record.ts';
import type { OpenRecord } from '#platform/journal/open-record.ts';
import { readEntries } from '#platform/journal/read-entries.ts';
import { assignmentSection } from '../domain/assign-case.ts';
import { clocksShown } from '../domain/clocks-shown.ts';
import {
  consentSection,
  firstContactSection,
  identitySection,
  planSection,
  type PlanState,
  riskSection,
  type WrittenBy,
} from '../domain/sections.ts';
import type { readCase, readTimeline } from '../endpoints.ts';
import { teamName } from '../storage/receiving-teams.ts';
import {
  accessOf,
  authorOf,
  type Directory,
  directoryOf,
} from '#platform/commands/command-desk.ts';
import { type CaseDesk, openCaseFor } from './case-desk.ts';

export function readCaseHandler(desk: CaseDesk): Handler<typeof readCase> {
  return async ({ recordId }, call) => {
    const author = authorOf(call);
    const view = await desk.database.transaction(author, async (tx) => {
      const record = await openCaseFor(desk, tx, { recordId, action: 'cases.case-opened' });
      if (!record) return undefined;
      const actor = await desk.actorOf(tx, author);
      const held = await listHeldEntries(tx, desk.holdingKey, recordId);
      const writtenBy = stateOf(record, planSection)?.by ?? call.worker;
      const approval = permit(actor, {
        action: 'approve-plan',
        record: accessOf(record),
        writtenBy,
      });
      const more = { mayApprovePlan: approval.ok, waiting: held.length };
      return caseView(desk, tx, record, { ...more, ...mayAssign(actor, record) });
    });
    return view ? accept(view) : refuse({ code: 'cases.case.unknown' });
  };
}

export function readTimelineHandler(desk: CaseDesk): Handler<typeof readTimeline> {
  return async ({ recordId, after }, call) => {
    const entries = await desk.database.transaction(authorOf(call), async (tx) => {
      const record = await openCaseFor(desk, tx, { recordId, action: 'cases.timeline-read' });
      if (!record) return undefined;
      const read = await readEntries(tx, recordId, record.keys, after);
      const named = await directoryOf(
        desk,
        tx,
        read.map((entry) => entry.author),
      );
      return read.map(({ author, serverTime, ...entry }) => ({
        ...entry,
        body: { ...desk.withheld(entry.type, entry.body) },
        by: named(author),
        at: serverTime,
      }));
    });
    return entries ? accept({ entries }) : refuse({ code: 'cases.case.unknown' });
  };
}

type ViewedBy = {
  readonly mayApprovePlan: boolean;
  readonly waiting: number;
  readonly mayTakeOn: boolean;
  readonly mayAssign: boolean;
};

/** CA-10: what the reader may do about who has the case. */
function mayAssign(actor: Actor, record: OpenRecord) {
  const { worker: holder } = record.card;
  const may = (to: WorkerId | null) =>
    permit(actor, { action: 'assign-case', record: accessOf(record), to, holder }).ok;
  return { mayTakeOn: holder === null && may(actor.worker), mayAssign: may(null) };
}

async function caseView(
  desk: CaseDesk,
  tx: SqlTransaction,
  record: OpenRecord,
  { mayTakeOn, mayAssign: mayGive, ...more }: ViewedBy,
): Promise<OutputOf<typeof readCase>> {
  const named = await directoryOf(desk, tx, authorsOf(record));
  const written = (state: WrittenBy) => ({ ...state, by: named(state.by) });
  return {
    recordId: record.recordId,
    code: record.card.code,
    team: { id: record.card.team, name: (await teamName(tx, record.card.team)) ?? '' },
    dueAt: record.card.dueAt,
    clocks: [...clocksShown(desk.clocks, record.card.clocks, record.readable)],
    isOpen: record.card.isOpen,
    assignment: {
      worker: record.card.worker && named(record.card.worker),
      position: record.states.get(assignmentSection.section)?.position ?? 0,
      mayTakeOn,
      mayAssign: mayGive,
    },
    firstContact: sectionView(record, firstContactSection, (contact) => ({
      ...written(contact),
      isWhole: contact.isWhole,
    })),
    registration: sectionView(record, identitySection, written),
    consent: sectionView(record, consentSection, (consent) => ({
      ...written(consent),
      withdrawn: consent.withdrawn.map((one) => ({ ...one, by: named(one.by) })),
    })),
    risk: sectionView(record, riskSection, (risk) => ({ ...written(risk), level: risk.level })),
    plan: sectionView(record, planSection, (plan) => planView(plan, named)),
    ...more,
  };
}

/** What a reader sees of a section: nothing at all without its class, null when it is empty. */
function sectionView<State, View>(
  record: OpenRecord,
  definition: SectionDefinition<State | null>,
  show: (state: State) => View,
) {
  const state = stateOf(record, definition);
  if (state === undefined) return undefined;
  return {
    content: state === null ? null : show(state),
    position: record.states.get(definition.section)?.position ?? 0,
    mayWrite: record.writable.has(definition.class),
  };
}

function planView(plan: NonNullable<PlanState>, named: Directory) {
  const { judgement } = plan;
  return {
    actions: plan.actions,
    at: plan.at,
    by: named(plan.by),
    judgement: judgement && { ...judgement, by: named(judgement.by) },
  };
}

function authorsOf(record: OpenRecord): readonly WorkerId[] {
  const plan = stateOf(record, planSection);
  return [
    stateOf(record, firstContactSection)?.by,
    stateOf(record, identitySection)?.by,
    stateOf(record, consentSection)?.by,
    ...(stateOf(record, consentSection)?.withdrawn.map((one) => one.by) ?? []),
    stateOf(record, riskSection)?.by,
    plan?.by,
    record.card.worker ?? undefined,
    plan?.judgement?.by,
  ].filter((id) => id !== undefined);
}
