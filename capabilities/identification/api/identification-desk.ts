import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { ClockMoves } from '#kernel/clock.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { EntryId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import { fold } from '#kernel/record-type.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import {
  type Commanded,
  changeSection,
  type Judged as JudgedOn,
} from '#platform/commands/change-section.ts';
import { type CommandDesk, type ReceiptView } from '#platform/commands/command-desk.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import type { Call } from '#platform/http/call.ts';
import type { JournalRefusal } from '#platform/journal/append-entries.ts';
import type { IsSame } from '#platform/journal/change-record.ts';
import { accessOf, stateOf } from '#kernel/open-record.ts';
import type { OpenRecord } from '#platform/journal/open-record.ts';
import {
  type IdentificationState,
  identificationSection,
} from '../domain/identification-section.ts';
import type { MadeTwo } from '../domain/made.ts';
import type { Ruleset } from '../domain/ruleset.ts';
import { isPresumedTrafficked } from '../domain/views.ts';

/** What the handlers of this slice work with; put together once by the server. */
export type IdentificationDesk = CommandDesk<Actor, AccessRefusal> & {
  readonly ruleset: Ruleset;
  /** What other parts of the record start when the child is treated as trafficked from now on. */
  readonly whenPresumed: (record: OpenRecord, at: Instant) => ClockMoves;
};

export type Judged = Pick<JudgedOn<Actor>, 'actor' | 'record'> & {
  readonly state: IdentificationState;
  readonly made: MadeTwo;
};

export type CommandRefusal =
  | AccessRefusal
  | Exclude<JournalRefusal, { code: 'journal.record.unknown' }>
  | { readonly code: 'identification.case.unknown' };

export type Command<Why extends Refusal> = {
  /** Whether the entry that stands under the sender's id is this very command. */
  readonly isSame: IsSame;
  readonly decide: (judged: Judged) => Result<readonly DraftEntry[], Why | AccessRefusal>;
};

/** Runs a command on the identification part: permit, decide, append, in one transaction. */
export async function command<Why extends Refusal>(
  desk: IdentificationDesk,
  input: Commanded,
  call: Call,
  { isSame, decide }: Command<Why>,
): Promise<Result<ReceiptView, Why | CommandRefusal>> {
  const changed = await changeSection<Actor, Why | AccessRefusal>(desk, input, call, {
    action: 'identification.opened-to-write',
    isSame,
    decide: ({ actor, record }) => {
      const request = { action: 'write-section', record: accessOf(record), class: 'care' } as const;
      const permitted = permit(actor, request);
      const state = stateOf(record, identificationSection);
      if (!permitted.ok || !state) return permitted.ok ? noCare() : permitted;
      const decided = decide({ state, actor, record, made: madeOf(input, call) });
      if (!decided.ok) return decided;
      return accept({ entries: withClocks(desk, record, state, decided.value, call) });
    },
  });
  return nameUnknown(changed, 'identification.case.unknown');
}

/** The evaluation by which a child comes to be treated as trafficked starts what must follow at once. */
function withClocks(
  { whenPresumed }: Pick<IdentificationDesk, 'whenPresumed'>,
  record: OpenRecord,
  before: IdentificationState,
  entries: readonly DraftEntry[],
  call: Call,
): readonly DraftEntry[] {
  const { recordId } = record;
  const written = { recordId, author: call.worker, purpose: call.purpose };
  const folded = entries.map((entry) => ({ ...entry, ...written }));
  if (!isPresumedTrafficked(fold(identificationSection, before, folded))) return entries;
  const clocks = whenPresumed(record, call.now);
  return entries.map((entry) =>
    entry.type === 'identification.evaluated' && Object.keys(clocks).length > 0
      ? { ...entry, body: { ...entry.body, clocks } }
      : entry,
  );
}

/** Whether the actor is a supervisor of the team that answers for the record. */
export function isSupervisor({ actor, record }: Pick<Judged, 'actor' | 'record'>): boolean {
  return actor.abilities.get(record.card.team)?.has('approve-plan') ?? false;
}

function noCare(): Result<never, AccessRefusal> {
  return refuse({ code: 'access.denied.class', class: 'care' });
}

function madeOf(input: Commanded, call: Call): MadeTwo {
  const { entryId, deviceTime } = input;
  const evaluationId = EntryId.parse(call.mintId());
  return { entryId, deviceTime, now: call.now, by: call.worker, evaluationId };
}
