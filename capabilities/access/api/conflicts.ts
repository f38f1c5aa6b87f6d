import { accept, refuse } from '#kernel/result.ts';
import type { InputOf } from '#kernel/endpoint.ts';
import { accessOf } from '#kernel/open-record.ts';
import type { SqlTransaction } from '#platform/database/open-database.ts';
import type { Call } from '#platform/http/call.ts';
import { authorOf, receiptView } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { openRecord } from '#platform/journal/open-record.ts';
import { type AccessRefusal, permit } from '../domain/policy.ts';
import type { declareConflict, liftConflict } from '../record-endpoints.ts';
import { blocksInForce, liftBlocks, shutOut } from '../storage/blocks.ts';
import { colleagueNames } from '../storage/colleague-names.ts';
import { loadActor } from '../storage/load-actor.ts';
import { type RecordDesk, writeAccessEntry } from './record-desk.ts';

type Declared = InputOf<typeof declareConflict>;
type DeclareRefusal =
  | AccessRefusal
  | { readonly code: 'access.worker.unknown' }
  | { readonly code: 'access.conflict.declared-before' };

/**
 * AC-8: shuts a worker out, from this moment and whatever was granted. Whoever shuts themselves out
 * sees nothing more either, and is told so by the next request.
 */
export function declareConflictHandler(desk: RecordDesk): Handler<typeof declareConflict> {
  return (input, call) =>
    desk.database.attempt(authorOf(call), async (tx) => {
      const asked = { recordType: desk.recordType, action: 'access.opened-to-write' };
      const record = await openRecord(tx, desk.opener, { ...asked, recordId: input.recordId });
      if (!record) return refuse({ code: 'access.record.unknown' });
      return record.writable.has('care')
        ? declareWithEntry(tx, desk, input, call)
        : declareOneself(tx, input, call);
    });
}

async function declareWithEntry(tx: SqlTransaction, desk: RecordDesk, input: Declared, call: Call) {
  const { recordId, worker, kind } = input;
  const entry = { type: 'access.conflict-declared', said: { worker, kind } };
  const judged = await writeAccessEntry<DeclareRefusal>(
    tx,
    desk,
    { input, call, entry },
    async (record) => {
      const actor = await loadActor(tx, authorOf(call));
      const request = { action: 'declare-conflict', record: accessOf(record), worker } as const;
      const permitted = permit(actor, request);
      if (!permitted.ok) return permitted;
      if (!(await isKnown(tx, worker))) return refuse({ code: 'access.worker.unknown' });
      return (await isShutOut(tx, input))
        ? refuse({ code: 'access.conflict.declared-before' })
        : accept({});
    },
  );
  if (!judged.ok) return judged;
  // Last: whoever shuts themselves out could not write the entry after it.
  if (!judged.value.replayed) await shutOut(tx, recordId, worker, kind);
  return accept({ receipt: receiptView(judged.value) });
}

/** Whoever may read but not write shuts themselves out all the same; the access log tells of it. */
async function declareOneself(tx: SqlTransaction, input: Declared, call: Call) {
  if (input.worker !== call.worker)
    return refuse({ code: 'access.denied.class', class: 'care' } as const);
  await shutOut(tx, input.recordId, input.worker, input.kind);
  return accept({ receipt: null });
}

export function liftConflictHandler(desk: RecordDesk): Handler<typeof liftConflict> {
  return (input, call) =>
    desk.database.attempt(authorOf(call), async (tx) => {
      const { recordId, worker, reason } = input;
      const entry = { type: 'access.conflict-lifted', said: { worker, reason } };
      const written = await writeAccessEntry<
        AccessRefusal | { readonly code: 'access.conflict.unknown' }
      >(tx, desk, { input, call, entry }, async (record) => {
        const actor = await loadActor(tx, authorOf(call));
        const request = { action: 'lift-conflict', record: accessOf(record), worker } as const;
        const permitted = permit(actor, request);
        if (!permitted.ok) return permitted;
        const blocks = await blocksInForce(tx, recordId);
        return blocks.some((block) => block.worker === worker)
          ? accept({})
          : refuse({ code: 'access.conflict.unknown' });
      });
      if (!written.ok) return written;
      if (!written.value.replayed) await liftBlocks(tx, recordId, worker);
      return accept({ receipt: receiptView(written.value) });
    });
}

async function isKnown(tx: SqlTransaction, worker: Declared['worker']): Promise<boolean> {
  return (await colleagueNames(tx, [worker])).has(worker);
}

async function isShutOut(
  tx: SqlTransaction,
  { recordId, worker, kind }: Declared,
): Promise<boolean> {
  const blocks = await blocksInForce(tx, recordId);
  return blocks.some((block) => block.worker === worker && block.kind === kind);
}
