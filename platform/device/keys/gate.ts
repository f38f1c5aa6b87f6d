/** A lease as the device keeps it: the server's share, and when it ends by the device's own clock. */
export type KeptLease = {
  /** Forgotten after too many tries and when the lease is over; the server gives it again. */
  readonly share: Uint8Array<ArrayBuffer> | null;
  readonly grantedAt: number;
  readonly until: number;
};

/** What decides whether somebody may try to open the content of one person. Milliseconds of the device's clock. */
export type Gate = {
  readonly lease: KeptLease;
  /** The highest that this clock ever showed while somebody worked here. */
  readonly seen: number;
  readonly tries: number;
  readonly notBefore: number;
};

export type GateClosed = 'lease-over' | 'clock-went-back' | 'too-many-tries';

export const MOST_TRIES = 10;
const TRIES_AFTER_RENEWAL = 5;

/** Clocks that are set by a network jump by seconds, by hand by minutes. */
const CLOCK_MAY_GO_BACK = 10 * 60_000;

/** Seconds to wait after so many wrong PINs. */
const WAITS = [0, 0, 0, 0, 0, 30, 60, 120, 300, 600, 0];

/**
 * Why this content stays closed whatever PIN is given, or null. The lease runs by the device's own
 * clock from the moment it was granted, so that a clock that is years off does no harm; a clock that
 * is turned back does not lengthen it. It binds a device that obeys its own program: who copied the
 * disk while a lease ran has copied the share.
 */
export function gateClosed(gate: Gate, now: number): GateClosed | null {
  if (gate.tries >= MOST_TRIES) return 'too-many-tries';
  if (now < gate.seen - CLOCK_MAY_GO_BACK) return 'clock-went-back';
  if (gate.lease.share === null || now >= gate.lease.until) return 'lease-over';
  return null;
}

/** How long the next try must wait. Never longer than the longest wait, whatever the clock does. */
export function waitSeconds(gate: Gate, now: number): number {
  const left = Math.ceil((gate.notBefore - now) / 1000);
  return Math.min(Math.max(left, 0), Math.max(...WAITS));
}

/**
 * The gate once a try has begun. It is counted before it is known to be wrong, so that nobody gets
 * tries for nothing by closing the page.
 */
export function withTry(gate: Gate, now: number): Gate {
  const tries = gate.tries + 1;
  const wait = (WAITS[tries] ?? 0) * 1000;
  return { ...gate, tries, seen: Math.max(gate.seen, now), notBefore: now + wait };
}

export function withSuccess(gate: Gate, now: number): Gate {
  return { ...gate, tries: 0, notBefore: 0, seen: Math.max(gate.seen, now) };
}

/** The gate with the share forgotten where it must be: an attacker with the disk then finds nothing to try PINs on. */
export function withoutShareIfClosed(gate: Gate, now: number): Gate {
  const closed = gateClosed(gate, now);
  if (closed === null || closed === 'clock-went-back' || gate.lease.share === null) return gate;
  return { ...gate, lease: { ...gate.lease, share: null } };
}

/**
 * A new lease from now on; the clock begins anew. Wrong tries are forgiven by the right PIN alone, for
 * an app that is signed in renews by itself, also in the hands of a thief: who used up all of them
 * gets half back, each after its wait.
 */
export function withLease(gate: Gate, share: KeptLease['share'], hours: number, now: number): Gate {
  const lease = { share, grantedAt: now, until: now + hours * 3_600_000 };
  const tries = gate.tries >= MOST_TRIES ? TRIES_AFTER_RENEWAL : gate.tries;
  return { ...gate, lease, seen: now, tries };
}
