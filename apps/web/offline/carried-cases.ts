import type { RecordId } from '#kernel/ids.ts';
import { type Instant, plusHours } from '#kernel/instant.ts';
import type { OutboxItem } from '#platform/device/device-store.ts';
import type { OpenDevice } from '#platform/device/field-device.ts';
import type { CarriedRecord } from '#platform/sync/protocol/pull.ts';
import type { CarriedCase, LocalDesk } from './answers/carried-case.ts';
import { cardOf, openCarried, type Replaying, type WaitingItem } from './answers/open-carried.ts';

/** An answered command is shown until its entries are fetched, which takes minutes and no longer. */
const FETCHED_WITHIN_HOURS = 1;

/** The cases of an unlocked device, each with what waits here on top. */
export function carriedCases(
  device: OpenDevice,
  by: Replaying,
  now: () => Instant,
): Pick<LocalDesk, 'cards' | 'open' | 'peek'> {
  const { store } = device;
  const peek = async (recordId: RecordId): Promise<CarriedCase | undefined> => {
    const [carried, items] = [await store.record(recordId), await store.outbox()];
    const own = waitingOf(items, now()).filter((item) => item.recordId === recordId);
    if (!carried && own.length === 0) return undefined;
    const entries = carried ? await store.entries(recordId) : [];
    return openCarried({ recordId, carried, entries, items: own }, by);
  };
  return {
    peek,
    open: async (recordId, action) => {
      const carried = await peek(recordId);
      if (carried) await device.noteOpened(recordId, action);
      return carried;
    },
    cards: async () => {
      const [records, items] = [await store.records(), await store.outbox()];
      const cards = new Map(records.map((one) => [one.recordId, one]));
      for (const recordId of new Set(waitingOf(items, now()).map((one) => one.recordId))) {
        const carried = await peek(recordId);
        if (carried) cards.set(recordId, cardOf(recordId, carried));
      }
      return [...cards.values()] satisfies readonly CarriedRecord[];
    },
  };
}

/** What this device gave and does not hold as an entry yet: it waits, or was taken just now. */
function waitingOf(items: readonly OutboxItem[], now: Instant): readonly WaitingItem[] {
  return items
    .filter((item) => item.state === 'waiting' || isTakenJustNow(item, now))
    .map(({ entryId, recordId, writtenAt, said }) => ({
      entryId,
      recordId,
      writtenAt,
      operation: said.operation,
      input: said.input,
    }));
}

function isTakenJustNow({ outcome, answeredAt }: OutboxItem, now: Instant): boolean {
  if (!outcome || outcome.outcome === 'later' || answeredAt === null) return false;
  const first = outcome.outcome === 'duplicate' ? outcome.first : outcome;
  const isTaken = first.outcome === 'accepted' || first.outcome === 'conflicting';
  return isTaken && plusHours(answeredAt, FETCHED_WITHIN_HOURS) > now;
}
