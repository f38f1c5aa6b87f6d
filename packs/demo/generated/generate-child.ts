import type { DemoChild } from '../demo-documents.ts';
import { hasReached } from './child-states.ts';
import { type DemoCountry, inventCase, type InventedCase, oneOf } from './invent-case.ts';
import { laterOf } from './later-steps.ts';
import { firstContactOf, registrationOf } from './meet-child.ts';
import { consentOf, factsOf, type Level, levelOf, planOf, riskOf } from './protect-child.ts';

/** What the many children are drawn from: another word gives other children. */
export const DEMO_SEED = 'amparia-1';

/**
 * The `index`th of the invented children, as far as the work with it has come. Pure: the same seed
 * and the same tables give the same child, whatever stands before or after it.
 */
export function generateChild(country: DemoCountry, seed: string, index: number): DemoChild {
  const made = inventCase(country, seed, index);
  const { state } = made;
  const level = levelOf(made);
  const openedDaysAgo = ageOfCase(made, level);
  const child: DemoChild = {
    id: made.id,
    team: made.team,
    openedBy: made.opener.signIn,
    worker: made.worker.signIn,
    openedDaysAgo,
    firstContact: firstContactOf(made),
    later: laterOf(made, openedDaysAgo),
  };
  if (hasReached(state, 'registration')) child.registration = registrationOf(made);
  if (hasReached(state, 'consent')) child.consent = consentOf(made);
  if (hasReached(state, 'facts')) child.facts = [...factsOf(made, openedDaysAgo)];
  if (hasReached(state, 'risk')) child.risk = riskOf(made, level);
  // CA-1: only a supervisor puts it below high where something says otherwise.
  const isLow = level === 'medium' || level === 'low';
  if (child.risk && isLow) child.riskBy = made.supervisor.signIn;
  if (hasReached(state, 'plan')) child.plan = [...planOf(made)];
  if (hasReached(state, 'judged')) child.planJudged = judgementOf(made);
  return child;
}

function judgementOf({ draw, state, supervisor, country }: InventedCase) {
  const { approved, returned } = country.tables.phrases;
  const note = oneOf(draw, supervisor, state.planReturned ? returned : approved);
  return { by: supervisor.signIn, approved: !state.planReturned, note };
}

const HOURS_TO_PLAN: Readonly<Record<Level, number>> = {
  immediate: 72,
  high: 168,
  medium: 336,
  low: 336,
};
const HOURS_TO_REVIEW: Readonly<Record<Level, number>> = {
  immediate: 168,
  high: 336,
  medium: 720,
  low: 2160,
};
const A_DAY = 24;
/** From opening to the judgement of a plan, as `child-steps` in the server sets them apart. */
const HOURS_OF_STEPS = 6;
const LATEST_DAYS_OVERDUE = 12;

/** How many days ago the case was opened: so that its clock still runs, or has run out. */
function ageOfCase(made: InventedCase, level: Level): number {
  const { draw, state, isOverdue } = made;
  // Long enough to have been under 18 when it began; see `birthOf`.
  if (state.turned18) return draw.between(15, 40);
  const clock = hoursOf(made, level);
  const hours = isOverdue
    ? HOURS_OF_STEPS + clock + draw.between(2, LATEST_DAYS_OVERDUE * A_DAY)
    : HOURS_OF_STEPS + draw.between(1, Math.max(2, clock - 2));
  // A first contact that nobody followed up is new.
  const isNew = state.reached === 'contact' && !isOverdue;
  return (isNew ? draw.between(0, 20) : hours) / A_DAY;
}

/** The hours of the clock that runs now (CA-2). */
function hoursOf({ state }: InventedCase, level: Level): number {
  if (state.reached === 'risk') return HOURS_TO_PLAN[level];
  if (state.reached === 'judged' && !state.planReturned) return HOURS_TO_REVIEW[level];
  return A_DAY - HOURS_OF_STEPS;
}
