import { useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { TextArea } from '#platform/design/controls/text-field.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { IdentificationView } from '../domain/identification-view.ts';
import { SHORTEST_REASON } from '../domain/record-facts.ts';
import { overrideResult } from '../endpoints.ts';

/** Works with another result than the rules gave. A lower one needs a second person (ID-11). */
export function OtherResult(props: {
  readonly recordId: string;
  readonly view: IdentificationView;
  readonly evaluation: string;
  readonly onClose: () => void;
  readonly onDone: (waits: boolean) => void;
}) {
  const { recordId, view, evaluation } = props;
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(overrideResult);
  const command = useCommand();
  const [to, setTo] = useState<string | undefined>(undefined);
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isShort = reason.trim().length < SHORTEST_REASON;
  const lead = view.evaluation.results[0];
  const send = async () => {
    setChecked(true);
    if (to === undefined || isShort) return;
    const content = { recordId, evaluation, to, reason };
    const sent = await run({ ...command(content), ...content });
    if (sent.ok) props.onDone(sent.value.held !== null);
  };
  return (
    <Section title={words('other-result.title')}>
      <p>{words('other-result.lead')}</p>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <Choice
        label={words('other-result.which')}
        isNeeded
        issue={isChecked && to === undefined ? words('issue.required') : undefined}
        options={view.ladder
          .filter((code) => code !== lead)
          .map((code) => ({ code, label: words(`identification.result.${code}`) }))}
        value={to}
        onChange={setTo}
      />
      <TextArea
        label={words('other-result.why')}
        help={words('other-result.why.help')}
        isNeeded
        maxLength={2000}
        value={reason}
        onChange={setReason}
        issue={isChecked && isShort ? words('other-result.why.issue') : undefined}
      />
      <div className="page-action">
        <Button kind="primary" isBusy={isBusy} onPress={() => void send()}>
          {words('other-result.save')}
        </Button>
        <Button kind="plain" onPress={props.onClose}>
          {words('form.back')}
        </Button>
      </div>
    </Section>
  );
}
