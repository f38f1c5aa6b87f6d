import type { SearchHere } from '#capabilities/cases/ui/find-case.tsx';
import type { RecordId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { DeviceStore } from '#platform/device/device-store.ts';
import type { OpenDevice } from '#platform/device/field-device.ts';
import { withoutKeptSearch } from '#platform/device/search/kept-search.ts';
import type { BesideDrop } from '#platform/device/store/beside-drops.ts';
import type { LocalWork } from './offline-api.ts';
import { type CaseSearch, openCaseSearch } from './open-case-search.ts';

export type CaseSearches = {
  /** Searches what the unlocked device carries; undefined until that is ready, and after the lock. */
  readonly here: () => SearchHere | undefined;
  readonly subscribe: (changed: () => void) => () => void;
  /** A device was unlocked, or was told what it lacked to be searched. */
  readonly begin: (device: OpenDevice) => void;
  /** It was locked. */
  readonly end: () => void;
  /** What goes with records that are dropped, so that no kept word outlives them. */
  readonly beside: (store: DeviceStore, dropped: readonly RecordId[]) => Promise<BesideDrop>;
};

type Current = {
  readonly device: OpenDevice;
  readonly opening: Promise<CaseSearch | undefined>;
  search: CaseSearch | undefined;
};

/** The search of whoever has unlocked the device. One at a time, as one person at a time is here. */
export function caseSearches(
  workOf: (device: OpenDevice) => Promise<LocalWork>,
  now: () => Instant,
): CaseSearches {
  let current: Current | undefined;
  // What is being dropped while no search is open; one that is opened reads what is left.
  let dropping: Promise<void> = Promise.resolve();
  const { tell, subscribe } = listeners();
  const openNow = async (device: OpenDevice) => {
    await dropping;
    const { findable } = await workOf(device);
    return findable && openCaseSearch({ device, ...findable, now });
  };
  const end = () => {
    if (!current) return;
    void current.opening.then((search) => search?.forget());
    current.search?.forget();
    current = undefined;
    tell();
  };
  const begin = (device: OpenDevice) => {
    if (current?.device !== device) end();
    const before = current?.opening ?? Promise.resolve(undefined);
    const opening = before.then((search) => search ?? openNow(device)).catch(() => undefined);
    const begun: Current = { device, opening, search: current?.search };
    current = begun;
    void opening.then((search) => {
      if (current !== begun) return;
      begun.search = search;
      tell();
    });
  };
  /** Of this store and no other: what one person carries must never be written to another. */
  const searchOf = async (store: DeviceStore) => {
    for (;;) {
      const seen = current?.device.store === store ? current : undefined;
      if (!seen) return undefined;
      const search = await seen.opening;
      if (current === seen) return search;
    }
  };
  return {
    here: () => current?.search?.here,
    subscribe,
    begin,
    end,
    beside: async (store, dropped) => {
      const search = await searchOf(store);
      if (search) {
        const changes = [search.without(dropped)];
        return { changes, ended: () => search.dropped(dropped) };
      }
      let ended = () => {};
      const done = new Promise<void>((resolve) => {
        ended = resolve;
      });
      dropping = dropping.then(() => done);
      return { changes: [withoutKeptSearch(now())], ended };
    },
  };
}

function listeners() {
  const watchers = new Set<() => void>();
  return {
    tell: () => {
      for (const changed of watchers) changed();
    },
    subscribe: (changed: () => void) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}
