import { me as readMe, signOut as endSession } from '#capabilities/access/endpoints.ts';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { Refusal } from '#kernel/result.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Api } from '#platform/design/calling/api.tsx';
import { dropAllDrafts } from '#platform/design/form/drafts.ts';
import { createApi } from './api-client.ts';

export type Me = OutputOf<typeof readMe>;

export type SessionState =
  | { readonly state: 'waiting' }
  | { readonly state: 'signed-out' }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'signed-in'; readonly me: Me };

export type SessionSnapshot = { readonly now: SessionState; readonly purpose: Purpose };

export type SessionStore = {
  readonly api: Api;
  readonly snapshot: () => SessionSnapshot;
  readonly subscribe: (changed: () => void) => () => void;
  readonly choosePurpose: (purpose: Purpose) => void;
  /** Asks the server again who is signed in. */
  readonly refresh: () => Promise<void>;
  /** Ends the session; a refusal means that it still stands, and the person must know. */
  readonly signOut: () => Promise<Refusal | undefined>;
};

const DEFAULT_PURPOSE: Purpose = 'child-protection';

/** Who is at the screen, and why. One for each page that is open. */
export function createSessionStore(send: typeof fetch): SessionStore {
  let held: SessionSnapshot = { now: { state: 'waiting' }, purpose: DEFAULT_PURPOSE };
  let lastWorker: string | undefined;
  const watchers = new Set<() => void>();
  const hold = (next: Partial<SessionSnapshot>) => {
    held = { ...held, ...next };
    for (const changed of watchers) changed();
  };
  const api = createApi({
    fetch: send,
    purpose: () => held.purpose,
    onSignedOut: () => hold({ now: { state: 'signed-out' } }),
  });
  const welcome = (me: Me) => {
    // A session may end by itself while someone writes; the draft waits for the same person only.
    if (lastWorker !== undefined && lastWorker !== me.worker.id) dropAllDrafts();
    lastWorker = me.worker.id;
    const purpose = me.purposes.includes(held.purpose) ? held.purpose : me.purposes[0];
    hold({ now: { state: 'signed-in', me }, purpose: purpose ?? DEFAULT_PURPOSE });
  };
  return {
    api,
    snapshot: () => held,
    subscribe: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    choosePurpose: (purpose) => hold({ purpose }),
    refresh: async () => {
      const answer = await api.call(readMe, {});
      if (answer.ok) welcome(answer.value);
      else if (answer.refusal.code !== 'sign-in.required') {
        hold({ now: { state: 'refused', refusal: answer.refusal } });
      }
    },
    signOut: async () => {
      const ended = await api.call(endSession, {});
      if (!ended.ok && ended.refusal.code !== 'sign-in.required') return ended.refusal;
      dropAllDrafts();
      hold({ now: { state: 'signed-out' } });
      return undefined;
    },
  };
}
