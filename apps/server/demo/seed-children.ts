import {
  assessRisk,
  assignCase,
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
import { doLater } from './later-steps.ts';
import { demoWorker } from './seed-people.ts';

export type DemoOperations = {
  readonly routes: readonly Route[];
  readonly identificationDesk: IdentificationDesk;
  /** The version of a form that is filled in today. */
  readonly versionOf: (form: string) => number;
  /** Makes everything within it one transaction. */
  readonly whole: <T>(work: () => Promise<T>) => Promise<T>;
};

export type SeedChild = (child: DemoChild, now: Instant) => Promise<void>;

/**
 * Writes an invented child through the same operations that people use, as the people who would
 * have done it, at the hour when they would have. The child is there whole or not at all.
 */
export function childSeeder(operations: DemoOperations, people: DemoPeople): SeedChild {
  const hands = { ...operations, operate: demoOperator(operations.routes), people };
  return (child, now) => operations.whole(() => seedChild(hands, child, now));
}

type Hands = DemoOperations & { readonly operate: Operate; readonly people: DemoPeople };

async function seedChild(hands: Hands, child: DemoChild, now: Instant): Promise<void> {
  const { operate, versionOf } = hands;
  const steps = stepsOf(child, now, versionOf);
  const isOwn = opensOwnCase(hands.people, child);
  await operate(isOwn ? openCase : handOverChild, ...steps.opening());
  // Whoever goes on with a child who was handed over has taken the child on.
  if (!isOwn && child.registration) {
    const taking = { basedOn: 0, worker: demoWorker(child.worker) };
    await operate(assignCase, ...steps.step('taken-on', 0.5, child.worker, taking));
  }
  const { registration, consent, risk, riskBy } = child;
  if (registration) await operate(registerChild, ...steps.section('registration', 1, registration));
  const consentAt = consent ? await recordFirstConsent(operate, steps, consent) : 0;
  await stateChildFacts(hands.identificationDesk, child, steps);
  if (risk) {
    const by = riskBy ?? child.worker;
    await operate(assessRisk, ...steps.section('risk', 4, risk, { by }));
  }
  if (child.plan) await writeAndJudge(operate, steps, child.plan, child.planJudged);
  await doLater({ operate, steps, versionOf, consentAt }, child.later);
}

async function recordFirstConsent(
  operate: Operate,
  steps: Steps,
  consent: NonNullable<DemoChild['consent']>,
): Promise<number> {
  const answer = await operate(recordConsent, ...steps.section('consent', 2, consent));
  return recordConsent.output.parse(answer).receipt?.position ?? 0;
}

async function writeAndJudge(
  operate: Operate,
  steps: Steps,
  plan: NonNullable<DemoChild['plan']>,
  judged: DemoChild['planJudged'],
): Promise<void> {
  const written = writePlan.output.parse(await operate(writePlan, ...steps.plan(plan)));
  if (!judged || !written.receipt) return;
  await operate(judgePlan, ...steps.judgement(judged, written.receipt.position));
}

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
