import { CalendarDay } from '#kernel/calendar-day.ts';
import { dayOf } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { authorOf, directoryOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { openRecord } from '#platform/journal/open-record.ts';
import { measuresShown, peopleInProtection, protectionView } from '../domain/protection-view.ts';
import type { readProtection } from '../endpoints.ts';
import { hasTrainedWorker } from '../storage/team-of-case.ts';
import type { ProtectionDesk } from './protection-desk.ts';

export function readProtectionHandler(desk: ProtectionDesk): Handler<typeof readProtection> {
  return async ({ recordId }, call) => {
    const author = authorOf(call);
    return desk.database.attempt(author, async (tx) => {
      const asked = { recordType: desk.recordType, recordId, action: 'protection.read' };
      const record = await openRecord(tx, desk.opener, asked);
      if (!record) return refuse({ code: 'protection.case.unknown' });
      const actor = await desk.actorOf(tx, author);
      const isTeamTrained = await hasTrainedWorker(tx, record.card.team);
      const elsewhere = desk.elsewhere(record, { actor, isTeamTrained });
      const today = CalendarDay.parse(dayOf(call.now));
      const measures = measuresShown(record, { clocks: desk.clocks, elsewhere, today });
      const named = await directoryOf(desk, tx, peopleInProtection(record, measures));
      return accept(protectionView(record, measures, named));
    });
  };
}
