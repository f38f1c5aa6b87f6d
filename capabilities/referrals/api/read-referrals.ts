import { CalendarDay } from '#kernel/calendar-day.ts';
import { dayOf } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { authorOf, directoryOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { openRecord } from '#platform/journal/open-record.ts';
import { peopleInReferrals, referralsView, teamsInReferrals } from '../domain/referrals-view.ts';
import type { readReferrals } from '../endpoints.ts';
import { teamsHere } from '../storage/teams-here.ts';
import type { ReferralDesk } from './referral-desk.ts';

/** The referrals of a child that are for the reader to see, each with what it still lacks. */
export function readReferralsHandler(desk: ReferralDesk): Handler<typeof readReferrals> {
  return ({ recordId }, call) =>
    desk.database.attempt(authorOf(call), async (tx) => {
      const asked = { recordType: desk.recordType, recordId, action: 'referrals.read' };
      const record = await openRecord(tx, desk.opener, asked);
      if (!record) return refuse({ code: 'referrals.case.unknown' });
      const actor = await desk.actorOf(tx, authorOf(call));
      const teams = await teamsHere(tx, teamsInReferrals(actor, record));
      const named = await directoryOf(desk, tx, peopleInReferrals(actor, record));
      const kinds = [...desk.services.values()].map((service) => service.kind);
      const today = CalendarDay.parse(dayOf(call.now));
      return accept(referralsView(record, { rules: desk, actor, named, teams, kinds, today }));
    });
}
