import type { RecordId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { Refusal } from '#kernel/result.ts';
import type { PulledPage } from '#platform/sync/protocol/pull.ts';
import type { SyncMeta } from '../device-store.ts';
import { storageRefusalOf } from '../storage-failure.ts';
import { askPage, changedEpoch, isStill } from './ask-page.ts';
import { backfillRecords, type Verifying } from './backfill-records.ts';
import { beginEpoch } from './begin-epoch.ts';
import { carryOutOrders } from './carry-out-orders.ts';
import { type Asked, contentOf } from './keep-page.ts';
import { pushItems } from './push-items.ts';
import type { Round, SyncParts } from './sync-parts.ts';
import { wipeDevice } from './wipe-device.ts';

/** A round that keeps finding the ground moved under it gives up, and is tried later. */
const MOST_RESTARTS = 5;

export type PullRound = Round & {
  /** Everything of this device is gone; its database can be removed. */
  readonly isWiped: boolean;
  /** What is known of the worker has changed at the server. */
  readonly hasNewFacts: boolean;
};

type Fetching = {
  readonly changed: Set<RecordId>;
  readonly verifying: Verifying;
  hasNewFacts: boolean;
  isWiped: boolean;
  restarts: number;
};

/** Fetches what has changed, orders first, then the older entries that are still wanted. */
export async function pullPages(parts: SyncParts): Promise<PullRound> {
  return await parts.withLock('pull', async () => {
    const round: Fetching = {
      changed: new Set(),
      verifying: new Map(),
      hasNewFacts: false,
      isWiped: false,
      restarts: 0,
    };
    let failure: Refusal | null;
    try {
      failure = await pullAll(parts, round);
    } catch (thrown) {
      const refusal = storageRefusalOf(thrown);
      if (!refusal) throw thrown;
      failure = refusal;
    }
    const { changed, isWiped, hasNewFacts } = round;
    return { failure, changed, isWiped, hasNewFacts };
  });
}

async function pullAll(parts: SyncParts, round: Fetching): Promise<Refusal | null> {
  const live = async () => pullLive(parts, round);
  const failure = await live();
  if (failure || round.isWiped) return failure;
  const older = await backfillRecords(parts, round, live);
  // The last pages are confirmed at once: who could know since when is asked of the confirmations.
  return older.failure ?? (older.pages > 0 && !round.isWiped ? await live() : null);
}

/** Follows the journal until no further page waits. */
async function pullLive(parts: SyncParts, round: Fetching): Promise<Refusal | null> {
  for (;;) {
    if (round.restarts > MOST_RESTARTS) return { code: 'request.unavailable' };
    const meta = await parts.store.meta();
    const answer = await askPage(parts, meta, []);
    if (!answer.ok) {
      const failure = await heed(parts, round, meta, answer.refusal);
      if (failure) return failure;
      continue;
    }
    const page = answer.value;
    if (meta.epoch === null && (await hasSent(parts))) {
      await enterEpoch(parts, round, null, page.epoch);
      continue;
    }
    const wiping = page.control.find(({ kind }) => kind === 'wipe');
    const isKept = await takePage(parts, round, meta, page);
    if (wiping) return await wipe(parts, round, wiping.number);
    if (!isKept) round.restarts += 1;
    if (isKept && !page.more) return null;
  }
}

/** Orders first; of a page that orders a wipe nothing else is taken. */
async function takePage(
  parts: SyncParts,
  round: Fetching,
  meta: SyncMeta,
  page: PulledPage,
): Promise<boolean> {
  const orders = await carryOutOrders(parts, meta, page.control);
  for (const recordId of orders.touched) {
    round.changed.add(recordId);
    round.verifying.delete(recordId);
  }
  if (!orders.isDone || page.control.some(({ kind }) => kind === 'wipe')) return false;
  return await keepLivePage(parts, round, meta, page);
}

/** What a refusal asks of the device; null when it is to ask again at once. */
async function heed(
  parts: SyncParts,
  round: Fetching,
  meta: SyncMeta,
  refusal: Refusal,
): Promise<Refusal | null> {
  if (refusal.code === 'sync.device.revoked') return await wipe(parts, round, null);
  const changed = changedEpoch(refusal);
  if (!changed) return refusal;
  await enterEpoch(parts, round, meta.epoch, changed.epoch);
  return null;
}

async function enterEpoch(
  parts: SyncParts,
  round: Fetching,
  before: string | null,
  epoch: string | null,
): Promise<void> {
  round.restarts += 1;
  round.verifying.clear();
  await beginEpoch(parts, before, epoch);
  const offered = await pushItems(parts);
  for (const recordId of offered.changed) round.changed.add(recordId);
}

/** Sent before it ever fetched: the epoch of then is not known, so all is offered once more. */
async function hasSent(parts: SyncParts): Promise<boolean> {
  return (await parts.store.outbox()).some(({ state }) => state === 'answered');
}

/** The page with its cursor in one commit; false when what is kept has moved on meanwhile. */
async function keepLivePage(
  parts: SyncParts,
  round: Fetching,
  before: SyncMeta,
  page: PulledPage,
): Promise<boolean> {
  const controlSeen = page.control.reduce((most, { number }) => Math.max(most, number), 0);
  const asked: Asked = { ...before, controlSeen: Math.max(before.controlSeen, controlSeen) };
  const wasKept = await parts.withLock('kept', async () => {
    const meta = await parts.store.meta();
    if (!isStill(meta, asked)) return undefined;
    const content = await contentOf(parts, page, () => true);
    const now = instantAt(parts.clock.now());
    const confirmed = new Set(before.unconfirmed);
    const backfill: Record<RecordId, number> = { ...meta.backfill };
    for (const recordId of content.added) backfill[recordId] ??= 0;
    const value: SyncMeta = {
      ...meta,
      epoch: page.epoch,
      cursor: page.cursor,
      unconfirmed: [...meta.unconfirmed.filter((one) => !confirmed.has(one)), page.page],
      backfill,
      facts: page.facts,
      isTakenBack: false,
      lastContactAt: now,
      lastPullAt: page.more ? meta.lastPullAt : now,
    };
    await parts.store.commit([...content.changes, { put: 'meta', value }]);
    for (const { recordId, position } of page.entries) {
      round.verifying.get(recordId)?.told.add(position);
    }
    return { touched: content.touched, hasNewFacts: meta.facts !== page.facts };
  });
  if (!wasKept) return false;
  round.hasNewFacts ||= wasKept.hasNewFacts;
  for (const recordId of wasKept.touched) round.changed.add(recordId);
  return true;
}

/** Confirms a wipe once everything is gone; the server needs no more than the number. */
async function wipe(
  parts: SyncParts,
  round: Fetching,
  order: number | null,
): Promise<Refusal | null> {
  for (const recordId of await parts.store.recordIds()) round.changed.add(recordId);
  round.isWiped = await wipeDevice(parts);
  if (!round.isWiped) return { code: 'sync.device.revoked' };
  if (order !== null) {
    await askPage(parts, { ...(await parts.store.meta()), controlSeen: order }, []);
  }
  return { code: 'sync.device.revoked' };
}
