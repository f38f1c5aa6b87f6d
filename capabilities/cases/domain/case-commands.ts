import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import type { AnySection } from '#kernel/record-type.ts';
import { accept, type Refusal } from '#kernel/result.ts';
import type { Asked, SectionCommand } from '#kernel/section-command.ts';
import { accessOf, stateOf } from '#kernel/open-record.ts';
import { assessRisk } from './assess-risk.ts';
import { type CaseRules, clocksOf } from './case-rules.ts';
import { completeFirstContact } from './first-contact.ts';
import { MEDICAL_CLOCK, medicalWindow } from './first-contact-medical.ts';
import {
  firstContactContract,
  planActionContract,
  registrationContract,
} from './form-contracts.ts';
import { recordConsent } from './record-consent.ts';
import { registerChild } from './register-child.ts';
import {
  consentSection,
  firstContactSection,
  identitySection,
  planSection,
  riskSection,
} from './sections.ts';
import { writePlan } from './write-plan.ts';

export function registerChildCommand(rules: CaseRules) {
  return sectionCommand({
    type: 'cases.child-registered',
    formId: 'registration',
    section: identitySection,
    permit: mayWrite(identitySection),
    decide: (asked) => {
      const { birth } = answersAs(asked.first.answers, registrationContract);
      const isBornAfterEvent = birth
        ? rules.identification.isBornAfterEvent(asked.record, birth)
        : false;
      const seen = { ...asked.seen, metOn: metOn(asked), isBornAfterEvent };
      const registered = registerChild(seen, asked.made, asked.first, clocksOf(rules, asked));
      if (!registered.ok) return registered;
      return accept([...registered.value, ...birthTold(rules, asked)]);
    },
  });
}

export function completeFirstContactCommand(rules: CaseRules) {
  return sectionCommand({
    type: 'cases.first-contact-completed',
    formId: 'first-contact',
    section: firstContactSection,
    permit: mayWrite(firstContactSection),
    decide: (asked) => {
      const { record, seen, made, first } = asked;
      const medicalBy = record.card.clocks[MEDICAL_CLOCK];
      const before = stateOf(record, firstContactSection);
      const wasFeared = before ? medicalWindow(before.answers, before.at) !== undefined : false;
      const known = { ...seen, medicalBy, wasFeared };
      return completeFirstContact(known, made, first, clocksOf(rules, asked));
    },
  });
}

export function recordConsentCommand(rules: CaseRules) {
  return sectionCommand({
    type: 'cases.consent-recorded',
    formId: 'consent',
    section: consentSection,
    permit: mayWrite(consentSection),
    decide: ({ record, seen, made, first }) => {
      const mayCaregiverBeAsked = rules.identification.mayCaregiverBeAsked(record);
      return recordConsent({ ...seen, mayCaregiverBeAsked }, made, first);
    },
  });
}

export function assessRiskCommand(rules: CaseRules) {
  return sectionCommand({
    type: 'cases.risk-assessed',
    formId: 'risk',
    section: riskSection,
    permit: mayWrite(riskSection),
    decide: (asked) => {
      const { actor, record, seen, made, first } = asked;
      const danger = { isPresumedTrafficked: rules.identification.isPresumedTrafficked(record) };
      const isSupervisor = actor.abilities.get(record.card.team)?.has('approve-plan') ?? false;
      return assessRisk({ ...seen, danger, isSupervisor }, made, first, clocksOf(rules, asked));
    },
  });
}

export function writePlanCommand(rules: CaseRules) {
  return sectionCommand({
    type: 'cases.plan-written',
    formId: 'plan',
    said: (filled) => ({
      actions: filled.map(({ answers }) => ({
        answers,
        dueDay: answersAs(answers, planActionContract).dueDay,
      })),
    }),
    section: planSection,
    permit: (actor, record) => permit(actor, { action: 'write-plan', record: accessOf(record) }),
    decide: (asked) => {
      const { record, seen, made, form, filled } = asked;
      const risk = stateOf(record, riskSection) ?? null;
      const consent = stateOf(record, consentSection) ?? null;
      const answers = filled.map((one) => one.answers);
      const known = { ...seen, risk, consent };
      return writePlan(known, made, form, answers, clocksOf(rules, asked));
    },
  });
}

/** Every command on a section of this slice: a held entry finds the one that would take it in. */
export function caseCommands(rules: CaseRules): readonly SectionCommand<Actor, Refusal>[] {
  return [
    completeFirstContactCommand(rules),
    registerChildCommand(rules),
    recordConsentCommand(rules),
    assessRiskCommand(rules),
    writePlanCommand(rules),
  ];
}

/** The day of the first meeting, as far as the author may know of it. */
function metOn({ record }: Asked<Actor>) {
  const contact = stateOf(record, firstContactSection);
  return contact ? answersAs(contact.answers, firstContactContract).metOn : undefined;
}

/** The identification part learns of the birth in the same transaction. */
function birthTold(rules: CaseRules, { first, made, mintId, record }: Asked<Actor>) {
  const { birth } = answersAs(first.answers, registrationContract);
  const beside = { ...made, entryId: mintId(), evaluationId: mintId() };
  const nothing: readonly DraftEntry[] = [];
  return birth ? rules.identification.birthTold(record, birth, beside) : nothing;
}

/** Writing a section takes its class, and no more. */
function mayWrite({
  class: sensitivity,
}: AnySection): SectionCommand<Actor, AccessRefusal>['permit'] {
  return (actor, record) =>
    permit(actor, { action: 'write-section', record: accessOf(record), class: sensitivity });
}

/** Keeps the refusals' exact types while a command is written. */
function sectionCommand<Why extends Refusal>(
  command: SectionCommand<Actor, Why | AccessRefusal>,
): SectionCommand<Actor, Why | AccessRefusal> {
  return command;
}
