import { CalendarDay } from '#kernel/calendar-day.ts';
import { dayOf } from '#kernel/instant.ts';
import { stateOf } from '#kernel/open-record.ts';
import { accept, refuse } from '#kernel/result.ts';
import { authorOf, directoryOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { openRecord } from '#platform/journal/open-record.ts';
import { identificationSection } from '../domain/identification-section.ts';
import { peopleInIdentification, viewIdentification } from '../domain/view-identification.ts';
import type { readIdentification } from '../endpoints.ts';
import type { IdentificationDesk } from './identification-desk.ts';

export function readIdentificationHandler(
  desk: IdentificationDesk,
): Handler<typeof readIdentification> {
  return async ({ recordId }, call) => {
    const author = authorOf(call);
    return desk.database.attempt(author, async (tx) => {
      const asked = { recordType: desk.recordType, recordId, action: 'identification.read' };
      const record = await openRecord(tx, desk.opener, asked);
      if (!record) return refuse({ code: 'identification.case.unknown' });
      const state = stateOf(record, identificationSection);
      if (!state) return refuse({ code: 'access.denied.class', class: 'care' });
      const actor = await desk.actorOf(tx, author);
      const named = await directoryOf(desk, tx, peopleInIdentification(state));
      const today = CalendarDay.parse(dayOf(call.now));
      const { ruleset } = desk;
      return accept(viewIdentification(record, state, { actor, named, ruleset, today }));
    });
  };
}
