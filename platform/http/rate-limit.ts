/** So many at once, then one more each `everyMilliseconds`. */
export type Rate = { readonly burst: number; readonly everyMilliseconds: number };

export type RateLimit = {
  /** Counts one call. Undefined when it may go on; otherwise the seconds to wait. */
  readonly take: (key: string, rate: Rate, now: number) => number | undefined;
  readonly size: () => number;
};

/**
 * Generic cell rate algorithm in memory: one number a key. Bounded: when full, the keys that have
 * rested longest are forgotten, which are also the ones with the most credit.
 */
export function rateLimit(maxKeys = 20_000): RateLimit {
  const emptyAt = new Map<string, number>();
  return {
    size: () => emptyAt.size,
    take(key, rate, now) {
      const next = Math.max(emptyAt.get(key) ?? now, now) + rate.everyMilliseconds;
      const wait = next - (now + rate.burst * rate.everyMilliseconds);
      if (wait > 0) return Math.ceil(wait / 1000);
      emptyAt.delete(key); // so that the order of the map is the order of last use
      emptyAt.set(key, next);
      if (emptyAt.size > maxKeys) forgetOldest(emptyAt);
      return undefined;
    },
  };
}

function forgetOldest(emptyAt: Map<string, number>): void {
  const [oldest] = emptyAt.keys();
  if (oldest !== undefined) emptyAt.delete(oldest);
}
