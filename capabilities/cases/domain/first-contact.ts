import type { DraftEntry } from '#kernel/entry.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { type Instant, plusHours } from '#kernel/instant.ts';
import { firstContactContract } from './form-contracts.ts';
import { draft, type Filled, type Made } from './made.ts';
import { firstContactSection } from './sections.ts';

/** CA-2: until a risk level says otherwise, someone looks at a new case within a day. */
const HOURS_TO_FIRST_LOOK = 24;
/** CA-2: a child who does not feel safe now is everybody's first work. */
const HOURS_WHEN_UNSAFE = 1;

/** Opens a case with what was seen and heard at the first meeting. There is nothing to refuse: it is taken down. */
export function makeFirstContact(made: Made, filled: Filled): readonly DraftEntry[] {
  const body = { answers: filled.answers, at: made.now, dueAt: firstLookDue(made.now, filled) };
  return [
    draft(made, firstContactSection, { type: 'cases.first-contact-made', form: filled.form, body }),
  ];
}

function firstLookDue(now: Instant, filled: Filled): Instant {
  const { safeNow, recentViolence } = answersAs(filled.answers, firstContactContract);
  const isUrgent = safeNow === 'no' || recentViolence === 'yes';
  return plusHours(now, isUrgent ? HOURS_WHEN_UNSAFE : HOURS_TO_FIRST_LOOK);
}
