import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { Made } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { accessOf, type OpenRecord, stateOf } from '#kernel/open-record.ts';
import type { Result } from '#kernel/result.ts';
import type { CaseRules } from './case-rules.ts';
import { consentSection } from './sections.ts';
import { type Withdrawal, withdrawConsent, type WithdrawRefusal } from './withdraw-consent.ts';

/** CA-23 on an opened case: whoever may write class `care` takes an agreement back for the child. */
export function judgeWithdrawal(
  rules: Pick<CaseRules, 'identification'>,
  asked: {
    readonly actor: Actor;
    readonly record: OpenRecord;
    readonly made: Made;
  },
  withdrawal: Withdrawal,
): Result<readonly DraftEntry[], WithdrawRefusal | AccessRefusal> {
  const { actor, record, made } = asked;
  const permitted = permit(actor, {
    action: 'write-section',
    record: accessOf(record),
    class: consentSection.class,
  });
  if (!permitted.ok) return permitted;
  const seen = {
    consent: stateOf(record, consentSection) ?? null,
    mayCaregiverBeAsked: rules.identification.mayCaregiverBeAsked(record),
  };
  return withdrawConsent(seen, made, withdrawal);
}
