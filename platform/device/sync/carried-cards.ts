import type { RecordId } from '#kernel/ids.ts';
import type { CarriedRecord } from '#platform/sync/protocol/pull.ts';
import type { DeviceStore } from '../device-store.ts';

type Sources = {
  readonly store: Pick<DeviceStore, 'records' | 'record'>;
  readonly watch: (changed: (recordIds: readonly RecordId[]) => void) => () => void;
};

/**
 * The cards of all that a device carries, for lists. Opening two thousand takes seconds on a cheap
 * phone, so they are opened once, and then only those that changed. They go with the page's lock.
 */
export function carriedCards({ store, watch }: Sources) {
  const cards = new Map<RecordId, CarriedRecord>();
  const changed = new Set<RecordId>();
  let isLoaded = false;
  let underWay: Promise<unknown> = Promise.resolve();
  watch((recordIds) => {
    for (const recordId of recordIds) changed.add(recordId);
  });
  const load = async () => {
    // What changes from here on is read again the next time.
    changed.clear();
    const all = await store.records();
    cards.clear();
    for (const one of all) cards.set(one.recordId, one);
    isLoaded = true;
  };
  const follow = async () => {
    for (const recordId of changed) {
      changed.delete(recordId);
      // Taken off first: what cannot be read must not stand as it was.
      cards.delete(recordId);
      const now = await store.record(recordId);
      if (now) cards.set(recordId, now);
    }
  };
  /** Every card as it is now; one after the other, so that no older reading ends later. */
  return (): Promise<readonly CarriedRecord[]> => {
    const reading = underWay.then(async () => {
      await (isLoaded ? follow() : load());
      return [...cards.values()];
    });
    underWay = reading.catch(() => {
      isLoaded = false;
    });
    return reading;
  };
}
