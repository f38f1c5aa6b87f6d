/** The longest first wait after a failure; it doubles with each further one. */
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 300_000;

/** How often a page that somebody looks at asks for news, and one that nobody does. */
const POLL_SEEN = 60_000;
const POLL_UNSEEN = 300_000;

/**
 * Milliseconds until the next try: after failures a random part of a doubling time (full jitter), so
 * that an office whose network comes back does not ask all at once.
 */
export function nextWait(failures: number, isVisible: boolean, random: number): number {
  if (failures === 0) return isVisible ? POLL_SEEN : POLL_UNSEEN;
  return Math.ceil(random * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failures - 1, 10)));
}
