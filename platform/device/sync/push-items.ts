import type { EntryId, RecordId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { Refusal } from '#kernel/result.ts';
import { push } from '#platform/sync/protocol/endpoints.ts';
import type { OpenedOffline, Outcome } from '#platform/sync/protocol/push.ts';
import type { OutboxItem } from '../device-store.ts';
import { storageRefusalOf } from '../storage-failure.ts';
import { askServer } from './ask-server.ts';
import { judgedItem } from './judged-item.ts';
import { nextBatch } from './next-batch.ts';
import type { Round, SyncParts } from './sync-parts.ts';

/** As many lines on opened records as one request may carry. */
const MOST_OPENED = 500;

/** The request itself was not taken; one item of it may be why, and must not hold up the others. */
const ABOUT_THE_REQUEST = new Set(['request.invalid', 'request.too-large']);

export type PushRound = Round & {
  /** The device was taken back; said here too, for its worker may have no session any more. */
  readonly isWipeOrdered: boolean;
};

/**
 * Sends what waits, in the order of its numbers, a batch at a time. An answer that does not come
 * changes nothing. After a `later` the other items of that record wait for the next round, so that
 * nothing overtakes what it builds on; other records go on. `evenIfNothing` asks for orders only.
 */
export async function pushItems(
  parts: SyncParts,
  how: { readonly evenIfNothing: boolean } = { evenIfNothing: false },
): Promise<PushRound> {
  return await parts.withLock('push', async () => {
    const round: Sending = {
      tried: new Set(),
      putOff: new Set(),
      changed: new Set(),
      most: Number.POSITIVE_INFINITY,
      tellsOpened: true,
      asks: how.evenIfNothing,
      isWipeOrdered: false,
    };
    let failure: Refusal | null;
    try {
      failure = await pushAll(parts, round);
    } catch (thrown) {
      const refusal = storageRefusalOf(thrown);
      if (!refusal) throw thrown;
      failure = refusal;
    }
    return { failure, changed: round.changed, isWipeOrdered: round.isWipeOrdered };
  });
}

type Sending = {
  readonly tried: Set<EntryId>;
  readonly putOff: Set<RecordId>;
  readonly changed: Set<RecordId>;
  /** Smaller after the server did not take a request, until the item that it means goes alone. */
  most: number;
  tellsOpened: boolean;
  asks: boolean;
  isWipeOrdered: boolean;
};

async function pushAll(parts: SyncParts, round: Sending): Promise<Refusal | null> {
  let untold: Refusal | null = null;
  for (;;) {
    const waiting = (await parts.store.outbox()).filter(
      ({ state, entryId, recordId }) =>
        state === 'waiting' && !round.tried.has(entryId) && !round.putOff.has(recordId),
    );
    const opened = round.tellsOpened ? (await parts.store.opened()).slice(0, MOST_OPENED) : [];
    if (waiting.length === 0 && opened.length === 0 && !round.asks) return untold;
    const batch = (await nextBatch(waiting)).slice(0, round.most);
    const answer = await sendBatch(parts, batch, opened);
    if (answer.ok) {
      round.asks = false;
      round.isWipeOrdered ||= answer.value.control.some(({ kind }) => kind === 'wipe');
      await keepAnswer(parts, batch, answer.value.outcomes, round);
      await dropOpened(parts, opened.length);
    } else if (!ABOUT_THE_REQUEST.has(answer.refusal.code)) {
      return answer.refusal;
    } else if (opened.length > 0) {
      // The lines may be what it does not take; they must not hold up what people wrote.
      round.tellsOpened = false;
      untold = answer.refusal;
    } else if (batch.length > 1) {
      round.most = Math.ceil(batch.length / 2);
    } else {
      const later = batch.map((item) => putOff(item, answer.refusal));
      await keepAnswer(parts, batch, later, round);
    }
  }
}

async function keepAnswer(
  parts: SyncParts,
  batch: readonly OutboxItem[],
  outcomes: readonly Outcome[],
  round: Sending,
): Promise<void> {
  const judged = await keepOutcomes(parts, batch, outcomes);
  const answered = new Set<EntryId>();
  for (const { entryId, state } of judged) if (state === 'answered') answered.add(entryId);
  for (const { entryId, recordId } of batch) {
    round.tried.add(entryId);
    round.changed.add(recordId);
    if (!answered.has(entryId)) round.putOff.add(recordId);
  }
}

/** An item that the server cannot even read stays, is counted, and is shown to its author. */
function putOff({ number, entryId }: OutboxItem, reason: Refusal): Outcome {
  return { number, entryId, outcome: 'later', reason };
}

async function sendBatch(
  parts: SyncParts,
  batch: readonly OutboxItem[],
  opened: readonly OpenedOffline[],
) {
  return await askServer(push.output, async () =>
    parts.transport.push({
      deviceId: parts.deviceId,
      items: batch.map(({ signed }) => signed),
      opened: [...opened],
    }),
  );
}

/**
 * Keeps what became of items, by their numbers. What was not asked about is ignored, and so is an
 * answer to an item that another page has had answered meanwhile.
 */
export async function keepOutcomes(
  parts: SyncParts,
  asked: readonly OutboxItem[],
  outcomes: readonly Outcome[],
): Promise<readonly OutboxItem[]> {
  return await parts.withLock('kept', async () => {
    const at = instantAt(parts.clock.now());
    const judged: OutboxItem[] = [];
    for (const { entryId, number } of asked) {
      const outcome = outcomes.find((said) => said.number === number);
      if (!outcome || (outcome.entryId !== null && outcome.entryId !== entryId)) continue;
      const item = await parts.store.outboxItem(entryId);
      if (item?.state === 'waiting') judged.push(judgedItem(item, outcome, at));
    }
    const meta = { ...(await parts.store.meta()), lastContactAt: at };
    await parts.store.commit([
      ...judged.map((value) => ({ put: 'outbox', value }) as const),
      { put: 'meta', value: meta },
    ]);
    return judged;
  });
}

/** Lines that were noted while the request was under way stay for the next. */
async function dropOpened(parts: SyncParts, sent: number): Promise<void> {
  if (sent === 0) return;
  await parts.withLock('kept', async () => {
    const rest = (await parts.store.opened()).slice(sent);
    await parts.store.commit([
      { drop: 'opened' },
      ...rest.map((value) => ({ put: 'opened', value }) as const),
    ]);
  });
}
