import type { SyncState } from '../field-device.ts';
import { isBackupDue, needsAttention } from './judged-item.ts';
import type { LoopView } from './sync-loop.ts';
import type { SyncParts } from './sync-parts.ts';

/** The part of the state that is counted from what the device holds. */
export type Counted = Omit<SyncState, keyof LoopView>;

export const nothingCounted: Counted = {
  waiting: 0,
  oldestAt: null,
  attention: 0,
  lastContactAt: null,
  records: 0,
  incomplete: 0,
  isBackupDue: false,
};

/** Counts anew. `records` is asked only when it may have changed. */
export async function count(
  parts: Pick<SyncParts, 'store' | 'clock'>,
  before: Counted,
  recordsChanged: boolean,
): Promise<Counted> {
  const meta = await parts.store.meta();
  const outbox = await parts.store.outbox();
  const waiting = outbox.filter(({ state }) => state === 'waiting');
  return {
    waiting: waiting.length,
    oldestAt: waiting[0]?.writtenAt ?? null,
    attention: outbox.filter(needsAttention).length,
    lastContactAt: meta.lastContactAt,
    records: recordsChanged ? (await parts.store.recordIds()).length : before.records,
    incomplete: Object.keys(meta.backfill).length,
    isBackupDue: isBackupDue(outbox, meta.lastBackupAt, parts.clock.now()),
  };
}
