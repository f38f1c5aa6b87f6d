import type { ClockMoves } from '#kernel/clock.ts';
import {
  type BasedOn,
  draft,
  type Filled,
  isOutdated,
  type Made,
  type MovedOn,
} from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs, type FormPart } from '#kernel/form-answers.ts';
import { dayOf, type Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isViolenceAhead, MEDICAL_CLOCK, medicalWindow } from './first-contact-medical.ts';
import { firstContactContract } from './form-contracts.ts';
import type { MovesClocks } from './moves-clocks.ts';
import type { RiskLevel } from './risk-level.ts';
import { firstContactSection } from './sections.ts';

export type ContactRefusal =
  | { readonly code: 'cases.contact.in-future' }
  | { readonly code: 'cases.contact.violence-in-future' };

/**
 * Opens a case with what was seen and heard at the first meeting. CA-2: the clock of the first
 * action starts; a child who does not feel safe, or was hurt within days, is everybody's first work.
 * CA-22: the quick part is enough; the rest is completed later.
 */
export function makeFirstContact(
  made: Made,
  filled: Filled,
  part: FormPart,
  clocks: MovesClocks,
): Result<readonly DraftEntry[], ContactRefusal> {
  const type = 'cases.first-contact-made';
  const wrong = whatLiesAhead(made, filled);
  if (wrong) return refuse(wrong);
  const moves = { ...clocks(type, urgencyOf(filled)), ...medicalMove(made, filled) };
  const body = { answers: filled.answers, part, at: made.now, clocks: moves };
  return accept([draft(made, firstContactSection, { type, form: filled.form, body })]);
}

/**
 * CA-22: completes a first contact that was saved in haste, or corrects it: a second entry, so that
 * both stay readable. Medical care that was met already is not asked for again.
 */
export function completeFirstContact(
  seen: BasedOn & {
    /** Until when medical care is due; null where it was met, undefined where it was never due. */
    readonly medicalBy: Instant | null | undefined;
    /** Whether recent violence was feared before. */
    readonly wasFeared: boolean;
  },
  made: Made,
  filled: Filled,
  clocks: MovesClocks,
): Result<readonly DraftEntry[], ContactRefusal | MovedOn> {
  if (isOutdated(seen)) return refuse({ code: 'section.moved-on', current: seen.current });
  const wrong = whatLiesAhead(made, filled);
  if (wrong) return refuse(wrong);
  const type = 'cases.first-contact-completed';
  const body = {
    answers: filled.answers,
    part: 'whole',
    at: made.now,
    clocks: { ...clocks(type, urgencyOf(filled)), ...medicalAfter(seen, made, filled) },
  };
  return accept([draft(made, firstContactSection, { type, form: filled.form, body })]);
}

/** CA-21: the window runs from the violence, not from the record. */
function medicalMove(made: Made, filled: Filled): ClockMoves {
  const window = medicalWindow(filled.answers, made.now);
  return window ? { [MEDICAL_CLOCK]: window.prophylaxisBy } : {};
}

/** What was met is not asked for again; a fear that was corrected needs no care in time any more. */
function medicalAfter(
  { medicalBy, wasFeared }: Parameters<typeof completeFirstContact>[0],
  made: Made,
  filled: Filled,
): ClockMoves {
  if (medicalBy === null && wasFeared) return {};
  const { recentViolence } = answersAs(filled.answers, firstContactContract);
  const isCorrected = typeof medicalBy === 'string' && recentViolence === 'no';
  return isCorrected ? { [MEDICAL_CLOCK]: null } : medicalMove(made, filled);
}

function whatLiesAhead(made: Made, filled: Filled): ContactRefusal | undefined {
  const { metOn } = answersAs(filled.answers, firstContactContract);
  if (metOn !== undefined && metOn > dayOf(made.now)) return { code: 'cases.contact.in-future' };
  if (isViolenceAhead(filled.answers, made.now))
    return { code: 'cases.contact.violence-in-future' };
  return undefined;
}

function urgencyOf(filled: Filled): RiskLevel {
  const { safeNow, recentViolence } = answersAs(filled.answers, firstContactContract);
  return safeNow === 'no' || recentViolence === 'yes' ? 'immediate' : 'high';
}
