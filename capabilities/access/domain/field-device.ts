import { z } from 'zod';
import type { Purpose } from '#kernel/sensitivity.ts';

/** AC-20: what may be carried around. Whoever supervises or audits does so with a network. */
export const WorkingPurpose = z.enum([
  'child-protection',
  'health-care',
  'justice-for-the-child',
  'family-tracing',
]);
export type WorkingPurpose = z.infer<typeof WorkingPurpose>;

export const RevokeReason = z.enum(['lost', 'left', 'replaced', 'other']);
export type RevokeReason = z.infer<typeof RevokeReason>;

/** As many field devices as one worker has at a time. */
export const MOST_FIELD_DEVICES = 8;

/** AC-20: whether a device may work under a purpose; `offered` are the purposes of its worker. */
export function mayCarry(purpose: WorkingPurpose, offered: readonly Purpose[]): boolean {
  return offered.includes(purpose);
}

/** AC-19: hours of a lease, from those of each role; undefined when there is to be none. */
export function leaseHours(ofRoles: readonly number[]): number | undefined {
  const hours = Math.min(...ofRoles);
  return Number.isFinite(hours) && hours > 0 ? hours : undefined;
}
