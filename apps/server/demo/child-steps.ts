import { CalendarDay } from '#kernel/calendar-day.ts';
import { EntryId, RecordId } from '#kernel/ids.ts';
import { dayOf, type Instant, plusHours } from '#kernel/instant.ts';
import { type DemoChild, withDays } from '#packs/demo/demo-documents.ts';
import { demoId } from './demo-ids.ts';
import type { DemoHand } from './demo-operator.ts';
import { demoTeam, demoWorker } from './seed-people.ts';

export type Step = readonly [input: Readonly<Record<string, unknown>>, hand: DemoHand];
export type Steps = ReturnType<typeof stepsOf>;

export function demoRecord(child: string): RecordId {
  return RecordId.parse(demoId('case', child));
}

/** The commands of one invented child's case, each with who gave it and when. */
export function stepsOf(child: DemoChild, now: Instant, versionOf: (form: string) => number) {
  const opened = plusHours(now, -24 * child.openedDaysAgo);
  const days = { today: CalendarDay.parse(dayOf(now)), opened: CalendarDay.parse(dayOf(opened)) };
  const recordId = demoRecord(child.id);
  const commandAt = (name: string, moment: Instant) => ({
    recordId,
    entryId: EntryId.parse(demoId('entry', child.id, name)),
    deviceTime: moment,
  });
  const answersOf = (answers: unknown) => withDays(answers, days);
  /** A command that fills in no form, or names its form itself. */
  const step = (name: string, hours: number, by: string, more: object): Step => {
    const planned = plusHours(opened, hours);
    const moment = planned > now ? now : planned;
    return [
      { ...commandAt(name, moment), ...more },
      { worker: demoWorker(by), now: moment },
    ];
  };
  const filled = (form: string, name: string, hours: number, by: string, more: object): Step =>
    step(name, hours, by, { formVersion: versionOf(form), ...more });
  return {
    now,
    step,
    answersOf,
    opening: (): Step =>
      filled('first-contact', 'first-contact', 0, child.openedBy, {
        team: demoTeam(child.team),
        answers: answersOf(child.firstContact),
      }),
    section: (
      form: string,
      hours: number,
      answers: unknown,
      { by = child.worker, basedOn = 0, name = form } = {},
    ): Step => filled(form, name, hours, by, { basedOn, answers: answersOf(answers) }),
    facts: (daysAgo: number) => {
      // After registration and consent of the first day, before risk and plan.
      const planned = plusHours(now, -24 * daysAgo + 3);
      const asked = planned > now ? now : planned;
      return [
        commandAt(`facts-${daysAgo}`, asked),
        { worker: demoWorker(child.worker), now: asked },
      ] as const;
    },
    plan: (actions: readonly unknown[]): Step =>
      filled('plan', 'plan', 5, child.worker, { basedOn: 0, actions: actions.map(answersOf) }),
    judgement: (
      { by, ...judgement }: NonNullable<DemoChild['planJudged']>,
      basedOn: number,
    ): Step => step('plan-judged', 6, by, { basedOn, ...judgement }),
  };
}
