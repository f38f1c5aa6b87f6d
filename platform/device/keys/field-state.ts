import type { FieldState, LockedBecause } from '../field-device.ts';
import type { PersonRow } from './directory.ts';
import { gateClosed } from './gate.ts';

/** How a locked browser stands, from those who work on it. */
export function lockedState(
  people: readonly PersonRow[],
  because: LockedBecause,
  now: number,
): FieldState {
  const names = new Set(people.map((row) => row.who)).size;
  // After a wipe nobody is left, and the person before the screen is still to be told why.
  if (names === 0 && because !== 'revoked') return { state: 'none' };
  // With several people the lock must not say how it stands with any one of them.
  const own = names === 1 && because !== 'revoked' ? closedFor(people, now) : null;
  return {
    state: 'locked',
    because: own ?? because,
    people: names,
    hasPasskey: people.some((row) => row.passkey !== null),
  };
}

/** Closed only when none of the contents of this one person can be opened. */
function closedFor(people: readonly PersonRow[], now: number): LockedBecause | null {
  const closed = people.map((row) => gateClosed(row, now));
  return closed.includes(null) ? null : (closed.at(-1) ?? null);
}
