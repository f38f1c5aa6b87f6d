import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { DateAsKnown } from '#kernel/date-as-known.ts';
import { fillForm, type FormRefusal } from '#kernel/fill-form.ts';
import type { Answers } from '#kernel/form-answers.ts';
import { fieldsOf, type Form } from '#kernel/form.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { accessOf, type OpenRecord } from '#kernel/open-record.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AgeEvidence, StatedAge } from './age-at-event.ts';
import { changeStatus, type ChangeStatus, type StatusRefusal } from './change-status.ts';
import {
  acceptResult,
  type AcceptRefusal,
  type AcceptResult,
  overrideResult,
  type OverrideRefusal,
  type OverrideResult,
} from './decide-result.ts';
import type { EvidenceKind } from './fact.ts';
import { factsFromAnswers } from './facts-from-answers.ts';
import type { Decide, IdentificationRules, Judged } from './identification-rules.ts';
import {
  type CorrectionRefusal,
  type CorrectStatement,
  correctStatement,
  recordFacts,
  type RecordFactsRefusal,
  type StatedFact,
} from './record-facts.ts';

/** A form as it was filled in about the child, and what was said of the time besides. */
export type FactsSent = {
  readonly formId: string;
  readonly formVersion: number;
  readonly answers: Answers;
  readonly evidence: EvidenceKind;
  readonly event?: DateAsKnown | undefined;
  readonly ageAtEvent?: StatedAge | undefined;
};

/** What a filled-in form states, and how to judge it on an opened record. */
export type FactsCommand = {
  readonly facts: readonly StatedFact[];
  /** The answers as the form takes them. */
  readonly answers: Answers;
  readonly decide: Decide<RecordFactsRefusal>;
};

type Filled = { readonly form: Form; readonly answers: Answers };

/** Facts from a form. The form is judged at once; who may, and whether it fits, with the record. */
export function recordFactsCommand(
  rules: IdentificationRules,
  sent: FactsSent,
): Result<FactsCommand, FormRefusal> {
  const filled = fill(rules, sent);
  if (!filled.ok) return filled;
  const { form, answers } = filled.value;
  const facts = factsFromAnswers(form, answers, sent.evidence, rules.reference.lists);
  return accept({
    facts,
    answers,
    decide: (judged) => {
      const asked = mayHaveAsked(judged, form, answers);
      if (!asked.ok) return asked;
      const age = ageOf(judged, sent);
      const used = { id: form.id, version: form.version };
      const said = saysSomething(form, answers) || facts.length > 0 || age ? answers : {};
      const told = { facts, age, form: used, answers: said };
      return recordFacts(judged.state, rules.ruleset, judged.made, told);
    },
  });
}

/** A statement that was recorded in error. */
export function correctStatementCommand(
  { ruleset }: Pick<IdentificationRules, 'ruleset'>,
  correction: CorrectStatement,
): Decide<CorrectionRefusal> {
  return (judged) => {
    const seen = { state: judged.state, isSupervisor: isSupervisor(judged) };
    return correctStatement(seen, ruleset, judged.made, correction);
  };
}

/** A result that a person takes over. */
export function acceptResultCommand(accepted: AcceptResult): Decide<AcceptRefusal> {
  return ({ state, made }) => acceptResult(state, made, accepted);
}

/** Who proposed and who approves, when a supervisor takes a held proposal in. */
export type Approval = { readonly proposedBy: WorkerId; readonly approvedBy: WorkerId } | null;

/** Another result to work with (ID-11). */
export function overrideResultCommand(
  { ruleset }: Pick<IdentificationRules, 'ruleset'>,
  override: Omit<OverrideResult, 'approvedBy'>,
  approval: Approval,
): Decide<OverrideRefusal> {
  return ({ state, made }) => {
    const by = approval ? { ...made, by: approval.proposedBy } : made;
    const approvedBy = approval?.approvedBy ?? null;
    return overrideResult(state, ruleset, by, { ...override, approvedBy });
  };
}

/** A step on the ladder of status (ID-7). */
export function changeStatusCommand(
  step: Omit<ChangeStatus, 'approvedBy'>,
  approval: Approval,
): Decide<StatusRefusal> {
  return ({ state, made }) => {
    const by = approval ? { ...made, by: approval.proposedBy } : made;
    return changeStatus(state, by, { ...step, approvedBy: approval?.approvedBy ?? null });
  };
}

/** Words alone are worth keeping: a child who says one sentence and stops has said something. */
function saysSomething(form: Form, answers: Answers): boolean {
  return fieldsOf(form).some(
    ({ id, kind }) => (kind === 'exact-words' || kind === 'long-text') && answers[id] !== undefined,
  );
}

function fill(
  rules: Pick<IdentificationRules, 'formOf' | 'reference'>,
  { formId: id, formVersion: version, answers }: FactsSent,
): Result<Filled, FormRefusal> {
  const form = rules.formOf(id, version);
  if (form?.section !== 'identification')
    return refuse({ code: 'form.version.unknown', form: id, version });
  const filled = fillForm(rules, { id, version }, answers);
  return filled.ok ? accept({ form, answers: filled.value.answers }) : filled;
}

/** AC-6: answers to sensitive questions come from trained people only. */
function mayHaveAsked(
  { actor, record }: Pick<Judged, 'actor' | 'record'>,
  form: Form,
  answers: Answers,
): Result<true, AccessRefusal> {
  const isSensitive = fieldsOf(form).some(
    (field) => field.trainedOnly && answers[field.id] !== undefined,
  );
  return isSensitive
    ? permit(actor, { action: 'ask-sensitive', record: accessOf(record) })
    : accept(true);
}

/** What was said about the event and the age then, added to what was known; null when nothing was. */
function ageOf({ state }: Judged, { event, ageAtEvent }: FactsSent): AgeEvidence | null {
  if (!event && !ageAtEvent) return null;
  return {
    ...state.age,
    event: event ?? state.age.event,
    agesAtEvent: ageAtEvent
      ? [...state.age.agesAtEvent, ageAtEvent].slice(-20)
      : state.age.agesAtEvent,
  };
}

/** Whether the actor is a supervisor of the team that answers for the record. */
function isSupervisor({ actor, record }: { readonly actor: Actor; readonly record: OpenRecord }) {
  return actor.abilities.get(record.card.team)?.has('approve-plan') ?? false;
}
