import type { Instant } from '#kernel/instant.ts';
import type { Reader } from '#platform/design/reader/reader.tsx';

const MINUTE = 60_000;
const UNITS = [
  { unit: 'days', milliseconds: 24 * 60 * MINUTE, from: 2 * 24 * 60 * MINUTE },
  { unit: 'hours', milliseconds: 60 * MINUTE, from: 60 * MINUTE },
  { unit: 'minutes', milliseconds: MINUTE, from: 0 },
] as const;

/** How long until something is due, or since when: "in 3 hours", "2 days late". */
export function dueWords(dueAt: Instant, now: number, { words }: Pick<Reader, 'words'>): string {
  const left = Date.parse(dueAt) - now;
  const size = Math.abs(left);
  const { unit, milliseconds } = UNITS.find(({ from }) => size >= from) ?? UNITS[2];
  // Never promise more time than there is.
  const count = Math.floor(size / milliseconds);
  return words(`due.${left < 0 ? 'late' : 'in'}.${unit}`, { count });
}

export function isLate(dueAt: Instant, now: number): boolean {
  return Date.parse(dueAt) < now;
}
