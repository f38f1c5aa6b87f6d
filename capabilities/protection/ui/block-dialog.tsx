import { useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { TextArea } from '#platform/design/controls/text-field.tsx';
import { DayField } from '#platform/design/date/day-field.tsx';
import { emptyDay, readDay } from '#platform/design/date/typed-date.ts';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { Hindrance, type Measure } from '../domain/measure.ts';
import { blockMeasure } from '../endpoints.ts';

/** PR-12: what stands in the way of a measure, and until when. */
export function BlockDialog(props: {
  readonly recordId: string;
  readonly measure: Measure;
  readonly onClose: () => void;
  readonly onBlocked: () => void;
}) {
  const { recordId, measure } = props;
  const { words, calendar } = useReader();
  const { run, isBusy, refusal } = useCall(blockMeasure);
  const command = useCommand();
  const [reason, setReason] = useState<Hindrance | undefined>(undefined);
  const [typed, setTyped] = useState('');
  const [until, setUntil] = useState(() => emptyDay(calendar));
  const [isChecked, setChecked] = useState(false);
  const day = readDay(until);
  const needsWords = reason === 'other' && typed.trim() === '';
  const send = async () => {
    setChecked(true);
    if (!reason || needsWords || day.issue) return;
    const blocked = { reason, words: typed.trim(), until: day.value ?? null };
    const content = { recordId, measure, blocked };
    if ((await run({ ...command(content), ...content })).ok) props.onBlocked();
  };
  return (
    <Dialog
      title={words('block.title')}
      isOpen
      onClose={props.onClose}
      actions={
        <Button kind="primary" isBusy={isBusy} onPress={() => void send()}>
          {words('block.save')}
        </Button>
      }
    >
      <p>{words(`measure.${measure}`)}</p>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <ReasonChoice value={reason} onChange={setReason} isChecked={isChecked} />
      <TextArea
        label={words('block.words')}
        help={words('block.words.help')}
        maxLength={1000}
        value={typed}
        onChange={setTyped}
        issue={isChecked && needsWords ? words('block.words.issue') : undefined}
      />
      <DayField
        label={words('block.until')}
        value={until}
        onChange={setUntil}
        issue={isChecked && day.issue ? words(`issue.${day.issue}`) : undefined}
      />
    </Dialog>
  );
}

function ReasonChoice(props: {
  readonly value: Hindrance | undefined;
  readonly onChange: (reason: Hindrance | undefined) => void;
  readonly isChecked: boolean;
}) {
  const { words } = useReader();
  return (
    <Choice
      label={words('block.reason')}
      isNeeded
      options={Hindrance.options.map((code) => ({ code, label: words(`hindrance.${code}`) }))}
      value={props.value}
      onChange={(code) => props.onChange(Hindrance.options.find((one) => one === code))}
      issue={props.isChecked && !props.value ? words('block.reason.issue') : undefined}
    />
  );
}
