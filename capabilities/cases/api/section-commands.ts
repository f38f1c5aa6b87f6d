import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import { clockMoves } from '#kernel/clock.ts';
import type { Filled } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import type { AnySection } from '#kernel/record-type.ts';
import { accept, type Refusal } from '#kernel/result.ts';
import { accessOf } from '#platform/commands/command-desk.ts';
import type { Asked, SectionCommand } from '#platform/commands/section-command.ts';
import { stateOf } from '#kernel/open-record.ts';
import { lookupToken } from '#platform/vault/installation-secrets.ts';
import { assessRisk } from '../domain/assess-risk.ts';
import { completeFirstContact } from '../domain/first-contact.ts';
import { MEDICAL_CLOCK, medicalWindow } from '../domain/first-contact-medical.ts';
import {
  firstContactContract,
  planActionContract,
  registrationContract,
} from '../domain/form-contracts.ts';
import { nameWords } from '../domain/name-words.ts';
import { recordConsent } from '../domain/record-consent.ts';
import { registerChild } from '../domain/register-child.ts';
import {
  consentSection,
  firstContactSection,
  identitySection,
  planSection,
  riskSection,
} from '../domain/sections.ts';
import { writePlan } from '../domain/write-plan.ts';
import { NAME_TOKEN } from '../storage/name-look-up.ts';
import type { CaseDesk } from './case-desk.ts';

export function registerChildCommand(desk: CaseDesk) {
  return sectionCommand({
    type: 'cases.child-registered',
    formId: 'registration',
    section: identitySection,
    permit: mayWrite(identitySection),
    decide: (asked) => {
      const { birth } = answersAs(asked.first.answers, registrationContract);
      const isBornAfterEvent = birth
        ? desk.identification.isBornAfterEvent(asked.record, birth)
        : false;
      const seen = { ...asked.seen, metOn: metOn(asked), isBornAfterEvent };
      const registered = registerChild(seen, asked.made, asked.first, clocksOf(desk, asked));
      if (!registered.ok) return registered;
      return accept([...registered.value, ...birthTold(desk, asked)]);
    },
    tokens: (filled) => filled.flatMap((one) => nameTokens(desk, one)),
  });
}

export function completeFirstContactCommand(desk: CaseDesk) {
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
      return completeFirstContact(known, made, first, clocksOf(desk, asked));
    },
  });
}

export function recordConsentCommand(desk: CaseDesk) {
  return sectionCommand({
    type: 'cases.consent-recorded',
    formId: 'consent',
    section: consentSection,
    permit: mayWrite(consentSection),
    decide: ({ record, seen, made, first }) => {
      const mayCaregiverBeAsked = desk.identification.mayCaregiverBeAsked(record);
      return recordConsent({ ...seen, mayCaregiverBeAsked }, made, first);
    },
  });
}

export function assessRiskCommand(desk: CaseDesk) {
  return sectionCommand({
    type: 'cases.risk-assessed',
    formId: 'risk',
    section: riskSection,
    permit: mayWrite(riskSection),
    decide: (asked) => {
      const { actor, record, seen, made, first } = asked;
      const danger = { isPresumedTrafficked: desk.identification.isPresumedTrafficked(record) };
      const isSupervisor = actor.abilities.get(record.card.team)?.has('approve-plan') ?? false;
      return assessRisk({ ...seen, danger, isSupervisor }, made, first, clocksOf(desk, asked));
    },
  });
}

export function writePlanCommand(desk: CaseDesk) {
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
      return writePlan(known, made, form, answers, clocksOf(desk, asked));
    },
  });
}

/** Every command on a section of this slice: a held entry finds the one that would take it in. */
export function sectionCommands(desk: CaseDesk): readonly SectionCommand<Actor, Refusal>[] {
  return [
    completeFirstContactCommand(desk),
    registerChildCommand(desk),
    recordConsentCommand(desk),
    assessRiskCommand(desk),
    writePlanCommand(desk),
  ];
}

/** CA-2: what an entry of this moment does to the clocks of the case. */
export function clocksOf(
  { clocks, clocksBesides }: Pick<CaseDesk, 'clocks' | 'clocksBesides'>,
  {
    record,
    made,
    first,
  }: Pick<Asked<Actor>, 'record' | 'made'> & Partial<Pick<Asked<Actor>, 'first'>>,
) {
  return (type: string, level: string = stateOf(record, riskSection)?.level ?? 'high') => {
    const event = { type, level, at: made.now };
    return {
      ...clockMoves(clocks.values(), event, record.card.clocks),
      ...clocksBesides(record, { ...event, answers: first?.answers ?? {} }),
    };
  };
}

/** The day of the first meeting, as far as the author may know of it. */
function metOn({ record }: Asked<Actor>) {
  const contact = stateOf(record, firstContactSection);
  return contact ? answersAs(contact.answers, firstContactContract).metOn : undefined;
}

/** The identification part learns of the birth in the same transaction. */
function birthTold(desk: CaseDesk, { first, made, mintId, record }: Asked<Actor>) {
  const { birth } = answersAs(first.answers, registrationContract);
  const beside = { ...made, entryId: mintId(), evaluationId: mintId() };
  const nothing: readonly DraftEntry[] = [];
  return birth ? desk.identification.birthTold(record, birth, beside) : nothing;
}

/** Look-up tokens of the child's name: equal names meet, nothing can be read back. */
function nameTokens(desk: CaseDesk, filled: Filled) {
  const { name } = answersAs(filled.answers, registrationContract);
  const words = name ? nameWords(name) : [];
  return words.map((word) => ({
    kind: NAME_TOKEN,
    token: lookupToken(desk.lookupKey, NAME_TOKEN, word),
  }));
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
