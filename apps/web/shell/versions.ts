import { hasUnkept, keepAllNow } from '#platform/design/form/drafts.ts';
import type { TakenOver } from '../worker/messages-to-worker.ts';

export type VersionState =
  | 'current'
  /** A newer one waits; the person decides when. */
  | 'ready'
  /** It cannot be taken yet: words in a form are nowhere but on this screen. */
  | 'unsaved'
  /** It cannot be taken yet: another window works with the files of this version. */
  | 'others-open'
  | 'taking';

/** A version that waits beside the one on screen. */
export type WaitingVersion = { readonly takeOver: () => Promise<TakenOver> };

/**
 * The versions of the app as a person meets them. Never is one changed under somebody's hands: a
 * newer one waits until it is taken, and is refused while anything typed could be lost by it.
 */
export function createVersions() {
  let state: VersionState = 'current';
  let waiting: WaitingVersion | undefined;
  const watchers = new Set<() => void>();
  const become = (next: VersionState) => {
    state = next;
    for (const changed of watchers) changed();
  };
  return {
    snapshot: () => state,
    subscribe: (changed: () => void) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    found: (version: WaitingVersion) => {
      waiting = version;
      become('ready');
    },
    take: async () => {
      if (!waiting || state === 'taking') return;
      await keepAllNow();
      if (hasUnkept()) return become('unsaved');
      become('taking');
      if ((await waiting.takeOver()) === 'others-open') become('others-open');
    },
  };
}

export type Versions = ReturnType<typeof createVersions>;

/** One for each page: the browser has one service worker for all of them. */
export const versions = createVersions();
