import { permit } from '#capabilities/access/contract.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import type { AnySection } from '#kernel/record-type.ts';
import { accept, type Refusal } from '#kernel/result.ts';
import { stateOf } from '#platform/journal/open-record.ts';
import { lookupToken } from '#platform/vault/installation-secrets.ts';
import { assessRisk } from '../domain/assess-risk.ts';
import { planActionContract, registrationContract } from '../domain/form-contracts.ts';
import type { Filled } from '../domain/made.ts';
import { nameWords } from '../domain/name-words.ts';
import { recordConsent } from '../domain/record-consent.ts';
import { registerChild } from '../domain/register-child.ts';
import { consentSection, identitySection, planSection, riskSection } from '../domain/sections.ts';
import { writePlan } from '../domain/write-plan.ts';
import { NAME_TOKEN } from '../storage/name-look-up.ts';
import { accessOf, type CaseDesk } from './case-desk.ts';
import type { Asked, SectionCommand } from './section-command.ts';

export const registerChildCommand = sectionCommand({
  type: 'cases.child-registered',
  formId: 'registration',
  said: oneAnswered,
  section: identitySection,
  permit: mayWrite(identitySection),
  decide: (asked) => {
    const registered = registerChild(asked.seen, asked.made, firstOf(asked));
    return registered.ok ? accept([...registered.value, ...birthTold(asked)]) : registered;
  },
  tokens: (desk, filled) => filled.flatMap((one) => nameTokens(desk, one)),
});

export const recordConsentCommand = sectionCommand({
  type: 'cases.consent-recorded',
  formId: 'consent',
  said: oneAnswered,
  section: consentSection,
  permit: mayWrite(consentSection),
  decide: (asked) => {
    const mayCaregiverBeAsked = asked.desk.identification.mayCaregiverBeAsked(asked.record);
    return recordConsent({ ...asked.seen, mayCaregiverBeAsked }, asked.made, firstOf(asked));
  },
});

export const assessRiskCommand = sectionCommand({
  type: 'cases.risk-assessed',
  formId: 'risk',
  said: oneAnswered,
  section: riskSection,
  permit: mayWrite(riskSection),
  decide: (asked) => {
    const danger = {
      isPresumedTrafficked: asked.desk.identification.isPresumedTrafficked(asked.record),
    };
    const isSupervisor =
      asked.actor.abilities.get(asked.record.card.team)?.has('approve-plan') ?? false;
    const clock = asked.desk.clocks.get('plan');
    return assessRisk({ ...asked.seen, danger, isSupervisor }, asked.made, firstOf(asked), clock);
  },
});

export const writePlanCommand = sectionCommand({
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
    const risk = stateOf(asked.record, riskSection) ?? null;
    const consent = stateOf(asked.record, consentSection) ?? null;
    const answers = asked.filled.map((filled) => filled.answers);
    return writePlan({ ...asked.seen, risk, consent }, asked.made, asked.form, answers);
  },
});

/** By the type of entry they make: a held entry finds the command that would take it in. */
export const sectionCommands: readonly SectionCommand<Refusal>[] = [
  registerChildCommand,
  recordConsentCommand,
  assessRiskCommand,
  writePlanCommand,
];

function oneAnswered([filled]: readonly Filled[]) {
  return { answers: filled?.answers };
}

/** The identification part learns of the birth in the same transaction. */
function birthTold(asked: Asked): readonly DraftEntry[] {
  const { birth } = answersAs(firstOf(asked).answers, registrationContract);
  const made = { ...asked.made, entryId: asked.mintId(), evaluationId: asked.mintId() };
  return birth ? asked.desk.identification.birthTold(asked.record, birth, made) : [];
}

/** Look-up tokens of the child's name: equal names meet, nothing can be read back. */
export function nameTokens(desk: CaseDesk, filled: Filled) {
  const { name } = answersAs(filled.answers, registrationContract);
  const words = name ? nameWords(name) : [];
  return words.map((word) => ({
    kind: NAME_TOKEN,
    token: lookupToken(desk.lookupKey, NAME_TOKEN, word),
  }));
}

/** Writing a section takes its class, and no more. */
function mayWrite({ class: sensitivity }: AnySection): SectionCommand<Refusal>['permit'] {
  return (actor, record) =>
    permit(actor, { action: 'write-section', record: accessOf(record), class: sensitivity });
}

/** Keeps the refusals' exact types while a command is written. */
function sectionCommand<Why extends { readonly code: string }>(
  command: SectionCommand<Why>,
): SectionCommand<Why> {
  return command;
}

function firstOf(asked: Asked): Filled {
  const [first] = asked.filled;
  if (!first) throw new Error('A form was expected');
  return first;
}
