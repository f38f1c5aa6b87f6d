import type { ClockMoves } from '#kernel/clock.ts';
import type { RiskLevel } from './risk-level.ts';

/**
 * What an entry of a type does to the clocks of the case, as the pack defines them. The level is
 * that of the newest risk assessment unless given.
 */
export type MovesClocks = (type: string, level?: RiskLevel) => ClockMoves;
