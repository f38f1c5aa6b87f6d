import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { riskContract } from './form-contracts.ts';
import {
  type BasedOn,
  draft,
  type Filled,
  isOutdated,
  type Made,
  type MovedOn,
} from '#kernel/command.ts';
import type { MovesClocks } from './moves-clocks.ts';
import { isLower, RiskLevel } from './risk-level.ts';
import { riskSection } from './sections.ts';

export type RiskRefusal =
  | MovedOn
  | { readonly code: 'cases.risk.level-missing' }
  | {
      readonly code: 'cases.risk.below-floor';
      readonly floor: RiskLevel;
      readonly because: RiskFloor;
    };

/** Why a child's risk cannot be put lower than high without a supervisor. */
export type RiskFloor =
  'exploiter-knows-location' | 'presumed-trafficking' | 'recent-violence' | 'alone-under-five';

/** What other parts of the record already say. */
export type KnownDanger = { readonly isPresumedTrafficked: boolean };

/**
 * CA-1: some facts put the risk at high or above. Only a supervisor may go below, and the entry
 * shows that it was one. The clock of the level starts with the entry (CA-2).
 */
export function assessRisk(
  seen: BasedOn & { readonly danger: KnownDanger; readonly isSupervisor: boolean },
  made: Made,
  filled: Filled,
  clocks: MovesClocks,
): Result<readonly DraftEntry[], RiskRefusal> {
  if (isOutdated(seen)) return refuse({ code: 'section.moved-on', current: seen.current });
  const level = RiskLevel.safeParse(answersAs(filled.answers, riskContract).level);
  if (!level.success) return refuse({ code: 'cases.risk.level-missing' });
  const because = floorOf(seen.danger, filled);
  if (because && !seen.isSupervisor && isLower(level.data, 'high')) {
    return refuse({ code: 'cases.risk.below-floor', floor: 'high', because });
  }
  const type = 'cases.risk-assessed';
  const started = clocks(type, level.data);
  const body = { answers: filled.answers, at: made.now, level: level.data, clocks: started };
  return accept([draft(made, riskSection, { type, form: filled.form, body })]);
}

function floorOf(danger: KnownDanger, filled: Filled): RiskFloor | undefined {
  const answers = answersAs(filled.answers, riskContract);
  if (answers.exploiterKnowsWhere === 'yes') return 'exploiter-knows-location';
  if (answers.recentViolence === 'yes') return 'recent-violence';
  if (answers.aloneUnderFive === 'yes') return 'alone-under-five';
  return danger.isPresumedTrafficked ? 'presumed-trafficking' : undefined;
}
