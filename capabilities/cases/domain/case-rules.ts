import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import { type ClockDefinition, clockMoves, type ClockMoves } from '#kernel/clock.ts';
import type { Made } from '#kernel/command.ts';
import type { DateAsKnown } from '#kernel/date-as-known.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { Answers } from '#kernel/form-answers.ts';
import type { EntryId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import { type OpenRecord, stateOf } from '#kernel/open-record.ts';
import type { Asked, SectionDesk } from '#kernel/section-command.ts';
import { riskSection } from './sections.ts';

/** What the commands of this slice are judged with, on the server and on a device alike. */
export type CaseRules = SectionDesk<Actor, AccessRefusal> & {
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  readonly identification: CaseIdentification;
  /** Clocks that other parts of the case start when something of it is written. */
  readonly clocksBesides: (record: OpenRecord, event: CaseEvent) => ClockMoves;
};

/** Something that is being written into a case, with the answers that it is written with. */
export type CaseEvent = {
  readonly type: string;
  readonly level: string;
  readonly at: Instant;
  readonly answers: Answers;
};

/** What the identification part of a case says to the others, and what they tell it. */
export type CaseIdentification = {
  readonly isPresumedTrafficked: (record: OpenRecord) => boolean;
  readonly mayCaregiverBeAsked: (record: OpenRecord) => boolean;
  /** Whether what is said to have happened lies before this birth. */
  readonly isBornAfterEvent: (record: OpenRecord, birth: DateAsKnown) => boolean;
  /** Registration learned of a birth: the entries to write beside it. */
  readonly birthTold: (
    record: OpenRecord,
    birth: DateAsKnown,
    made: Made & { readonly evaluationId: EntryId },
  ) => readonly DraftEntry[];
};

/** CA-2: what an entry of this moment does to the clocks of the case. */
export function clocksOf(
  { clocks, clocksBesides }: Pick<CaseRules, 'clocks' | 'clocksBesides'>,
  {
    record,
    made,
    first,
  }: Pick<Asked<Actor>, 'record' | 'made'> & Partial<Pick<Asked<Actor>, 'first'>>,
) {
  return (type: string, level: string = stateOf(record, riskSection)?.level ?? 'high') => {
    const event = { type, level, at: made.now };
    return {
      ...clockMoves(clocks.values(), event, record.card.clocks),
      ...clocksBesides(record, { ...event, answers: first?.answers ?? {} }),
    };
  };
}
