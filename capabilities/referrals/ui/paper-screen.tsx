import { useState } from 'react';
import { Button } from '#platform/design/controls/button.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ReferralView } from '../domain/views.ts';
import { MessageSheet } from './message-sheet.tsx';
import { saidIn } from './referral-words.ts';
import { WithReferral } from './with-referral.tsx';

/** The message on paper, for a service outside: the code and no name, which is written in by hand where it is needed. */
export function PaperScreen(props: { readonly recordId: string; readonly referralId: string }) {
  const { words } = useReader();
  return (
    <WithReferral
      {...props}
      title={words('referral.paper')}
      back={{
        to: `/cases/${props.recordId}/referrals/${props.referralId}`,
        label: words('referral.title'),
      }}
      isPaper
    >
      {(referral) => <OnPaper referral={referral} />}
    </WithReferral>
  );
}

function OnPaper({ referral }: { readonly referral: ReferralView }) {
  const reader = useReader();
  const { words, instant } = reader;
  const { service } = referral;
  return (
    <>
      <div className="screen-only stack">
        <Notice kind="info" title={words('paper.safe')}>
          <p>{words(service.needsName ? 'paper.safe.name' : 'paper.safe.code')}</p>
        </Notice>
        <Copy />
      </div>
      <MessageSheet
        message={referral.message}
        from={referral.from}
        to={saidIn(service.names, reader)}
        child={
          service.needsName ? (
            <span>
              {words('paper.name')} <span className="write-by-hand" />
            </span>
          ) : null
        }
      />
      <div className="stack">
        {referral.replyBy ? (
          <p>{words('paper.reply', { at: instant(referral.replyBy), from: referral.from })}</p>
        ) : null}
        <p>{words('paper.answers')}</p>
        <p>{words('paper.keep')}</p>
      </div>
    </>
  );
}

/** For a message that is sent encrypted elsewhere: the sheet as plain text. */
function Copy() {
  const { words } = useReader();
  const [state, setState] = useState<'none' | 'done' | 'failed'>('none');
  const copy = async () => {
    const sheet = document.querySelector('.sheet');
    const text = sheet instanceof HTMLElement ? sheet.innerText : '';
    try {
      await navigator.clipboard.writeText(text);
      setState('done');
    } catch {
      setState('failed');
    }
  };
  return (
    <div className="row">
      <Button onPress={() => void copy()}>{words('paper.copy')}</Button>
      <output className="small">{state === 'none' ? '' : words(`paper.copy.${state}`)}</output>
    </div>
  );
}
