import { Mark } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ReferralState } from '../domain/referral-sections.ts';

const KINDS = {
  sent: 'due',
  received: 'info',
  accepted: 'info',
  'first-seen': 'info',
  completed: 'done',
  declined: 'due',
  withdrawn: 'plain',
} as const satisfies Record<ReferralState, string>;

/** How far a referral is: a word and a shape. */
export function ReferralMark({ state }: { readonly state: ReferralState }) {
  const { words } = useReader();
  return <Mark kind={KINDS[state]}>{words(`referral.state.${state}`)}</Mark>;
}
