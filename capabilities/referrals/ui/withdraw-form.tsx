import { useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ReferralView } from '../domain/views.ts';
import { withdrawReferral } from '../endpoints.ts';
import { codeWords } from './referral-words.ts';

type WithdrawProps = {
  readonly recordId: string;
  readonly referral: ReferralView;
  readonly onWithdrawn: () => void;
};

function useWithdrawing({ recordId, referral, onWithdrawn }: WithdrawProps) {
  const { run, isBusy, refusal } = useCall(withdrawReferral);
  const command = useCommand();
  const withdraw = async (reason: string) => {
    const content = { recordId, referralId: referral.id, reason };
    const done = await run({ ...command(content), ...content });
    if (done.ok) onWithdrawn();
  };
  return { withdraw, isBusy, refusal };
}

/** Consent was withdrawn: the one button that makes the service stop, too. */
export function StopNow(props: WithdrawProps) {
  const { words } = useReader();
  const { withdraw, isBusy, refusal } = useWithdrawing(props);
  return (
    <Notice kind="due" title={words('referrals.stop')}>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <p>{words(props.referral.team === null ? 'referral.stop.outside' : 'referral.stop.here')}</p>
      <div>
        <Button kind="danger" isBusy={isBusy} onPress={() => void withdraw('consent-withdrawn')}>
          {words('referral.stop-it')}
        </Button>
      </div>
    </Notice>
  );
}

/** Recalls a referral, with the reason. */
export function WithdrawForm(props: WithdrawProps) {
  const reader = useReader();
  const { words } = reader;
  const { lists } = usePack().reference;
  const { withdraw, isBusy, refusal } = useWithdrawing(props);
  const [reason, setReason] = useState<string | undefined>(undefined);
  const [isChecked, setChecked] = useState(false);
  const codes = lists.get('referral-withdrawal')?.codes.filter((one) => one.retired !== true) ?? [];
  return (
    <div className="stack">
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <p>{words(props.referral.team === null ? 'referral.stop.outside' : 'referral.stop.here')}</p>
      <Choice
        label={words('recall.why')}
        isNeeded
        options={codes.map(({ code }) => ({
          code,
          label: codeWords(reader, 'referral-withdrawal', code),
        }))}
        value={reason}
        onChange={setReason}
        issue={isChecked && reason === undefined ? words('answer.why.issue') : undefined}
      />
      <div className="row">
        <Button
          kind="danger"
          isBusy={isBusy}
          onPress={() => {
            setChecked(true);
            if (reason !== undefined) void withdraw(reason);
          }}
        >
          {words('recall.do')}
        </Button>
      </div>
    </div>
  );
}
