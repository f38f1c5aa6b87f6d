import { identificationSection } from '#capabilities/identification/contract.ts';
import {
  peopleInIdentification,
  viewIdentification,
} from '#capabilities/identification/domain/view-identification.ts';
import * as identification from '#capabilities/identification/endpoints.ts';
import { showAddress } from '#capabilities/protection/domain/show-address.ts';
import {
  measuresShown,
  peopleInProtection,
  protectionView,
} from '#capabilities/protection/domain/protection-view.ts';
import * as protection from '#capabilities/protection/endpoints.ts';
import {
  peopleInReferrals,
  referralsView,
  teamsInReferrals,
} from '#capabilities/referrals/domain/referrals-view.ts';
import * as referrals from '#capabilities/referrals/endpoints.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { dayOf } from '#kernel/instant.ts';
import { stateOf } from '#kernel/open-record.ts';
import { accept, refuse } from '#kernel/result.ts';
import { answeredHere, type LocalAnswer } from './local-answer.ts';
import type { LocalDesk } from './carried-case.ts';

/** What the parts of a case answer on a device: what was found out, protection, referrals. */
export function partAnswers(desk: LocalDesk): readonly LocalAnswer[] {
  const { actor, rules } = desk;
  const today = () => CalendarDay.parse(dayOf(desk.now()));
  return [
    answeredHere(identification.readIdentification, async ({ recordId }) => {
      const carried = await desk.open(recordId, 'identification.read');
      if (!carried) return refuse({ code: 'identification.case.unknown' });
      const state = stateOf(carried.record, identificationSection);
      if (!state) return refuse({ code: 'access.denied.class', class: 'care' });
      const { ruleset } = rules.identification;
      const named = await desk.named(peopleInIdentification(state));
      const seen = { actor, named, ruleset, today: today() };
      return accept(viewIdentification(carried.record, state, seen));
    }),
    answeredHere(protection.readProtection, async ({ recordId }) => {
      const carried = await desk.open(recordId, 'protection.read');
      if (!carried) return refuse({ code: 'protection.case.unknown' });
      const { record } = carried;
      const isTeamTrained = desk.isTeamTrained(record.card.team);
      const elsewhere = rules.protection.elsewhere(record, { actor, isTeamTrained });
      const asked = { clocks: rules.protection.clocks, elsewhere, today: today() };
      const measures = measuresShown(record, asked);
      const named = await desk.named(peopleInProtection(record, measures));
      return accept(protectionView(record, measures, named));
    }),
    // PR-4: opening the address leaves a line of its own, here as there.
    answeredHere(protection.showAddress, async ({ recordId }) => {
      const carried = await desk.open(recordId, 'protection.address-shown');
      if (!carried) return refuse({ code: 'protection.case.unknown' });
      return showAddress(carried.record);
    }),
    answeredHere(referrals.readReferrals, async ({ recordId }) => {
      const carried = await desk.open(recordId, 'referrals.read');
      if (!carried) return refuse({ code: 'referrals.case.unknown' });
      const { record } = carried;
      const teams = new Map(
        teamsInReferrals(actor, record).map((team) => [team, desk.teamName(team)] as const),
      );
      const named = await desk.named(peopleInReferrals(actor, record));
      const seen = { rules: rules.referrals, actor, named, teams, kinds: desk.kinds };
      return accept(referralsView(record, { ...seen, today: today() }));
    }),
  ];
}
