import { useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { TextArea } from '#platform/design/controls/text-field.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { withdrawConsent } from '../contact-endpoints.ts';
import { ConsentGiver, ConsentPurpose } from '../domain/sections.ts';
import type { CaseView } from '../domain/views.ts';
import { agreedPurposes } from './consent-part.tsx';
import { noteSaved } from './saved-news.ts';
import { NotForYou, WithCase } from './with-case.tsx';
import type { Go } from './worker-here.ts';

type WithdrawProps = { readonly recordId: string; readonly go: Go };

/** CA-23: takes one agreement back: what, who said so, what it stops, and what the child was told. */
export function WithdrawScreen(props: WithdrawProps) {
  const { words } = useReader();
  return (
    <WithCase
      recordId={props.recordId}
      title={words('withdraw.title')}
      lead={words('withdraw.lead')}
      width="narrow"
    >
      {({ consent }) =>
        consent?.mayWrite ? <Withdraw {...props} consent={consent} /> : <NotForYou />
      }
    </WithCase>
  );
}

type ConsentView = NonNullable<CaseView['consent']>;

function Withdraw({ recordId, consent, go }: WithdrawProps & { consent: ConsentView }) {
  const { words } = useReader();
  const command = useCommand();
  const { run, isBusy, refusal } = useCall(withdrawConsent);
  const [said, setSaid] = useState<Said>({ purpose: undefined, who: 'child', told: '' });
  const [isChecked, setChecked] = useState(false);
  const open = agreedPurposes(consent.content);
  if (open.length === 0) return <EmptyState title={words('withdraw.nothing')} />;
  const send = async () => {
    setChecked(true);
    const { purpose, who } = said;
    const told = said.told.trim();
    if (!purpose || !who || told.length < SHORTEST) return;
    const content = { recordId, basedOn: consent.position, purpose, who, told };
    const done = await run({ ...command(content), ...content });
    if (done.ok) {
      noteSaved(recordId, 'withdrawal');
      go(`/cases/${recordId}`);
    }
  };
  return (
    <form
      className="stack-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <Questions open={open} said={said} isChecked={isChecked} onSay={setSaid} />
      <div className="page-action">
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {words('withdraw.save')}
        </Button>
      </div>
    </form>
  );
}

type Said = {
  readonly purpose: ConsentPurpose | undefined;
  readonly who: ConsentGiver | undefined;
  readonly told: string;
};
const SHORTEST = 3;

function Questions(props: {
  readonly open: readonly ConsentPurpose[];
  readonly said: Said;
  readonly isChecked: boolean;
  readonly onSay: (said: Said) => void;
}) {
  const { said, onSay } = props;
  const { purpose, who, told } = said;
  const { words } = useReader();
  const issue = (isMissing: boolean) =>
    props.isChecked && isMissing ? words('issue.required') : undefined;
  return (
    <>
      <Choice
        label={words('withdraw.what')}
        isNeeded
        issue={issue(purpose === undefined)}
        options={props.open.map((code) => ({ code, label: words(`consent.purpose.${code}`) }))}
        value={purpose}
        onChange={(code) =>
          onSay({ ...said, purpose: ConsentPurpose.options.find((one) => one === code) })
        }
      />
      {purpose ? (
        <Notice kind="info" title={words('withdraw.stops')} isNews>
          <p>{words(`withdraw.stops.${purpose}`)}</p>
        </Notice>
      ) : null}
      <Choice
        label={words('withdraw.who')}
        help={words('withdraw.who.help')}
        isNeeded
        issue={issue(who === undefined)}
        options={ConsentGiver.options.map((code) => ({
          code,
          label: words(`list.consent-giver.${code}`),
        }))}
        value={who}
        onChange={(code) =>
          onSay({ ...said, who: ConsentGiver.options.find((one) => one === code) })
        }
      />
      <TextArea
        label={words('withdraw.told')}
        help={words('withdraw.told.help')}
        isNeeded
        issue={issue(told.trim().length < SHORTEST)}
        maxLength={2000}
        value={told}
        onChange={(text) => onSay({ ...said, told: text })}
      />
    </>
  );
}
