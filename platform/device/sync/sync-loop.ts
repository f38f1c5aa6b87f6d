import type { RecordId } from '#kernel/ids.ts';
import { type Instant, instantAt } from '#kernel/instant.ts';
import type { Refusal } from '#kernel/result.ts';
import type { SyncState } from '../field-device.ts';
import { nextWait } from './pace.ts';
import { pullPages } from './pull-pages.ts';
import { pushItems } from './push-items.ts';
import { dropDoneItems } from './settle-items.ts';
import type { Round, SyncParts } from './sync-parts.ts';
import { wipeDevice } from './wipe-device.ts';

/** What the loop needs of the page that it runs in. */
export type LoopParts = SyncParts & {
  readonly isVisible: () => boolean;
  /** Calls when the network came back or the page is looked at again; the answer stops that. */
  readonly wakes: (wake: () => void) => () => void;
  /** Everything was destroyed by order: the database goes, and the device says why. */
  readonly onWiped: () => Promise<void>;
};

/** What the loop tells whoever shows it. */
export type LoopEvents = {
  readonly changed: (recordIds: ReadonlySet<RecordId>) => void;
  readonly factsChanged: () => void;
  readonly moved: () => void;
};

export type LoopView = Pick<SyncState, 'doing' | 'isReachable' | 'failure'> & {
  readonly nextTryAt: Instant | null;
};

export type SyncLoop = {
  readonly view: () => LoopView;
  /** Sends what waits; several who ask at a time share a round. */
  readonly send: () => Promise<void>;
  /** Sends and fetches now, whatever was to be waited for. */
  readonly exchange: () => Promise<void>;
  /** The device was taken back, and heard of it in another way. */
  readonly takeBack: () => Promise<void>;
  readonly stop: () => void;
};

type Loop = {
  doing: 'resting' | 'sending' | 'fetching';
  pushFailure: Refusal | null;
  pullFailure: Refusal | null;
  failures: number;
  nextTryAt: Instant | null;
  /** Words were taken in; what they came to is fetched at once. */
  isEager: boolean;
  isStopped: boolean;
  cancel: () => void;
};

const BROKEN: Round = { failure: { code: 'fault' }, changed: new Set() };

/** No answer came, or none that can be read. */
const UNREACHABLE = new Set(['network.unreachable', 'answer.unreadable', 'request.unavailable']);

/** Sends at once when something is given, fetches from time to time, and after failures waits longer. */
export function startLoop(parts: LoopParts, events: LoopEvents): SyncLoop {
  const loop: Loop = {
    doing: 'resting',
    pushFailure: null,
    pullFailure: null,
    failures: 0,
    nextTryAt: null,
    isEager: false,
    isStopped: false,
    cancel: () => undefined,
  };
  const guarded = (work: () => Promise<void>, isFull: boolean) => async () => {
    if (loop.isStopped) return;
    loop.cancel();
    loop.nextTryAt = null;
    await work();
    loop.doing = 'resting';
    if (!loop.isStopped) schedule(parts, loop, isFull, () => void exchange());
    events.moved();
  };
  const send = shared(guarded(async () => sendRound(parts, loop, events, false), false));
  const exchange = shared(guarded(async () => exchangeRound(parts, loop, events), true));
  const sleep = parts.wakes(() => {
    loop.failures = 0;
    void exchange();
  });
  return {
    view: () => viewOf(loop),
    send,
    exchange: async () => {
      if (loop.pullFailure?.code === 'sign-in.required') loop.pullFailure = null;
      await exchange();
    },
    takeBack: guarded(async () => takeBack(parts, loop), false),
    stop: () => {
      loop.isStopped = true;
      loop.cancel();
      sleep();
    },
  };
}

/** Only full rounds count as failures: who writes much without a network shall not wait the longer. */
function schedule(parts: LoopParts, loop: Loop, isFull: boolean, again: () => void): void {
  const failed = [loop.pushFailure, loop.pullFailure].some(
    (failure) => failure !== null && failure.code !== 'sign-in.required',
  );
  loop.failures = failed ? Math.max(1, loop.failures + (isFull ? 1 : 0)) : 0;
  const wait = nextWait(loop.failures, parts.isVisible(), parts.clock.random());
  const isEager = loop.isEager && !failed && !isFull;
  loop.isEager = false;
  loop.cancel();
  loop.cancel = parts.clock.after(isEager ? 0 : wait, again);
  loop.nextTryAt = failed ? instantAt(parts.clock.now() + wait) : null;
}

async function sendRound(
  parts: LoopParts,
  loop: Loop,
  events: LoopEvents,
  evenIfNothing: boolean,
): Promise<void> {
  loop.doing = 'sending';
  events.moved();
  const round = await faultless(async () => pushItems(parts, { evenIfNothing }), {
    ...BROKEN,
    isWipeOrdered: false,
  });
  loop.pushFailure = round.failure;
  if (round.changed.size > 0) {
    events.changed(round.changed);
    loop.isEager = true;
  }
  if (round.isWipeOrdered && !loop.isStopped) await takeBack(parts, loop);
}

async function takeBack(parts: LoopParts, loop: Loop): Promise<void> {
  if (await parts.withLock('pull', async () => wipeDevice(parts))) await wiped(parts, loop);
  else loop.pushFailure ??= { code: 'sync.device.revoked' };
}

async function exchangeRound(parts: LoopParts, loop: Loop, events: LoopEvents): Promise<void> {
  const needsSignIn = loop.pullFailure?.code === 'sign-in.required';
  // Without a session only a push hears that the device was taken back.
  await sendRound(parts, loop, events, needsSignIn);
  if (loop.isStopped || needsSignIn) return;
  loop.doing = 'fetching';
  events.moved();
  const round = await faultless(async () => pullPages(parts), {
    ...BROKEN,
    isWiped: false,
    hasNewFacts: false,
  });
  loop.pullFailure = round.failure;
  if (round.changed.size > 0) events.changed(round.changed);
  if (round.hasNewFacts) events.factsChanged();
  if (round.isWiped) await wiped(parts, loop);
  else if (!round.failure) await dropDoneItems(parts).catch(() => undefined);
}

async function wiped(parts: LoopParts, loop: Loop): Promise<void> {
  loop.isStopped = true;
  loop.cancel();
  await parts.onWiped();
}

/** A fault ends its round like a refusal: the loop goes on, and nothing that was kept is lost. */
async function faultless<Ended extends Round>(
  work: () => Promise<Ended>,
  otherwise: Ended,
): Promise<Ended> {
  try {
    return await work();
  } catch {
    return otherwise;
  }
}

/** Whoever asks while a round runs gets one more round after it, together with all others who ask. */
function shared(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = async () => {
    running = work().finally(() => {
      running = undefined;
    });
    await running;
  };
  return async () => {
    if (next) return next;
    if (!running) return start();
    next = running
      .catch(() => undefined)
      .then(async () => {
        next = undefined;
        await start();
      });
    return next;
  };
}

function viewOf(loop: Loop): LoopView {
  const failure = loop.pushFailure ?? loop.pullFailure;
  const isWaiting = loop.doing === 'resting' && loop.nextTryAt !== null;
  return {
    doing: isWaiting ? 'waiting-to-try' : loop.doing,
    isReachable: failure === null || !UNREACHABLE.has(failure.code),
    failure,
    nextTryAt: loop.nextTryAt,
  };
}
