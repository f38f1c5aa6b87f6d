import { CalendarDay } from '#kernel/calendar-day.ts';
import { EntryId, RecordId } from '#kernel/ids.ts';
import { dayOf, type Instant, plusHours } from '#kernel/instant.ts';
import { type DemoChild, withDays } from '#packs/demo/demo-documents.ts';
import { demoId } from './demo-ids.ts';
import type { DemoHand } from './demo-operator.ts';
import { demoTeam, demoWorker } from './seed-people.ts';

const FORM_VERSION = 1;

export type Step = readonly [input: Readonly<Record<string, unknown>>, hand: DemoHand];
export type Steps = ReturnType<typeof stepsOf>;

/** The commands of one invented child's case, each with who gave it and when. */
export function stepsOf(child: DemoChild, now: Instant) {
  const today = CalendarDay.parse(dayOf(now));
  const opened = plusHours(now, -24 * child.openedDaysAgo);
  const recordId = RecordId.parse(demoId('case', child.id));
  const commandAt = (name: string, moment: Instant) => ({
    recordId,
    entryId: EntryId.parse(demoId('entry', child.id, name)),
    deviceTime: moment,
    formVersion: FORM_VERSION,
  });
  const step = (name: string, hours: number, by: string, more: object): Step => {
    const moment = plusHours(opened, hours);
    return [
      { ...commandAt(name, moment), ...more },
      { worker: demoWorker(by), now: moment },
    ];
  };
  const answersOf = (answers: unknown) => withDays(answers, today);
  return {
    opening: (): Step =>
      step('first-contact', 0, child.openedBy, {
        team: demoTeam(child.team),
        answers: answersOf(child.firstContact),
      }),
    section: (name: string, hours: number, answers: unknown): Step =>
      step(name, hours, child.worker, { basedOn: 0, answers: answersOf(answers) }),
    risk: (answers: unknown): Step =>
      step('risk', 4, child.riskBy ?? child.worker, { basedOn: 0, answers: answersOf(answers) }),
    facts: (daysAgo: number) => {
      // After registration and consent of the first day, before risk and plan.
      const moment = plusHours(plusHours(now, -24 * daysAgo), 3);
      const asked = moment > now ? now : moment;
      return [
        commandAt(`facts-${daysAgo}`, asked),
        { worker: demoWorker(child.worker), now: asked },
      ] as const;
    },
    plan: (actions: readonly unknown[]): Step =>
      step('plan', 5, child.worker, { basedOn: 0, actions: actions.map(answersOf) }),
    judgement: (
      { by, ...judgement }: NonNullable<DemoChild['planJudged']>,
      basedOn: number,
    ): Step => step('plan-judged', 6, by, { basedOn, ...judgement }),
  };
}
