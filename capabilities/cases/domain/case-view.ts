import { type Actor, permit } from '#capabilities/access/contract.ts';
import type { ClockDefinition } from '#kernel/clock.ts';
import type { Directory } from '#kernel/directory.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { accessOf, type OpenRecord, stateOf } from '#kernel/open-record.ts';
import type { SectionDefinition } from '#kernel/record-type.ts';
import { peopleInSiblings, siblingsShown } from '#kernel/siblings-view.ts';
import { assignmentSection } from './assign-case.ts';
import { clocksShown } from './clocks-shown.ts';
import {
  consentSection,
  firstContactSection,
  identitySection,
  planSection,
  type PlanState,
  riskSection,
  type WrittenBy,
} from './sections.ts';
import type { CaseView } from './views.ts';

/** What a case is shown with, besides the record itself. */
export type CaseSeen = {
  readonly actor: Actor;
  readonly named: Directory;
  readonly teamName: string;
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  /** Entries that wait for a supervisor, as far as the reader may see. */
  readonly waiting: number;
};

/** A case as far as its reader may see it, with what the reader may do. */
export function caseView(record: OpenRecord, seen: CaseSeen): CaseView {
  const { actor, named } = seen;
  const written = ({ answers, at, by, siblings }: WrittenBy) => ({
    answers,
    at,
    by: named(by),
    siblings: siblingsShown(siblings, named),
  });
  return {
    recordId: record.recordId,
    code: record.card.code,
    team: { id: record.card.team, name: seen.teamName },
    dueAt: record.card.dueAt,
    clocks: [...clocksShown(seen.clocks, record.card.clocks, record.readable)],
    isOpen: record.card.isOpen,
    assignment: {
      worker: record.card.worker && named(record.card.worker),
      position: record.states.get(assignmentSection.section)?.position ?? 0,
      ...mayAssign(actor, record),
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
    mayApprovePlan: mayApprovePlan(actor, record),
    waiting: seen.waiting,
  };
}

/** Everyone whom the view of a case names, for a directory that is asked before. */
export function peopleInCase(record: OpenRecord): readonly WorkerId[] {
  const plan = stateOf(record, planSection);
  const consent = stateOf(record, consentSection);
  return [
    ...wrote(stateOf(record, firstContactSection)),
    ...wrote(stateOf(record, identitySection)),
    ...wrote(consent),
    ...(consent?.withdrawn.map((one) => one.by) ?? []),
    ...wrote(stateOf(record, riskSection)),
    ...wrote(plan),
    ...wrote(plan?.judgement),
    ...(record.card.worker ? [record.card.worker] : []),
  ];
}

type WrittenPart = { readonly by: WorkerId; readonly siblings?: WrittenBy['siblings'] };

/** Who wrote a part, and who wrote beside them. */
function wrote(part: WrittenPart | null | undefined): readonly WorkerId[] {
  return part ? [part.by, ...peopleInSiblings(part.siblings)] : [];
}

/** CA-10: what the reader may do about who has the case. */
function mayAssign(actor: Actor, record: OpenRecord) {
  const { worker: holder } = record.card;
  const may = (to: WorkerId | null) =>
    permit(actor, { action: 'assign-case', record: accessOf(record), to, holder }).ok;
  return { mayTakeOn: holder === null && may(actor.worker), mayAssign: may(null) };
}

function mayApprovePlan(actor: Actor, record: OpenRecord): boolean {
  const writtenBy = stateOf(record, planSection)?.by ?? actor.worker;
  return permit(actor, { action: 'approve-plan', record: accessOf(record), writtenBy }).ok;
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
