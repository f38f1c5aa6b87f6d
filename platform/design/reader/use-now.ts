import { useSyncExternalStore } from 'react';

const MINUTE = 60_000;

/** The time in milliseconds, to the minute; what shows it moves on by itself. */
export function useNow(): number {
  return useSyncExternalStore(watch, minute);
}

function minute(): number {
  return Math.floor(Date.now() / MINUTE) * MINUTE;
}

function watch(changed: () => void): () => void {
  const timer = setInterval(changed, MINUTE / 2);
  return () => clearInterval(timer);
}
