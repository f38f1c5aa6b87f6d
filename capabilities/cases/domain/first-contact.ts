import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { dayOf } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { firstContactContract } from './form-contracts.ts';
import { draft, type Filled, type Made } from '#kernel/command.ts';
import type { MovesClocks } from './moves-clocks.ts';
import type { RiskLevel } from './risk-level.ts';
import { firstContactSection } from './sections.ts';

export type ContactRefusal = { readonly code: 'cases.contact.in-future' };

/**
 * Opens a case with what was seen and heard at the first meeting. CA-2: the clock of the first
 * action starts; a child who does not feel safe, or was hurt within days, is everybody's first work.
 */
export function makeFirstContact(
  made: Made,
  filled: Filled,
  clocks: MovesClocks,
): Result<readonly DraftEntry[], ContactRefusal> {
  const { metOn } = answersAs(filled.answers, firstContactContract);
  if (metOn !== undefined && metOn > dayOf(made.now))
    return refuse({ code: 'cases.contact.in-future' });
  const type = 'cases.first-contact-made';
  const body = { answers: filled.answers, at: made.now, clocks: clocks(type, urgencyOf(filled)) };
  const said = { type, form: filled.form, body };
  return accept([draft(made, firstContactSection, said)]);
}

function urgencyOf(filled: Filled): RiskLevel {
  const { safeNow, recentViolence } = answersAs(filled.answers, firstContactContract);
  return safeNow === 'no' || recentViolence === 'yes' ? 'immediate' : 'high';
}
