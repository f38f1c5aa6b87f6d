import { z } from 'zod';

/**
 * A hybrid logical clock (Kulkarni et al., 2014): wall time that never runs backwards,
 * with a counter for events in the same millisecond. Field devices are minutes or years off,
 * so it orders entries for display; it is never proof of when something happened.
 */
export const HybridTime = z.object({
  wall: z.number().int().nonnegative().describe('Milliseconds since 1970, the largest seen.'),
  count: z.number().int().nonnegative().describe('Events within the same millisecond.'),
});
export type HybridTime = z.infer<typeof HybridTime>;

export const clockStart: HybridTime = { wall: 0, count: 0 };

/** The next time for an event made here. `now` is the device's own clock in milliseconds. */
export function tick(last: HybridTime, now: number): HybridTime {
  return now > last.wall ? { wall: now, count: 0 } : { wall: last.wall, count: last.count + 1 };
}

/** The next time after hearing of `heard` from elsewhere. */
export function hear(last: HybridTime, heard: HybridTime, now: number): HybridTime {
  const later = compareHybrid(last, heard) >= 0 ? last : heard;
  return tick(later, now);
}

/** Negative when `left` comes first. */
export function compareHybrid(left: HybridTime, right: HybridTime): number {
  return left.wall - right.wall || left.count - right.count;
}
