import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { Reference } from '#kernel/form-answers.ts';
import type { Form } from '#kernel/form.ts';
import { EntryId, type RecordId, type WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { RecordType } from '#kernel/record-type.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import type { Database, Sql } from '#platform/database/open-database.ts';
import type { Call } from '#platform/http/call.ts';
import type { Author, JournalRefusal, Receipt } from '#platform/journal/append-entries.ts';
import { changeRecord, type IsSame } from '#platform/journal/change-record.ts';
import { type OpenRecord, stateOf } from '#platform/journal/open-record.ts';
import type { HoldingKey } from '#platform/vault/holding-key.ts';
import type { KeyOpener } from '#platform/vault/record-keys.ts';
import {
  type IdentificationState,
  identificationSection,
} from '../domain/identification-section.ts';
import type { MadeTwo } from '../domain/made.ts';
import type { Ruleset } from '../domain/ruleset.ts';

/** What the handlers of this slice work with; put together once by the server. */
export type IdentificationDesk = {
  readonly database: Database;
  readonly opener: KeyOpener;
  readonly holdingKey: HoldingKey;
  /** The kind of record that the identification part stands in. */
  readonly recordType: RecordType;
  readonly ruleset: Ruleset;
  readonly formOf: (id: string, version: number) => Form | undefined;
  readonly reference: Reference;
  readonly actorOf: (tx: Sql, author: Author) => Promise<Actor>;
  readonly namesOf: (tx: Sql, ids: Iterable<WorkerId>) => Promise<ReadonlyMap<WorkerId, string>>;
};

export type Commanded = {
  readonly recordId: RecordId;
  readonly entryId: EntryId;
  readonly deviceTime: Instant;
};

export type Judged = {
  readonly state: IdentificationState;
  readonly actor: Actor;
  readonly record: OpenRecord;
  readonly made: MadeTwo;
};

export type CommandRefusal =
  | AccessRefusal
  | Exclude<JournalRefusal, { code: 'journal.record.unknown' }>
  | { readonly code: 'identification.case.unknown' };

export type ReceiptView = {
  readonly entryId: EntryId;
  readonly position: number;
  readonly at: Instant;
  readonly replayed: boolean;
};

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
  const author = authorOf(call);
  const changed = await desk.database.attempt(author, (tx) =>
    changeRecord<Why | AccessRefusal>(tx, desk.opener, {
      recordType: desk.recordType,
      recordId: input.recordId,
      author,
      action: 'identification.opened-to-write',
      entryId: input.entryId,
      isSame,
      decide: async (record) => {
        const actor = await desk.actorOf(tx, author);
        const permitted = permit(actor, {
          action: 'write-section',
          record: accessOf(record),
          class: 'care',
        });
        const state = stateOf(record, identificationSection);
        if (!permitted.ok || !state) return permitted.ok ? noCare() : permitted;
        const decided = decide({ state, actor, record, made: madeOf(input, call) });
        return decided.ok ? accept({ entries: decided.value }) : decided;
      },
    }),
  );
  if (!changed.ok) return toldOf(changed.refusal);
  const [first] = changed.value;
  if (!first) throw new Error('A command that wrote nothing');
  return accept(receiptView(first));
}

export function authorOf(call: Call): Author {
  return { worker: call.worker, purpose: call.purpose };
}

export function accessOf(record: OpenRecord) {
  return { team: record.card.team, readable: record.readable, writable: record.writable };
}

/** Whether the actor is a supervisor of the team that answers for the record. */
export function isSupervisor({ actor, record }: Pick<Judged, 'actor' | 'record'>): boolean {
  return actor.abilities.get(record.card.team)?.has('approve-plan') ?? false;
}

function noCare(): Result<never, AccessRefusal> {
  return refuse({ code: 'access.denied.class', class: 'care' });
}

function toldOf<Why extends Refusal>(
  refusal: Why | AccessRefusal | JournalRefusal,
): Result<never, Why | CommandRefusal> {
  if (isUnknownRecord(refusal)) return refuse({ code: 'identification.case.unknown' });
  return { ok: false, refusal };
}

function isUnknownRecord(refusal: Refusal): refusal is { readonly code: 'journal.record.unknown' } {
  return refusal.code === 'journal.record.unknown';
}

function madeOf(input: Commanded, call: Call): MadeTwo {
  const { entryId, deviceTime } = input;
  const evaluationId = EntryId.parse(call.mintId());
  return { entryId, deviceTime, now: call.now, by: call.worker, evaluationId };
}

function receiptView({ id, position, serverTime, replayed }: Receipt): ReceiptView {
  return { entryId: id, position, at: serverTime, replayed };
}
