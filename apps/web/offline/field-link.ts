import type { Api } from '#platform/design/calling/api.tsx';
import type { FieldDevice } from '#platform/device/field-device.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { CaseSearches } from './case-searches.ts';
import type { Me } from '../session-store.ts';

/** The field device of this browser with what the app does on it; loaded only where it is used. */
export type FieldSide = {
  readonly device: FieldDevice;
  /** Searches what the device carries, where it carries anything. */
  readonly search?: Pick<CaseSearches, 'here' | 'subscribe'>;
  /** Tells what has changed on whichever device is unlocked. */
  readonly watch?: FieldLink['watch'];
  /** The way to the server, with the device before and behind it. */
  readonly apiOver: (direct: Api, purpose: () => Purpose) => Api;
  /** Who the device belongs to, as the server last told it; undefined while it is locked. */
  readonly keptMe: () => Promise<Me | undefined>;
  /** The server has just told who is here: what the device knows of them is renewed. */
  readonly keepMe: (me: Me) => Promise<void>;
};

/** The way from the session to the field device, which most browsers do not have. */
export type FieldLink = {
  readonly side: () => FieldSide | undefined;
  /** Where a worker has set up work without a network, everything waits until that is there. */
  readonly begin: () => Promise<FieldSide | undefined>;
  /** For the screen that sets one up. */
  readonly load: () => Promise<FieldSide>;
  readonly subscribe: (changed: () => void) => () => void;
  /** Something has changed of what the device answers: of these records; without ids, of its worker. */
  readonly watch: (changed: (recordIds: readonly string[]) => void) => () => void;
};

/** The directory of field devices in this browser; its name tells nothing of anybody. */
const DIRECTORY = 'amparo-field';

export function linkField(parts: {
  readonly load: () => Promise<FieldSide>;
  readonly hasField: () => Promise<boolean>;
}): FieldLink {
  let loaded: FieldSide | undefined;
  let loading: Promise<FieldSide> | undefined;
  const watchers = new Set<() => void>();
  const changes = new Set<(recordIds: readonly string[]) => void>();
  const tell = () => {
    for (const changed of watchers) changed();
  };
  const load = () => {
    loading ??= parts.load().then((side) => {
      loaded = side;
      side.device.subscribe(tell);
      side.search?.subscribe(tell);
      side.watch?.((recordIds) => {
        for (const changed of changes) changed(recordIds);
      });
      tell();
      return side;
    });
    return loading;
  };
  return {
    side: () => loaded,
    load,
    begin: async () => ((await parts.hasField()) ? load() : loaded),
    subscribe: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    watch: (changed) => {
      changes.add(changed);
      return () => changes.delete(changed);
    },
  };
}

/** For browsers and tests without any field device: nothing is loaded and nothing differs. */
export const NO_FIELD: FieldLink = linkField({
  load: () => Promise.reject(new Error('There is no field device here')),
  hasField: () => Promise.resolve(false),
});

/** Whether somebody has set up work without a network in this browser. */
export async function hasFieldHere(): Promise<boolean> {
  try {
    const databases = await globalThis.indexedDB.databases();
    return databases.some(({ name }) => name === DIRECTORY);
  } catch {
    // A browser that keeps nothing, as in a private window.
    return false;
  }
}
