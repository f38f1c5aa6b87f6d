import type { Actor } from '#capabilities/access/contract.ts';
import type { CaseEvent } from '#capabilities/cases/api/case-desk.ts';
import { planActionContract } from '#capabilities/cases/domain/form-contracts.ts';
import { identitySection, planSection, riskSection } from '#capabilities/cases/domain/sections.ts';
import {
  type IdentificationState,
  identificationSection,
  isPresumedTrafficked,
  parentMayExploit,
  standingDecision,
} from '#capabilities/identification/contract.ts';
import {
  type Elsewhere,
  guardianClock,
  guardianSection,
  type PartProgress,
} from '#capabilities/protection/contract.ts';
import type { ClockDefinition, ClockMoves } from '#kernel/clock.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { plusHours } from '#kernel/instant.ts';
import { type OpenRecord, stateOf } from '#platform/journal/open-record.ts';

/** Of these two the clock of the guardian hears: then it becomes known that a child is alone, or trafficked. */
const TOLD_OF = ['cases.child-registered', 'cases.risk-assessed'];

/** What the other parts of a case say to its protection, and what protection adds to them. */
export function protectionForCases(clocks: ReadonlyMap<string, ClockDefinition>) {
  return {
    clocksBesides: (record: OpenRecord, event: CaseEvent): ClockMoves => {
      if (!TOLD_OF.includes(event.type)) return {};
      const isRegistering = event.type === 'cases.child-registered';
      const registered = isRegistering ? event.answers : stateOf(record, identitySection)?.answers;
      return guardianClock(
        {
          accompaniment: textOr(registered?.['accompaniment']),
          isPresumedTrafficked: isPresumed(record),
          guardian: textOr(stateOf(record, guardianSection)?.answers['state']),
        },
        {
          running: record.card.clocks,
          endOf: (clock) => {
            const hours = clocks.get(clock)?.hours[event.level];
            return hours === undefined ? undefined : plusHours(event.at, hours);
          },
        },
      );
    },
    riskLevelOf: (record: OpenRecord) => stateOf(record, riskSection)?.level ?? 'high',
    parentMayExploit: (record: OpenRecord) => {
      const state = stateOf(record, identificationSection);
      return state ? parentMayExploit(state) : 'unknown';
    },
    elsewhere,
  };
}

function elsewhere(
  record: OpenRecord,
  { actor, isTeamTrained }: { readonly actor: Actor; readonly isTeamTrained: boolean },
): Elsewhere {
  const writesPlans = actor.abilities.get(record.card.team)?.has('write-plan') ?? false;
  const mayCare = record.writable.has('care');
  const identification = stateOf(record, identificationSection);
  const registered = stateOf(record, identitySection);
  const risk = stateOf(record, riskSection);
  const plan = stateOf(record, planSection);
  const toPlan = mayCare && writesPlans ? 'plan' : null;
  return {
    questions: identification && questionsProgress(identification, mayCare),
    registration:
      registered === undefined
        ? undefined
        : written(registered, record.writable.has('identity') ? 'registration' : null),
    risk: risk === undefined ? undefined : written(risk, mayCare ? 'risk' : null),
    plan:
      plan === undefined
        ? undefined
        : { ...OPEN, ...written(plan, toPlan), progress: plan ? 'begun' : 'open' },
    referral:
      plan === undefined
        ? undefined
        : { ...OPEN, ...written(plan, toPlan), progress: tellsOthers(plan) ? 'begun' : 'open' },
    training: { ...OPEN, progress: isTeamTrained ? 'done' : 'open' },
  };
}

const OPEN: PartProgress = { progress: 'open', by: null, at: null, to: null };

function questionsProgress(state: IdentificationState, mayWrite: boolean): PartProgress {
  const decision = standingDecision(state);
  if (decision)
    return { progress: 'done', by: decision.by, at: decision.at, to: mayWrite ? 'result' : null };
  const last = state.statements.at(-1);
  if (!last) return { ...OPEN, to: mayWrite ? 'questions' : null };
  return { ...OPEN, progress: 'begun', by: last.by, to: mayWrite ? 'result' : null };
}

type Written = Pick<PartProgress, 'by' | 'at'>;

function written(state: Written | null, to: string | null): PartProgress {
  return state ? { progress: 'done', by: state.by, at: state.at, to } : { ...OPEN, to };
}

function tellsOthers(plan: { readonly actions: readonly { answers: object }[] } | null): boolean {
  return (plan?.actions ?? []).some(
    ({ answers }) => (answersAs({ ...answers }, planActionContract).tells ?? []).length > 0,
  );
}

function isPresumed(record: OpenRecord): boolean {
  const state = stateOf(record, identificationSection);
  return state !== undefined && isPresumedTrafficked(state);
}

function textOr(answer: unknown): string | null {
  return typeof answer === 'string' ? answer : null;
}
