import { z } from 'zod';

/** Highest first; the order is the order of urgency. */
export const RiskLevel = z.enum(['immediate', 'high', 'medium', 'low']);
export type RiskLevel = z.infer<typeof RiskLevel>;

export function isLower(level: RiskLevel, than: RiskLevel): boolean {
  return RiskLevel.options.indexOf(level) > RiskLevel.options.indexOf(than);
}
