import {
  assessRisk,
  handOverChild,
  judgePlan,
  openCase,
  recordConsent,
  registerChild,
  writePlan,
} from '#capabilities/cases/endpoints.ts';
import type { IdentificationDesk } from '#capabilities/identification/api/identification-desk.ts';
import { stateFacts } from '#capabilities/identification/api/state-facts.ts';
import type { Instant } from '#kernel/instant.ts';
import type { DemoChild, DemoPeople } from '#packs/demo/demo-documents.ts';
import type { Route } from '#platform/http/route.ts';
import { type Steps, stepsOf } from './child-steps.ts';
import { demoCall, demoOperator, type Operate } from './demo-operator.ts';

export type DemoOperations = {
  readonly routes: readonly Route[];
  readonly identificationDesk: IdentificationDesk;
};

/**
 * Writes the invented children through the same operations that people use, as the people who would
 * have done it, at the hour when they would have. Writing them again changes nothing.
 */
export async function seedChildren(
  operations: DemoOperations,
  people: DemoPeople,
  children: readonly DemoChild[],
  now: Instant,
): Promise<void> {
  const hands = { ...operations, operate: demoOperator(operations.routes), people };
  for (const child of children) await seedChild(hands, child, now);
}

type Hands = {
  readonly operate: Operate;
  readonly identificationDesk: IdentificationDesk;
  readonly people: DemoPeople;
};

async function seedChild(hands: Hands, child: DemoChild, now: Instant): Promise<void> {
  const { operate } = hands;
  const steps = stepsOf(child, now);
  await operate(opensOwnCase(hands.people, child) ? openCase : handOverChild, ...steps.opening());
  for (const [name, endpoint, hours] of BEFORE_FACTS) {
    const answers = child[name];
    if (answers) await operate(endpoint, ...steps.section(name, hours, answers));
  }
  await stateChildFacts(hands.identificationDesk, child, steps);
  if (child.risk) await operate(assessRisk, ...steps.risk(child.risk));
  if (!child.plan) return;
  const written = writePlan.output.parse(await operate(writePlan, ...steps.plan(child.plan)));
  if (!child.planJudged || !written.receipt) return;
  await operate(judgePlan, ...steps.judgement(child.planJudged, written.receipt.position));
}

const BEFORE_FACTS = [
  ['registration', registerChild, 1],
  ['consent', recordConsent, 2],
] as const;

function opensOwnCase(people: DemoPeople, child: DemoChild): boolean {
  const opener = people.workers.find((worker) => worker.signIn === child.openedBy);
  return opener?.roles.some((role) => role.team === child.team) ?? false;
}

/** What was learned is recorded in the order in which it was, one entry for each day. */
async function stateChildFacts(
  desk: IdentificationDesk,
  child: DemoChild,
  steps: Steps,
): Promise<void> {
  const facts = child.facts ?? [];
  const days = [...new Set(facts.map((fact) => fact.daysAgo))].toSorted(
    (left, right) => right - left,
  );
  for (const daysAgo of days) {
    const learned = facts.filter((fact) => fact.daysAgo === daysAgo);
    const [input, hand] = steps.facts(daysAgo);
    const stated = await stateFacts(desk, { ...input, facts: learned }, demoCall(hand));
    if (!stated.ok) throw new Error(`Demo facts of ${child.id}: ${JSON.stringify(stated.refusal)}`);
  }
}
