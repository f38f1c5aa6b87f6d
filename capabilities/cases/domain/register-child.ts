import type { DraftEntry } from '#kernel/entry.ts';
import { type CalendarDay, plusDays } from '#kernel/calendar-day.ts';
import { dayRange } from '#kernel/date-as-known.ts';
import { answersAs } from '#kernel/form-answers.ts';
import { dayOf } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { registrationContract } from './form-contracts.ts';
import {
  type BasedOn,
  draft,
  type Filled,
  isOutdated,
  type Made,
  type MovedOn,
} from '#kernel/command.ts';
import type { MovesClocks } from './moves-clocks.ts';
import { identitySection } from './sections.ts';

export type RegisterRefusal =
  | MovedOn
  | { readonly code: 'cases.registration.birth-in-future' }
  | { readonly code: 'cases.registration.birth-after-meeting' };

/** CA-5: writes down who the child is, as far as the child or others know. A correction is a new entry. */
export function registerChild(
  seen: BasedOn & {
    readonly metOn: CalendarDay | undefined;
    /** By what was recorded of the event, as far as the author may know of it. */
    readonly isBornAfterEvent: boolean;
  },
  made: Made,
  filled: Filled,
  clocks: MovesClocks,
): Result<readonly DraftEntry[], RegisterRefusal> {
  if (isOutdated(seen)) return refuse({ code: 'section.moved-on', current: seen.current });
  const { birth } = answersAs(filled.answers, registrationContract);
  const range = birth && dayRange(birth);
  if (range && range.earliest > dayOf(made.now))
    return refuse({ code: 'cases.registration.birth-in-future' });
  // A day of grace: it may have been tomorrow where the child was met.
  const isAfterMeeting =
    range !== undefined && seen.metOn !== undefined && range.earliest > plusDays(seen.metOn, 1);
  if (isAfterMeeting || seen.isBornAfterEvent)
    return refuse({ code: 'cases.registration.birth-after-meeting' });
  const type = 'cases.child-registered';
  const body = { answers: filled.answers, at: made.now, clocks: clocks(type) };
  return accept([draft(made, identitySection, { type, form: filled.form, body })]);
}
