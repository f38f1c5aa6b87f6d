import { type Actor, permit } from '#capabilities/access/contract.ts';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { Directory } from '#kernel/directory.ts';
import type { TeamId, WorkerId } from '#kernel/ids.ts';
import { accessOf, type OpenRecord } from '#kernel/open-record.ts';
import { answersLeft } from './answer-referral.ts';
import { heardByWhom, referralsFor } from './find-referral.ts';
import type { ReferralRules } from './referral-rules.ts';
import { isOpen, type Referral } from './referral-sections.ts';
import type { ReferralClass } from './service.ts';
import type { KnownOfChild, ReferralView } from './views.ts';
import { standingOf, whatIsMissing } from './whats-missing.ts';

/** What the referrals of a case are shown with, besides the record. */
export type ReferralsSeen = {
  readonly rules: ReferralRules;
  readonly actor: Actor;
  readonly named: Directory;
  /** Names of the teams that `teamsInReferrals` tells. */
  readonly teams: ReadonlyMap<TeamId, string>;
  /** Every kind of service that could be asked. */
  readonly kinds: Iterable<string>;
  readonly today: CalendarDay;
};

export type ReferralsView = {
  code: string;
  referrals: ReferralView[];
  known: KnownOfChild | null;
};

type Shown = ReferralsSeen & { readonly record: OpenRecord };

/** The referrals of a child that are for the reader to see, the newest first, each with what it still lacks. */
export function referralsView(record: OpenRecord, seen: ReferralsSeen): ReferralsView {
  const shown = { ...seen, record };
  const referrals = referralsFor(seen.actor, record).flatMap(({ class: one, referrals: each }) =>
    each.map((referral) => referralView(shown, one, referral)),
  );
  return {
    code: record.card.code,
    referrals: referrals.toSorted((one, other) => (one.at < other.at ? 1 : -1)),
    known: knownOfChild(shown),
  };
}

/** Everyone whom the view names, for a directory that is asked before. */
export function peopleInReferrals(actor: Actor, record: OpenRecord): readonly WorkerId[] {
  return everyReferral(actor, record).flatMap(({ by, answers, handedOver, withdrawn }) => {
    const rest = [handedOver, withdrawn].flatMap((one) => (one ? [one.by] : []));
    return [by, ...answers.map((one) => one.by), ...rest];
  });
}

export function teamsInReferrals(actor: Actor, record: OpenRecord): readonly TeamId[] {
  const asked = everyReferral(actor, record).flatMap(({ opened }) => (opened ? [opened.team] : []));
  return [record.card.team, ...asked];
}

function everyReferral(actor: Actor, record: OpenRecord): readonly Referral[] {
  return referralsFor(actor, record).flatMap(({ referrals }) => referrals);
}

function referralView(shown: Shown, one: ReferralClass, referral: Referral): ReferralView {
  const { rules, record, teams, named, today } = shown;
  const { handedOver, withdrawn, opened, service } = referral;
  const cover = rules.coverOf(record, service.kind, today);
  return {
    ...referral,
    class: one,
    by: named(referral.by),
    from: nameOf(teams, record.card.team),
    team: opened && nameOf(teams, opened.team),
    answers: referral.answers.map((answer) => ({ ...answer, by: named(answer.by) })),
    handedOver: handedOver && { ...handedOver, by: named(handedOver.by) },
    withdrawn: withdrawn && { ...withdrawn, by: named(withdrawn.by) },
    missing: whatIsMissing(referral),
    standing: standingOf(referral, cover),
    name: service.needsName ? rules.childOf(record).name : null,
    ...whatMayBeDone(shown, one, referral),
  };
}

function nameOf(teams: ReadonlyMap<TeamId, string>, team: TeamId): string {
  return teams.get(team) ?? '—';
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

function knownOfChild({ rules, actor, record, teams, kinds, today }: Shown): KnownOfChild | null {
  const request = { action: 'refer', record: accessOf(record), classes: [] } as const;
  if (!permit(actor, request).ok) return null;
  const { name, withhold, ...brief } = rules.childOf(record);
  const covers = [...new Set(kinds)].flatMap((kind) => {
    const cover = rules.coverOf(record, kind, today);
    return cover ? [[kind, cover] as const] : [];
  });
  return {
    from: nameOf(teams, record.card.team),
    brief: { caseCode: record.card.code, ...brief },
    withhold,
    hasName: name !== null,
    covers: Object.fromEntries(covers),
    openTo: everyReferral(actor, record)
      .filter(isOpen)
      .map(({ service }) => service.id),
    day: today,
  };
}
