import { type Instant, instantAt, millisecondsOf } from '#kernel/instant.ts';
import type { FirstOutcome, Outcome } from '#platform/sync/protocol/push.ts';
import type { OutboxItem } from '../device-store.ts';

/** Answered items are kept this long, for a server that is restored from a backup. */
const KEPT_DAYS = 30;

/** Something that the server could not judge this often needs a person's eye. */
const PATIENT_TRIES = 5;

/** What finally became of an item; undefined while it is still open. */
export function finalOutcome(
  item: Pick<OutboxItem, 'state' | 'outcome'>,
): FirstOutcome | undefined {
  if (item.state !== 'answered' || !item.outcome || item.outcome.outcome === 'later') {
    return undefined;
  }
  return item.outcome.outcome === 'duplicate' ? item.outcome.first : item.outcome;
}

/** The item after the server spoke. What was simply accepted needs nothing more of its author. */
export function judgedItem(item: OutboxItem, outcome: Outcome, at: Instant): OutboxItem {
  const tries = item.tries + 1;
  if (outcome.outcome === 'later') return { ...item, tries, outcome };
  const done = { tries, outcome, state: 'answered', answeredAt: at, parcel: null } as const;
  const answered = { ...item, ...done };
  const said = finalOutcome(answered)?.outcome;
  const before = finalOutcome({ state: 'answered', outcome: item.outcome })?.outcome;
  // Offered again to a restored server and answered as before: its author has seen that already.
  return { ...answered, isSettled: said === 'accepted' || (item.isSettled && said === before) };
}

/** Whether a person must look at it: refused, held, in conflict, or put off again and again. */
export function needsAttention(item: OutboxItem): boolean {
  if (item.state === 'answered') return !item.isSettled;
  return item.outcome?.outcome === 'later' && item.tries >= PATIENT_TRIES;
}

/** Whether it has been kept long enough. */
export function isDone(item: OutboxItem, now: number): boolean {
  if (item.state !== 'answered' || !item.isSettled || !item.answeredAt) return false;
  return now - millisecondsOf(item.answeredAt) > KEPT_DAYS * 86_400_000;
}

/**
 * The item for a restored server, as it was signed. What was refused and seen by its author stays
 * answered: they have written anew what they meant, and the old words must not come back.
 */
export function offeredAgain(item: OutboxItem): OutboxItem {
  if (finalOutcome(item)?.outcome === 'refused' && item.isSettled) return item;
  return { ...item, state: 'waiting', answeredAt: null };
}

/** Whether the item stands in the journal, or beside other values in it. */
export function isTaken(item: OutboxItem): boolean {
  const said = finalOutcome(item)?.outcome;
  return said === 'accepted' || said === 'conflicting';
}

/** Something waits for a day and stands in no backup. */
export function isBackupDue(
  items: readonly OutboxItem[],
  lastBackupAt: Instant | null,
  now: number,
): boolean {
  const since = instantAt(Math.max(0, now - 86_400_000));
  return items.some(
    (item) =>
      item.state === 'waiting' &&
      item.writtenAt <= since &&
      (lastBackupAt === null || item.writtenAt > lastBackupAt),
  );
}
