import { RecordId } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/result.ts';
import type { PulledPage } from '#platform/sync/protocol/pull.ts';
import type { StoreChange, SyncMeta } from '../device-store.ts';
import { askPage, changedEpoch } from './ask-page.ts';
import { contentOf } from './keep-page.ts';
import type { SyncParts } from './sync-parts.ts';

/** Requests for older entries that are under way at a time. */
const LANES = 3;

/** Records in one request; the server answers as many as fit its page. */
const MOST_RECORDS = 20;

/** While older entries come, news are asked for this often. */
const LIVE_EVERY = 60_000;

/** Pages that came to nothing, because something else moved, before the round is left. */
const MOST_LOST = 10;

/**
 * Records of which something is here already, and which positions the server has told of them since
 * they were asked for from the first entry on. When all are told, what was not is dropped: a
 * restored server no longer has it. Such records begin anew when the round is cut.
 */
export type Verifying = Map<RecordId, { after: number; readonly told: Set<number> }>;

type Filling = {
  readonly verifying: Verifying;
  readonly changed: Set<RecordId>;
  readonly underWay: Set<RecordId>;
  readonly live: () => Promise<Refusal | null>;
  lastLive: number;
  pages: number;
  lost: number;
  failure: Refusal | null;
};

/** Fetches the older entries of every record that still wants them, several requests at a time. */
export async function backfillRecords(
  parts: SyncParts,
  round: Pick<Filling, 'verifying' | 'changed'>,
  live: () => Promise<Refusal | null>,
): Promise<{ readonly failure: Refusal | null; readonly pages: number }> {
  const filling: Filling = {
    ...round,
    underWay: new Set(),
    live,
    lastLive: parts.clock.now(),
    pages: 0,
    lost: 0,
    failure: null,
  };
  await Promise.all(Array.from({ length: LANES }, async () => fillLane(parts, filling)));
  return { failure: filling.failure, pages: filling.pages };
}

async function fillLane(parts: SyncParts, filling: Filling): Promise<void> {
  while (!filling.failure) {
    const meta = await parts.store.meta();
    const wanted = await takeRecords(parts, meta, filling);
    if (wanted.length === 0) return;
    try {
      await fillOnce(parts, filling, meta, wanted);
    } finally {
      for (const recordId of wanted) filling.underWay.delete(recordId);
    }
    if (!filling.failure && Math.abs(parts.clock.now() - filling.lastLive) > LIVE_EVERY) {
      filling.lastLive = parts.clock.now();
      filling.failure = await filling.live();
    }
  }
}

/** The next records for a request; what is here of them already is verified on the way. */
async function takeRecords(
  parts: SyncParts,
  meta: SyncMeta,
  filling: Filling,
): Promise<readonly RecordId[]> {
  const free = recordIdsOf(meta.backfill).filter((recordId) => !filling.underWay.has(recordId));
  const wanted = free.slice(0, MOST_RECORDS);
  for (const recordId of wanted) filling.underWay.add(recordId);
  for (const recordId of wanted) {
    if (meta.backfill[recordId] !== 0 || filling.verifying.has(recordId)) continue;
    const held = await parts.store.record(recordId);
    if (held) filling.verifying.set(recordId, { after: 0, told: new Set() });
  }
  return wanted;
}

async function fillOnce(
  parts: SyncParts,
  filling: Filling,
  meta: SyncMeta,
  wanted: readonly RecordId[],
): Promise<void> {
  const asked = wanted.map((recordId) => ({
    recordId,
    after: filling.verifying.get(recordId)?.after ?? meta.backfill[recordId] ?? 0,
  }));
  const answer = await askPage(parts, meta, asked);
  if (!answer.ok) {
    // An epoch that changed is the business of the next page of the journal.
    filling.failure = changedEpoch(answer.refusal) ? await filling.live() : answer.refusal;
    if (++filling.lost > MOST_LOST) filling.failure ??= { code: 'request.unavailable' };
    return;
  }
  const page = answer.value;
  if (page.control.some(({ number }) => number > meta.controlSeen)) {
    filling.failure = await filling.live();
  } else if (await keepOlder(parts, filling, meta, toldOf(page, asked))) {
    filling.pages += 1;
    return;
  }
  if (++filling.lost > MOST_LOST) filling.failure ??= { code: 'request.unavailable' };
}

/**
 * How far the page tells of each record. One that is not named waits for a later page while there is
 * more; when there is not, the server has nothing of it for this device.
 */
function toldOf(
  page: PulledPage,
  asked: readonly { recordId: RecordId; after: number }[],
): PulledPage {
  if (page.more) return page;
  const named = new Set(page.backfilled.map(({ recordId }) => recordId));
  const unknown = asked
    .filter(({ recordId }) => !named.has(recordId))
    .map(({ recordId, after }) => ({ recordId, upTo: after, isWhole: true }));
  return { ...page, backfilled: [...page.backfilled, ...unknown] };
}

/** Older entries, and how far they reach, in one commit; false when orders came meanwhile. */
async function keepOlder(
  parts: SyncParts,
  filling: Filling,
  asked: SyncMeta,
  page: PulledPage,
): Promise<boolean> {
  if (page.backfilled.length === 0) return false;
  return await parts.withLock('kept', async () => {
    const meta = await parts.store.meta();
    if (meta.epoch !== asked.epoch || meta.controlSeen !== asked.controlSeen) return false;
    const content = await contentOf(parts, page, (card, held) => card.position >= held.position);
    const backfill: Record<RecordId, number> = { ...meta.backfill };
    const gone: StoreChange[] = [];
    for (const done of page.backfilled) {
      if (!(done.recordId in backfill)) continue;
      gone.push(...(await reached(parts, filling, done, page)));
      if (done.isWhole) delete backfill[done.recordId];
      else if (!filling.verifying.has(done.recordId)) backfill[done.recordId] = done.upTo;
    }
    const unconfirmed = [...meta.unconfirmed, page.page];
    await parts.store.commit([
      ...content.changes,
      ...gone,
      { put: 'meta', value: { ...meta, backfill, unconfirmed } },
    ]);
    for (const { recordId, isWhole } of page.backfilled) {
      filling.changed.add(recordId);
      if (isWhole) filling.verifying.delete(recordId);
    }
    return true;
  });
}

/**
 * Notes how far a record was told. When it is whole, what was not told is dropped; a record that
 * the server has nothing of, not even its card, is dropped with all that it held.
 */
async function reached(
  parts: Pick<SyncParts, 'store'>,
  filling: Filling,
  done: PulledPage['backfilled'][number],
  page: PulledPage,
): Promise<readonly StoreChange[]> {
  const { recordId, isWhole, upTo } = done;
  const verified = filling.verifying.get(recordId);
  if (!verified) return [];
  for (const entry of page.entries) {
    if (entry.recordId === recordId) verified.told.add(entry.position);
  }
  verified.after = upTo;
  if (!isWhole) return [];
  const isKnown = page.records.some((record) => record.recordId === recordId);
  if (!isKnown && verified.told.size === 0) return [{ drop: 'record', recordId }];
  const held = await parts.store.entries(recordId);
  const positions = held
    .map(({ position }) => position)
    .filter((position) => !verified.told.has(position));
  return positions.length === 0 ? [] : [{ drop: 'entries', recordId, positions }];
}

/** The ids of the records in a schedule. */
export function recordIdsOf(backfill: SyncMeta['backfill']): readonly RecordId[] {
  return Object.keys(backfill).map((id) => RecordId.parse(id));
}
