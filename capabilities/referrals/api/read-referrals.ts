import { type Actor, permit } from '#capabilities/access/contract.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { TeamId, WorkerId } from '#kernel/ids.ts';
import { dayOf } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { accessOf } from '#kernel/open-record.ts';
import type { Directory } from '#kernel/directory.ts';
import { authorOf, directoryOf } from '#platform/commands/command-desk.ts';
import type { Call } from '#platform/http/call.ts';
import type { Handler } from '#platform/http/route.ts';
import { openRecord, type OpenRecord } from '#platform/journal/open-record.ts';
import { answersLeft } from '../domain/answer-referral.ts';
import { isOpen, type Referral } from '../domain/referral-sections.ts';
import type { ReferralClass } from '../domain/service.ts';
import type { KnownOfChild, ReferralView } from '../domain/views.ts';
import { standingOf, whatIsMissing } from '../domain/whats-missing.ts';
import type { readReferrals } from '../endpoints.ts';
import { teamsHere } from '../storage/teams-here.ts';
import { heardByWhom } from './answer-referral.ts';
import { referralsFor } from './find-referral.ts';
import type { ReferralDesk } from './referral-desk.ts';

/** The referrals of a child that are for the reader to see, each with what it still lacks. */
export function readReferralsHandler(desk: ReferralDesk): Handler<typeof readReferrals> {
  return ({ recordId }, call) =>
    desk.database.attempt(authorOf(call), async (tx) => {
      const asked = { recordType: desk.recordType, recordId, action: 'referrals.read' };
      const record = await openRecord(tx, desk.opener, asked);
      if (!record) return refuse({ code: 'referrals.case.unknown' });
      const actor = await desk.actorOf(tx, authorOf(call));
      const classes = referralsFor(actor, record);
      const all = classes.flatMap(({ referrals }) => referrals);
      const teams = await teamsHere(tx, [record.card.team, ...all.flatMap(teamAsked)]);
      const named = await directoryOf(desk, tx, all.flatMap(peopleIn));
      const shown = { desk, actor, record, teams, named, on: CalendarDay.parse(dayOf(call.now)) };
      const referrals = classes.flatMap(({ class: one, referrals: each }) =>
        each.map((referral) => referralView(shown, one, referral)),
      );
      return accept<OutputOf<typeof readReferrals>>({
        code: record.card.code,
        referrals: referrals.toSorted((one, other) => (one.at < other.at ? 1 : -1)),
        known: knownOfChild(
          { desk, actor, record, from: teams.get(record.card.team) ?? '—' },
          call,
        ),
      });
    });
}

type Shown = {
  readonly desk: ReferralDesk;
  readonly actor: Actor;
  readonly record: OpenRecord;
  readonly teams: ReadonlyMap<TeamId, string>;
  readonly named: Directory;
  readonly on: CalendarDay;
};

function referralView(shown: Shown, one: ReferralClass, referral: Referral): ReferralView {
  const { desk, record, teams, named, on } = shown;
  const { handedOver, withdrawn, opened, service } = referral;
  const cover = desk.coverOf(record, service.kind, on);
  return {
    ...referral,
    class: one,
    by: named(referral.by),
    from: teams.get(record.card.team) ?? '—',
    team: opened && (teams.get(opened.team) ?? '—'),
    answers: referral.answers.map((answer) => ({ ...answer, by: named(answer.by) })),
    handedOver: handedOver && { ...handedOver, by: named(handedOver.by) },
    withdrawn: withdrawn && { ...withdrawn, by: named(withdrawn.by) },
    missing: whatIsMissing(referral),
    standing: standingOf(referral, cover),
    name: service.needsName ? desk.childOf(record).name : null,
    ...whatMayBeDone(shown, one, referral),
  };
}

function whatMayBeDone({ actor, record }: Shown, one: ReferralClass, referral: Referral) {
  const access = accessOf(record);
  const mayWrite = permit(actor, { action: 'write-section', record: access, class: one }).ok;
  const mayRefer = permit(actor, { action: 'refer', record: access, classes: [one] }).ok;
  const isOurs = heardByWhom(actor, record, referral) !== undefined;
  return {
    mayAnswer: mayWrite && isOurs ? [...answersLeft(referral)] : [],
    mayWithdraw: mayRefer && (isOpen(referral) || isStillLetIn(referral)),
    mayHandOver: mayRefer && isOpen(referral) && referral.opened === null,
  };
}

function isStillLetIn({ state, opened }: Referral): boolean {
  return state === 'completed' && opened !== null;
}

type Asking = Pick<Shown, 'desk' | 'actor' | 'record'> & { readonly from: string };

function knownOfChild({ desk, actor, record, from }: Asking, call: Call): KnownOfChild | null {
  const request = { action: 'refer', record: accessOf(record), classes: [] } as const;
  if (!permit(actor, request).ok) return null;
  const day = CalendarDay.parse(dayOf(call.now));
  const { name, withhold, ...brief } = desk.childOf(record);
  const kinds = new Set([...desk.services.values()].map((service) => service.kind));
  const covers = [...kinds].flatMap((kind) => {
    const cover = desk.coverOf(record, kind, day);
    return cover ? [[kind, cover] as const] : [];
  });
  const everything = referralsFor(actor, record).flatMap(({ referrals }) => referrals);
  return {
    from,
    brief: { caseCode: record.card.code, ...brief },
    withhold,
    hasName: name !== null,
    covers: Object.fromEntries(covers),
    openTo: everything.filter(isOpen).map(({ service }) => service.id),
    day,
  };
}

function teamAsked({ opened }: Referral): readonly TeamId[] {
  return opened ? [opened.team] : [];
}

function peopleIn(referral: Referral): readonly WorkerId[] {
  const { answers, handedOver, withdrawn } = referral;
  const rest = [handedOver, withdrawn].flatMap((one) => (one ? [one.by] : []));
  return [referral.by, ...answers.map((one) => one.by), ...rest];
}
