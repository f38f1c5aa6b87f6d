import { useState } from 'react';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ReferralView } from '../domain/views.ts';
import { AnswerForm } from './answer-form.tsx';
import { MessageSheet } from './message-sheet.tsx';
import { ReferralMark } from './referral-mark.tsx';
import { ReferralStory } from './referral-story.tsx';
import { saidIn } from './referral-words.ts';
import { ReplyDue } from './reply-due.tsx';
import { ToldForm } from './told-form.tsx';
import { StopNow, WithdrawForm } from './withdraw-form.tsx';
import { WithReferral } from './with-referral.tsx';

type ScreenProps = { readonly recordId: string; readonly referralId: string };

/** One referral for the team of the child: what was asked, what came of it, what is missing. */
export function ReferralScreen(props: ScreenProps) {
  const { words } = useReader();
  return (
    <WithReferral {...props} title={words('referral.title')}>
      {(referral, reload) => (
        <OneReferral key={referral.state} {...props} referral={referral} reload={reload} />
      )}
    </WithReferral>
  );
}

type OneProps = ScreenProps & {
  readonly referral: ReferralView;
  readonly reload: () => void;
};

function OneReferral(props: OneProps) {
  const { referral, recordId, reload } = props;
  const reader = useReader();
  const { words } = reader;
  const name = saidIn(referral.service.names, reader);
  // What the child took back is not carried on: nobody is told, nobody is reminded.
  const goesOn = referral.standing !== 'stop';
  return (
    <>
      {referral.standing === 'stop' && referral.mayWithdraw ? (
        <StopNow recordId={recordId} referral={referral} onWithdrawn={reload} />
      ) : null}
      {referral.standing === 'ask-again' ? (
        <Notice kind="due" title={words('referral.ask-again')}>
          <p>{words('referral.ask-again.do')}</p>
        </Notice>
      ) : null}
      <p className="row">
        <ReferralMark state={referral.state} />
        {goesOn && referral.missing === 'reply' && referral.replyBy ? (
          <ReplyDue at={referral.replyBy} />
        ) : null}
      </p>
      {goesOn && referral.missing ? <p>{words(`referral.missing.${referral.missing}`)}</p> : null}
      <div className="leaving">
        <MessageSheet message={referral.message} from={referral.from} to={name} />
        <Section title={words('referral.story')}>
          <ReferralStory referral={referral} />
          <OpenTo referral={referral} />
          <p>
            {words('referral.phone')} <bdi dir="ltr">{referral.service.phone}</bdi>
          </p>
        </Section>
      </div>
      <WhatToDo {...props} />
    </>
  );
}

function OpenTo({ referral }: { readonly referral: ReferralView }) {
  const { words, instant, list } = useReader();
  const { opened, team, state } = referral;
  if (!opened || team === null || state === 'withdrawn' || state === 'declined') return null;
  const parts = opened.classes.map((one) => words(`part-of-case.${one}`));
  return (
    <p className="small">
      {words('referral.open-to', { team, parts: list(parts), until: instant(opened.until) })}
    </p>
  );
}

/** What the team of the child can do with a referral; the next step first. */
function WhatToDo({ recordId, referral, reload }: OneProps) {
  const { words } = useReader();
  const [isSaved, setSaved] = useState(false);
  const saved = () => {
    setSaved(true);
    reload();
  };
  return (
    <>
      {isSaved ? <Notice kind="done" isNews title={words('referral.saved')} /> : null}
      {referral.mayHandOver && referral.standing !== 'stop' ? (
        <Section title={words('told.title')}>
          <div className="row">
            <ButtonLink to={`/cases/${recordId}/referrals/${referral.id}/paper`} icon="print">
              {words('referral.paper')}
            </ButtonLink>
          </div>
          <ToldForm recordId={recordId} referral={referral} onTold={saved} />
        </Section>
      ) : null}
      {referral.missing === 'another-service' ? (
        <div className="row">
          <ButtonLink to={`/cases/${recordId}/referral`} kind="primary" iconAfter="next">
            {words('referral.another')}
          </ButtonLink>
        </div>
      ) : null}
      {referral.mayAnswer.length > 0 ? (
        <Folded title={words('answer.heard')}>
          <AnswerForm recordId={recordId} referral={referral} voice="heard" onAnswered={saved} />
        </Folded>
      ) : null}
      {referral.mayWithdraw && referral.standing !== 'stop' ? (
        <Folded title={words('recall.title')}>
          <WithdrawForm recordId={recordId} referral={referral} onWithdrawn={saved} />
        </Folded>
      ) : null}
    </>
  );
}
