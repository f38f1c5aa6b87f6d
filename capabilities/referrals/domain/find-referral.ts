import type { Actor } from '#capabilities/access/contract.ts';
import { refuse, accept, type Result } from '#kernel/result.ts';
import type { EntryId } from '#kernel/ids.ts';
import { type OpenRecord, stateOf } from '#kernel/open-record.ts';
import { type Referral, type ReferralAnswered, referralSections } from './referral-sections.ts';
import { ReferralClass } from './service.ts';

/** A referral with the others of its class, whose clock moves with it. */
export type Found = {
  readonly class: ReferralClass;
  readonly referral: Referral;
  readonly others: readonly Referral[];
};

/** The referrals of each class that the reader may see, and that are for them to see. */
export function referralsFor(
  actor: Actor,
  record: OpenRecord,
): readonly { readonly class: ReferralClass; readonly referrals: readonly Referral[] }[] {
  return ReferralClass.options.map((one) => {
    const all = stateOf(record, referralSections[one]) ?? [];
    return { class: one, referrals: all.filter((each) => concerns(actor, record, each)) };
  });
}

/** RE-2: within a class, too, a team sees what it was asked, and not what another was. */
function concerns(actor: Actor, record: OpenRecord, { opened }: Referral): boolean {
  return (
    actor.abilities.has(record.card.team) ||
    (opened !== null && actor.abilities.has(opened.team)) ||
    isWhole(record)
  );
}

// Whoever was let into everything, by a supervisor or past the glass, stands in for the team.
function isWhole({ readable }: OpenRecord): boolean {
  return ReferralClass.options.every((one) => readable.has(one));
}

export function findReferral(
  actor: Actor,
  record: OpenRecord,
  id: EntryId,
): Result<Found, { readonly code: 'referrals.referral.unknown' }> {
  for (const { class: one, referrals } of referralsFor(actor, record)) {
    const referral = referrals.find((each) => each.id === id);
    if (!referral) continue;
    const all = stateOf(record, referralSections[one]) ?? [];
    return accept({ class: one, referral, others: all.filter((each) => each.id !== id) });
  }
  return refuse({ code: 'referrals.referral.unknown' });
}

/** Undefined for whoever is of neither team. */
export function heardByWhom(
  actor: Actor,
  record: OpenRecord,
  { opened }: Pick<Referral, 'opened'>,
): ReferralAnswered['heardBy'] | undefined {
  if (actor.abilities.has(record.card.team)) return 'team-of-the-child';
  return opened && actor.abilities.has(opened.team) ? 'service' : undefined;
}
