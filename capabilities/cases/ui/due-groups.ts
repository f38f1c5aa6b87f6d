import type { CaseCard } from '../domain/views.ts';
import { RiskLevel } from '../domain/risk-level.ts';

const DAY = 24 * 3_600_000;

export const DUE_GROUPS = ['late', 'day', 'week', 'later', 'nothing'] as const;
export type DueGroup = (typeof DUE_GROUPS)[number];

/** When a case is due, as a person sorts a day: late, within a day, within a week, later, nothing. */
export function dueGroup({ dueAt }: Pick<CaseCard, 'dueAt'>, now: number): DueGroup {
  if (dueAt === null) return 'nothing';
  const left = Date.parse(dueAt) - now;
  if (left < 0) return 'late';
  if (left < DAY) return 'day';
  return left < 7 * DAY ? 'week' : 'later';
}

export type Grouped = { readonly group: DueGroup; readonly cases: readonly CaseCard[] };

/** Cases by when they are due; within a group the higher risk first, and among equals the sooner. */
export function groupByDue(cases: readonly CaseCard[], now: number): readonly Grouped[] {
  return DUE_GROUPS.map((group) => ({
    group,
    cases: cases
      .filter((card) => dueGroup(card, now) === group)
      .toSorted((one, other) => rank(one) - rank(other)),
  })).filter(({ cases: held }) => held.length > 0);
}

/** A risk that nobody assessed yet stands between high and medium: nobody knows that it can wait. */
function rank({ codes }: CaseCard): number {
  if (!codes) return 2;
  return codes.risk === null ? 1.5 : RiskLevel.options.indexOf(codes.risk);
}
