import {
  type BasedOn,
  draft,
  type Filled,
  isOutdated,
  type Made,
  type MovedOn,
} from '#kernel/command.ts';
import type { ClockMoves } from '#kernel/clock.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import type { AnySection } from '#kernel/record-type.ts';

export type Part<Why extends Refusal> = {
  readonly type: string;
  readonly section: AnySection;
  /** Why the answers cannot stand. */
  readonly judge: () => Result<true, Why>;
  readonly clocks: () => ClockMoves;
};

/** PR-1: one part written down. What stood before stays in the journal; the newest holds. */
export function recordPart<Why extends Refusal>(
  seen: BasedOn,
  made: Made,
  filled: Filled,
  { type, section, judge, clocks }: Part<Why>,
): Result<readonly DraftEntry[], Why | MovedOn> {
  if (isOutdated(seen)) return refuse({ code: 'section.moved-on', current: seen.current });
  const judged = judge();
  if (!judged.ok) return judged;
  const body = { answers: filled.answers, at: made.now, clocks: clocks() };
  return accept([draft(made, section, { type, form: filled.form, body })]);
}

/** The first refusal of several questions, asked in order. */
export function allOf<Why extends Refusal>(
  ...verdicts: readonly Result<true, Why>[]
): Result<true, Why> {
  return verdicts.find((verdict) => !verdict.ok) ?? accept(true);
}
