import type { Actor } from '#capabilities/access/contract.ts';
import type { CaseEvent } from '#capabilities/cases/domain/case-rules.ts';
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
import { everyReferralSection } from '#capabilities/referrals/contract.ts';
import type { ClockDefinition, ClockMoves } from '#kernel/clock.ts';
import type { Answers } from '#kernel/form-answers.ts';
import { type Instant, plusHours } from '#kernel/instant.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import { type OpenRecord, stateOf } from '#kernel/open-record.ts';

/** Of these two the clock of the guardian hears: then it becomes known that a child is alone, or trafficked. */
const TOLD_OF = ['cases.child-registered', 'cases.risk-assessed'];

/** What the other parts of a case say to its protection, and what protection adds to them. */
export function protectionForCases(clocks: ReadonlyMap<string, ClockDefinition>) {
  const guardianFor = (
    record: OpenRecord,
    known: { readonly registered: Answers | undefined; readonly isPresumedTrafficked: boolean },
    { at, level }: Pick<CaseEvent, 'at' | 'level'>,
  ): ClockMoves =>
    guardianClock(
      {
        accompaniment: textOr(known.registered?.['accompaniment']),
        isPresumedTrafficked: known.isPresumedTrafficked,
        guardian: textOr(stateOf(record, guardianSection)?.answers['state']),
      },
      {
        running: record.card.clocks,
        endOf: (clock) => {
          const hours = clocks.get(clock)?.hours[level];
          return hours === undefined ? undefined : plusHours(at, hours);
        },
      },
    );
  return {
    clocksBesides: (record: OpenRecord, event: CaseEvent): ClockMoves => {
      if (!TOLD_OF.includes(event.type)) return {};
      const isRegistering = event.type === 'cases.child-registered';
      const registered = isRegistering ? event.answers : stateOf(record, identitySection)?.answers;
      return guardianFor(record, { registered, isPresumedTrafficked: isPresumed(record) }, event);
    },
    whenPresumed: (record: OpenRecord, at: Instant): ClockMoves =>
      guardianFor(
        record,
        { registered: undefined, isPresumedTrafficked: true },
        { at, level: riskLevelOf(record) },
      ),
    riskLevelOf,
    parentMayExploit: (record: OpenRecord) => {
      const state = stateOf(record, identificationSection);
      return state ? parentMayExploit(state) : 'unknown';
    },
    elsewhere,
  };
}

function riskLevelOf(record: OpenRecord) {
  return stateOf(record, riskSection)?.level ?? 'high';
}

function elsewhere(
  record: OpenRecord,
  { actor, isTeamTrained }: { readonly actor: Actor; readonly isTeamTrained: boolean },
): Elsewhere {
  const may = (one: SensitivityClass, to: string) => (record.writable.has(one) ? to : null);
  const writesPlans = actor.abilities.get(record.card.team)?.has('write-plan') ?? false;
  const toPlan = writesPlans ? may('care', 'plan') : null;
  return {
    questions: ifGranted(stateOf(record, identificationSection), (state) =>
      questionsProgress(state, record.writable.has('care')),
    ),
    registration: ifGranted(stateOf(record, identitySection), (state) =>
      written(state, may('identity', 'registration')),
    ),
    risk: ifGranted(stateOf(record, riskSection), (state) => written(state, may('care', 'risk'))),
    // A plan is carried out only when the case can be closed, which nothing records yet.
    plan: ifGranted(stateOf(record, planSection), (state) => ({
      ...written(state, toPlan),
      progress: state ? 'begun' : 'open',
    })),
    referral: referralProgress(record, may('care', 'referral')),
    training: { ...OPEN, progress: isTeamTrained ? 'done' : 'open' },
  };
}

const OPEN: PartProgress = { progress: 'open', by: null, at: null, to: null };

/** A part that the reader was not granted is undefined, and stays so. */
function ifGranted<State>(
  state: State | undefined,
  progressOf: (state: State) => PartProgress,
): PartProgress | undefined {
  return state === undefined ? undefined : progressOf(state);
}

function questionsProgress(state: IdentificationState, mayWrite: boolean): PartProgress {
  const to = (path: string) => (mayWrite ? path : null);
  const decision = standingDecision(state);
  if (decision) return { progress: 'done', by: decision.by, at: decision.at, to: to('result') };
  const last = state.statements.at(-1);
  return last
    ? { ...OPEN, progress: 'begun', by: last.by, to: to('result') }
    : { ...OPEN, to: to('questions') };
}

type Written = Pick<PartProgress, 'by' | 'at'>;

function written(state: Written | null, to: string | null): PartProgress {
  return state ? { progress: 'done', by: state.by, at: state.at, to } : { ...OPEN, to };
}

const HELPING = ['accepted', 'first-seen', 'completed'];
const UNANSWERED = ['sent', 'received'];

/** Services work together when one helps and none still owes an answer, as far as the reader knows. */
function referralProgress(record: OpenRecord, to: string | null): PartProgress | undefined {
  const states = everyReferralSection.map((one) => stateOf(record, one));
  const known = states.flatMap((state) => state ?? []);
  if (known.length === 0 && states.includes(undefined)) return undefined;
  const last = known.toSorted((one, other) => (one.at < other.at ? 1 : -1))[0];
  if (!last) return { ...OPEN, to };
  const isDone =
    !states.includes(undefined) &&
    known.some(({ state }) => HELPING.includes(state)) &&
    !known.some(({ state }) => UNANSWERED.includes(state));
  return { progress: isDone ? 'done' : 'begun', by: last.by, at: last.at, to };
}

function isPresumed(record: OpenRecord): boolean {
  const state = stateOf(record, identificationSection);
  return state !== undefined && isPresumedTrafficked(state);
}

function textOr(answer: unknown): string | null {
  return typeof answer === 'string' ? answer : null;
}
