import type { ReactNode } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ReferralView } from '../domain/views.ts';
import { readReferrals } from '../endpoints.ts';
import { codeText } from './referral-words.ts';

/** A page about one referral, once it is there; for a purpose of its own where the reader was let in for one. */
export function WithReferral(props: {
  readonly recordId: string;
  readonly referralId: string;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly purpose?: Purpose;
  /** Where the page came from; the case, unless the reader was let into the referral alone. */
  readonly back?: { readonly to: string; readonly label: string };
  readonly isPaper?: boolean;
  readonly children: (referral: ReferralView, reload: () => void) => ReactNode;
}) {
  const { recordId, referralId, purpose } = props;
  const { words } = useReader();
  const answer: Answer<OutputOf<typeof readReferrals>> = useAnswer(
    readReferrals,
    { recordId },
    purpose ? { purpose } : {},
  );
  const code = answer.state === 'ready' ? codeText(answer.value.code) : undefined;
  const back = props.back ?? { to: `/cases/${recordId}`, label: code ?? words('referral.case') };
  return (
    <Page
      title={props.title}
      lead={props.lead}
      back={back}
      width="wide"
      {...(props.isPaper ? { paper: { code } } : {})}
    >
      <Answered answer={answer}>
        {({ referrals }) => {
          const found = referrals.find((one) => one.id === referralId);
          const reload = answer.state === 'waiting' ? () => undefined : answer.again;
          return found ? props.children(found, reload) : <NotThere />;
        }}
      </Answered>
    </Page>
  );
}

function NotThere() {
  const { words } = useReader();
  return (
    <EmptyState title={words('refusal.referrals.referral.unknown')}>
      <p>{words('refusal.referrals.case.unknown.do')}</p>
    </EmptyState>
  );
}
