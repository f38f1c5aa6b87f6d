import { me as readMe, signOut as endSession } from '#capabilities/access/endpoints.ts';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { Refusal } from '#kernel/result.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Api } from '#platform/design/calling/api.tsx';
import { dropAllDrafts, keepAllNow } from '#platform/design/form/drafts.ts';
import { createApi } from './api-client.ts';

export type Me = OutputOf<typeof readMe>;

export type SessionState =
  | { readonly state: 'waiting' }
  | { readonly state: 'signed-out' }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  /** The session ended by itself. What this person was writing waits for them, out of sight. */
  | { readonly state: 'ended'; readonly me: Me }
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

/** Calls that went out in a session that ended, waiting for whoever comes back. */
function waitingRoom() {
  const waiting = new Set<(isSamePerson: boolean) => void>();
  return {
    wait: () => new Promise<boolean>((told) => waiting.add(told)),
    tell: (isSamePerson: boolean) => {
      for (const told of waiting) told(isSamePerson);
      waiting.clear();
    },
  };
}

const START: SessionSnapshot = { now: { state: 'waiting' }, purpose: DEFAULT_PURPOSE };

/** What the page holds of its session, and who watches it. */
function holding(start: SessionSnapshot) {
  let held = start;
  const watchers = new Set<() => void>();
  return {
    held: () => held,
    hold: (next: Partial<SessionSnapshot>) => {
      held = { ...held, ...next };
      for (const changed of watchers) changed();
    },
    subscribe: (changed: () => void) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}

/** Who is at the screen, and why. One for each page that is open. */
export function createSessionStore(send: typeof fetch): SessionStore {
  const { held, hold, subscribe } = holding(START);
  let lastWorker: string | undefined;
  let session = 0;
  const room = waitingRoom();
  const end = () => {
    const { now } = held();
    if (now.state === 'signed-in') hold({ now: { state: 'ended', me: now.me } });
    else if (now.state !== 'ended') hold({ now: { state: 'signed-out' } });
  };
  const purpose = () => held().purpose;
  // What asks who is here cannot wait until somebody is.
  const direct = createApi({ fetch: send, purpose, onSignedOut: async () => (end(), false) });
  const api = createApi({
    fetch: send,
    purpose,
    session: () => session,
    onSignedOut: async (wentOutIn) => {
      if (wentOutIn !== session && held().now.state === 'signed-in') return true;
      end();
      if (held().now.state !== 'ended') return false;
      return room.wait();
    },
  });
  const welcome = (me: Me) => {
    const wasHere = lastWorker === me.worker.id;
    const isSamePerson = lastWorker === undefined || lastWorker === me.worker.id;
    // A session may end by itself while someone writes; the draft waits for the same person only.
    if (!isSamePerson) dropAllDrafts();
    lastWorker = me.worker.id;
    session += 1;
    // The first of their purposes is what they are here for; another was chosen by themselves.
    const isKept = wasHere && me.purposes.includes(held().purpose);
    const chosen = isKept ? held().purpose : me.purposes[0];
    hold({ now: { state: 'signed-in', me }, purpose: chosen ?? DEFAULT_PURPOSE });
    room.tell(isSamePerson);
  };
  const leave = () => {
    dropAllDrafts();
    hold({ now: { state: 'signed-out' } });
    room.tell(false);
  };
  return {
    api,
    snapshot: held,
    subscribe,
    choosePurpose: (chosen) => hold({ purpose: chosen }),
    refresh: async () => {
      const answer = await direct.call(readMe, {});
      if (answer.ok) welcome(answer.value);
      else if (answer.refusal.code !== 'sign-in.required' && held().now.state !== 'ended') {
        // What waits out of sight does not go because the network does.
        hold({ now: { state: 'refused', refusal: answer.refusal } });
      }
    },
    signOut: async () => {
      await keepAllNow();
      const ended = await direct.call(endSession, {});
      if (!ended.ok && ended.refusal.code !== 'sign-in.required') return ended.refusal;
      leave();
      return undefined;
    },
  };
}
