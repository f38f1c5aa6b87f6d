import { useState } from 'react';
import type { Purpose } from '#kernel/sensitivity.ts';
import { ButtonLink, Link } from '#platform/design/controls/link.tsx';
import { NameShown } from '#platform/design/form/answers-view.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { AnswerCode } from '../domain/referral-sections.ts';
import type { ReferralView } from '../domain/views.ts';
import { AnswerForm } from './answer-form.tsx';
import { MessageSheet } from './message-sheet.tsx';
import { ReferralMark } from './referral-mark.tsx';
import { ReferralStory } from './referral-story.tsx';
import { saidIn } from './referral-words.ts';
import { ReplyDue } from './reply-due.tsx';
import { WithReferral } from './with-referral.tsx';

/** What was referred to the reader's team: the message, and the answer to it. */
export function ReceivedScreen(props: {
  readonly recordId: string;
  readonly referralId: string;
  readonly purpose: Purpose;
}) {
  const { words } = useReader();
  const [answered, setAnswered] = useState<AnswerCode | undefined>(undefined);
  const back = { to: '/', label: words('received.back') };
  // Whoever says no sees nothing more of the child; the thanks stand by themselves.
  if (answered === 'declined')
    return (
      <Page title={words('received.one')} back={back}>
        <Notice kind="done" isNews title={words('received.declined')}>
          <p>{words('received.declined.what')}</p>
        </Notice>
        <div className="page-action">
          <ButtonLink to="/" kind="primary">
            {words('received.back')}
          </ButtonLink>
        </div>
      </Page>
    );
  return (
    <WithReferral {...props} title={words('received.one')} back={back}>
      {(referral, reload) => (
        <Received
          key={referral.state}
          {...props}
          referral={referral}
          answered={answered}
          onAnswered={(answer) => {
            setAnswered(answer);
            if (answer !== 'declined') reload();
          }}
        />
      )}
    </WithReferral>
  );
}

function Received(props: {
  readonly recordId: string;
  readonly purpose: Purpose;
  readonly referral: ReferralView;
  readonly answered: AnswerCode | undefined;
  readonly onAnswered: (answer: AnswerCode) => void;
}) {
  const { referral, recordId, purpose, answered } = props;
  const reader = useReader();
  const { words } = reader;
  return (
    <>
      {answered ? <Notice kind="done" isNews title={words('received.saved')} /> : null}
      <p className="row">
        <ReferralMark state={referral.state} />
        {referral.missing === 'reply' && referral.replyBy ? (
          <ReplyDue at={referral.replyBy} />
        ) : null}
      </p>
      <div className="leaving">
        <MessageSheet
          message={referral.message}
          from={referral.from}
          to={saidIn(referral.service.names, reader)}
          child={referral.name ? <NameOnTouch referral={referral} /> : null}
        />
        <Section title={words('referral.story')}>
          <ReferralStory referral={referral} />
          <p className="small quiet">{words('received.only')}</p>
          <p>
            <Link to={`/cases/${recordId}`}>{words('received.open')}</Link>
          </p>
        </Section>
      </div>
      {referral.mayAnswer.length > 0 ? (
        <Section title={words('answer.title')}>
          <AnswerForm
            recordId={recordId}
            referral={referral}
            voice="own"
            purpose={purpose}
            onAnswered={props.onAnswered}
          />
        </Section>
      ) : null}
    </>
  );
}

/** A glance over the shoulder shows no name. */
function NameOnTouch({ referral }: { readonly referral: ReferralView }) {
  const { words } = useReader();
  return (
    <Folded title={words('received.name')}>
      <p>{referral.name ? <NameShown name={referral.name} /> : null}</p>
    </Folded>
  );
}
