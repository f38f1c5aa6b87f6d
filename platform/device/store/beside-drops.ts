import type { RecordId } from '#kernel/ids.ts';
import type { DeviceStore, StoreChange } from '../device-store.ts';

/** What goes together with records or classes that are dropped, and who is told that it went. */
export type BesideDrop = {
  readonly changes: readonly StoreChange[];
  /** The commit ended, whether it did anything or not. */
  readonly ended: () => void;
};

/**
 * A store whose every commit that drops a record, or classes of one, also carries what else holds words
 * of it, as a search does: all of it goes, or nothing, wherever the browser is killed.
 */
export function besideDrops(
  store: DeviceStore,
  beside: (dropped: readonly RecordId[]) => Promise<BesideDrop>,
): DeviceStore {
  return {
    ...store,
    commit: async (changes) => {
      const dropped = droppedIn(changes);
      if (dropped.length === 0) return store.commit(changes);
      const { changes: more, ended } = await beside(dropped);
      try {
        await store.commit([...changes, ...more]);
      } finally {
        ended();
      }
    },
  };
}

function droppedIn(changes: readonly StoreChange[]): readonly RecordId[] {
  const ids = changes.flatMap((change) =>
    'drop' in change && (change.drop === 'record' || change.drop === 'classes')
      ? [change.recordId]
      : [],
  );
  return [...new Set(ids)];
}
