import { me as readMe, signOut as endSession } from '#capabilities/access/endpoints.ts';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { Refusal } from '#kernel/result.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Api } from '#platform/design/calling/api.tsx';
import { dropAllDrafts, keepAllNow } from '#platform/design/form/drafts.ts';
import { createApi } from './api-client.ts';
import { type FieldLink, type FieldSide, NO_FIELD } from './offline/field-link.ts';
import { owedSignOut } from './offline/owed-sign-out.ts';

export type Me = OutputOf<typeof readMe>;

export type SessionState =
  | { readonly state: 'waiting' }
  | { readonly state: 'signed-out' }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  /** The session ended by itself. What this person was writing waits for them, out of sight. */
  | { readonly state: 'ended'; readonly me: Me }
  | {
      readonly state: 'signed-in';
      readonly me: Me;
      /** Let in by the unlocked field device alone, and why the server did not do it. */
      readonly offline?: 'no-network' | 'no-session';
    };

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

type Holding = ReturnType<typeof holding>;
type Room = ReturnType<typeof waitingRoom>;

/** The calls of a page: `direct` for what asks who is here, `api` for everything else. */
function callsOf(send: typeof fetch, { held, hold }: Holding, room: Room, field: FieldLink) {
  let session = 0;
  const purpose = () => held().purpose;
  const end = () => {
    const { now } = held();
    if (now.state === 'signed-in') {
      // On a field device that is unlocked, work goes on; what is new is fetched after a sign-in.
      const goesOn = field.side()?.device.opened()?.worker === now.me.worker.id;
      hold({
        now: goesOn ? { ...now, offline: 'no-session' } : { state: 'ended', me: now.me },
      });
    } else if (now.state !== 'ended') hold({ now: { state: 'signed-out' } });
  };
  // What asks who is here cannot wait until somebody is.
  const direct = createApi({ fetch: send, purpose, onSignedOut: async () => (end(), false) });
  const client = createApi({
    fetch: send,
    purpose,
    session: () => session,
    onSignedOut: async (wentOutIn) => {
      const { now } = held();
      const isAnother = wentOutIn !== session && now.state === 'signed-in';
      if (isAnother && now.offline === undefined) return true;
      end();
      if (held().now.state !== 'ended') return false;
      return room.wait();
    },
  });
  const api: Api = {
    call: async (endpoint, input, options) => {
      const way = field.side()?.apiOver(client, purpose) ?? client;
      const answer = await way.call(endpoint, input, options);
      // Another session has taken the place of the one that was to be ended.
      if (answer.ok && endpoint.id.startsWith('access.sign-in')) owedSignOut.settle();
      return answer;
    },
    watch: field.watch,
  };
  return { direct, api, end, begin: () => void (session += 1) };
}

/** Who is at the screen, and why. One for each page that is open. */
export function createSessionStore(send: typeof fetch, field: FieldLink = NO_FIELD): SessionStore {
  const stands = holding(START);
  const { held, hold, subscribe } = stands;
  let lastWorker: string | undefined;
  const room = waitingRoom();
  const calls = callsOf(send, stands, room, field);
  const welcome = (me: Me) => {
    const wasHere = lastWorker === me.worker.id;
    const isSamePerson = lastWorker === undefined || lastWorker === me.worker.id;
    // A session may end by itself while someone writes; the draft waits for the same person only.
    if (!isSamePerson) dropAllDrafts();
    lastWorker = me.worker.id;
    calls.begin();
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
  const refresh = () => askWhoIsHere({ calls, stands, field, welcome, leave });
  field.subscribe(() => followField(field, stands, { refresh, leave }));
  return {
    api: calls.api,
    snapshot: held,
    subscribe,
    choosePurpose: (chosen) => {
      const { now } = held();
      // Without the server a device knows what its own purpose opens, and nothing else.
      if (now.state === 'signed-in' && now.offline !== undefined) return;
      hold({ purpose: chosen });
    },
    refresh,
    signOut: async () => {
      await keepAllNow();
      const device = field.side()?.device;
      const hadDevice = device?.opened() !== undefined;
      if (hadDevice) await device?.lock('asked');
      const ended = await calls.direct.call(endSession, {});
      if (!ended.ok && ended.refusal.code !== 'sign-in.required') {
        if (!hadDevice) return ended.refusal;
        owedSignOut.owe();
      }
      leave();
      return undefined;
    },
  };
}

type Asking = {
  readonly calls: ReturnType<typeof callsOf>;
  readonly stands: Holding;
  readonly field: FieldLink;
  readonly welcome: (me: Me) => void;
  readonly leave: () => void;
};

async function askWhoIsHere(asking: Asking): Promise<void> {
  const { calls, field, welcome, leave } = asking;
  const side = await field.begin();
  if (owedSignOut.isOwed()) {
    const ended = await calls.direct.call(endSession, {});
    if (ended.ok || ended.refusal.code === 'sign-in.required') owedSignOut.settle();
    else if (!side?.device.opened()) return leave();
  }
  const answer = await calls.direct.call(readMe, {});
  if (!answer.ok) return goOnWithout(asking, side, answer.refusal);
  const opened = side?.device.opened();
  // Somebody else signs in: what the device holds of another person is closed before they see anything.
  if (opened && opened.worker !== answer.value.worker.id) await side?.device.lock('asked');
  welcome(answer.value);
  void side?.keepMe(answer.value);
}

/** The server lets nobody in now; a field device that is unlocked does. */
async function goOnWithout(
  { stands, welcome }: Asking,
  side: FieldSide | undefined,
  refusal: Refusal,
): Promise<void> {
  const isSignedOut = refusal.code === 'sign-in.required';
  const kept = await side?.keptMe();
  const purpose = side?.device.opened()?.purpose;
  if (kept && purpose) {
    welcome(kept);
    const offline = isSignedOut ? 'no-session' : 'no-network';
    stands.hold({ now: { state: 'signed-in', me: kept, offline }, purpose });
  } else if (!isSignedOut && stands.held().now.state !== 'ended') {
    // What waits out of sight does not go because the network does.
    stands.hold({ now: { state: 'refused', refusal } });
  }
}

/** What the field device lets in goes when it is locked; when it is unlocked, its worker is here. */
function followField(
  field: FieldLink,
  { held }: Holding,
  { refresh, leave }: { readonly refresh: () => Promise<void>; readonly leave: () => void },
): void {
  const state = field.side()?.device.snapshot().state;
  const { now } = held();
  const isByDevice = now.state === 'signed-in' && now.offline !== undefined;
  if (state !== 'open' && isByDevice) leave();
  const isNobodyHere = now.state === 'signed-out' || now.state === 'refused';
  if (state === 'open' && isNobodyHere) void refresh();
}
