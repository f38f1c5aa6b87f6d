import {
  assessRisk,
  handOverChild,
  judgePlan,
  openCase,
  recordConsent,
  registerChild,
  writePlan,
} from '#capabilities/cases/endpoints.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { dayOf, type Instant, plusHours } from '#kernel/instant.ts';
import { type DemoChild, type DemoPeople, withDays } from '#packs/demo/demo-documents.ts';
import type { Route } from '#platform/http/route.ts';
import { demoId } from './demo-ids.ts';
import { demoOperator, type Operate } from './demo-operator.ts';
import { demoTeam, demoWorker } from './seed-people.ts';

const FORM_VERSION = 1;

/**
 * Writes the invented children through the same operations that people use, as the people who would
 * have done it, at the hour when they would have. Writing them again changes nothing.
 */
export async function seedChildren(
  routes: readonly Route[],
  people: DemoPeople,
  children: readonly DemoChild[],
  now: Instant,
): Promise<void> {
  const operate = demoOperator(routes);
  for (const child of children) await seedChild(operate, people, child, now);
}

async function seedChild(
  operate: Operate,
  people: DemoPeople,
  child: DemoChild,
  now: Instant,
): Promise<void> {
  const today = CalendarDay.parse(dayOf(now));
  const opened = plusHours(now, -24 * child.openedDaysAgo);
  const recordId = demoId('case', child.id);
  const answersOf = (answers: unknown) => withDays(answers, today);
  const step = (name: string, hours: number) => ({
    entryId: demoId('entry', child.id, name),
    deviceTime: plusHours(opened, hours),
    formVersion: FORM_VERSION,
    recordId,
  });
  const by = (signIn: string, hours: number) => ({
    worker: demoWorker(signIn),
    now: plusHours(opened, hours),
  });

  const isOfTheTeam = people.workers
    .find((worker) => worker.signIn === child.openedBy)
    ?.roles.some((role) => role.team === child.team);
  const opening = {
    ...step('first-contact', 0),
    team: demoTeam(child.team),
    answers: answersOf(child.firstContact),
  };
  await operate(isOfTheTeam ? openCase : handOverChild, opening, by(child.openedBy, 0));

  for (const [name, endpoint, hours] of SECTIONS) {
    const answers = child[name];
    if (!answers) continue;
    await operate(
      endpoint,
      { ...step(name, hours), basedOn: 0, answers: answersOf(answers) },
      by(child.worker, hours),
    );
  }
  if (!child.plan) return;
  const actions = child.plan.map(answersOf);
  const plan = { ...step('plan', 5), basedOn: 0, actions };
  const written = writePlan.output.parse(await operate(writePlan, plan, by(child.worker, 5)));
  if (!child.planJudged || !written.receipt) return;
  const { by: judge, approved, note } = child.planJudged;
  const judgement = {
    ...step('plan-judged', 6),
    basedOn: written.receipt.position,
    approved,
    note,
  };
  await operate(judgePlan, judgement, by(judge, 6));
}

const SECTIONS = [
  ['registration', registerChild, 1],
  ['consent', recordConsent, 2],
  ['risk', assessRisk, 4],
] as const;
