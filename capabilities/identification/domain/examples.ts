import { CalendarDay } from '#kernel/calendar-day.ts';
import { EntryId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { AgeEvidence } from './age-at-event.ts';
import type { EvaluationContext } from './evaluate.ts';
import { type EvidenceKind, Statement } from './fact.ts';
import type { MadeTwo } from './made.ts';

/** For tests only. Everyone here is invented. */
export const today = CalendarDay.parse('2026-11-24');
export const now = Instant.parse('2026-11-24T09:00:00.000Z');
export const sela = WorkerId.parse('00000000-0000-7000-8000-0000000000d1');
export const paz = WorkerId.parse('00000000-0000-7000-8000-0000000000d2');

let made = 0;
export function anEntryId(): EntryId {
  made += 1;
  return EntryId.parse(`00000000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`);
}

export function aMade(over: Partial<MadeTwo> = {}): MadeTwo {
  return {
    entryId: anEntryId(),
    evaluationId: anEntryId(),
    deviceTime: now,
    now,
    by: sela,
    ...over,
  };
}

export type StatementOver = { evidence?: EvidenceKind; by?: WorkerId; on?: string };

export function stated(
  fact: string,
  value: Statement['value'] = 'yes',
  over: StatementOver = {},
): Statement {
  const usual = { evidence: 'child-disclosed', by: sela, on: today };
  return Statement.parse({ fact, value, ...usual, ...over });
}

/** Facts that are so, as the child told them to Sela today. */
export function saying(...facts: readonly string[]): readonly Statement[] {
  return facts.map((fact) => stated(fact));
}

export function ageStated(least: number, most: number): EvaluationContext {
  const agesAtEvent = [{ least, most, basis: 'child' }];
  return { age: AgeEvidence.parse({ agesAtEvent }), asOf: today };
}

export const aChild = ageStated(13, 13);
export const anAdult = ageStated(30, 30);
export const ageNotKnown: EvaluationContext = { age: AgeEvidence.parse({}), asOf: today };
