import { useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { TextArea, TextField } from '#platform/design/controls/text-field.tsx';
import { DayField } from '#platform/design/date/day-field.tsx';
import { emptyDay, readDay, type TypedDay } from '#platform/design/date/typed-date.ts';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { CompetentAuthority, needsAuthority, type Status } from '../domain/status.ts';
import { changeStatus } from '../endpoints.ts';

type StepProps = {
  readonly recordId: string;
  readonly options: readonly Status[];
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** One step on the ladder; a step of an authority names the office, its country and the day. */
export function StatusStep(props: StepProps) {
  const { words } = useReader();
  const step = useStep(props);
  return (
    <Dialog
      title={words('status.change')}
      isOpen
      onClose={props.onClose}
      actions={
        <Button kind="primary" isBusy={step.isBusy} onPress={() => void step.send()}>
          {words('status.save')}
        </Button>
      }
    >
      {step.refusal ? <RefusalNotice refusal={step.refusal} /> : null}
      <Choice
        label={words('status.to')}
        isNeeded
        options={props.options.map((code) => ({
          code,
          label: words(`identification.status.${code}`),
        }))}
        value={step.to}
        onChange={(code) => step.setTo(props.options.find((one) => one === code))}
      />
      {step.isOffice ? (
        <OfficeFields
          office={step.office}
          onChange={step.setOffice}
          wordsIfWrong={(field) =>
            step.wrongFields.includes(field) ? words('issue.required') : undefined
          }
        />
      ) : null}
      <TextArea
        label={words('status.reason')}
        maxLength={2000}
        value={step.reason}
        onChange={step.setReason}
      />
    </Dialog>
  );
}

function useStep(props: StepProps) {
  const { calendar } = useReader();
  const { run, isBusy, refusal } = useCall(changeStatus);
  const command = useCommand();
  const [to, setTo] = useState<Status | undefined>(props.options[0]);
  const [office, setOffice] = useState<Office>({ name: '', country: '', day: emptyDay(calendar) });
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isOffice = to !== undefined && needsAuthority(to);
  const authority = CompetentAuthority.safeParse({
    name: office.name,
    country: office.country.toUpperCase(),
    decidedOn: readDay(office.day).value,
  });
  const wrongFields =
    isChecked && !authority.success
      ? authority.error.issues.map((issue) => String(issue.path[0]))
      : [];
  const send = async () => {
    setChecked(true);
    if (to === undefined || (isOffice && !authority.success)) return;
    const named = isOffice && authority.success ? authority.data : null;
    const content = { recordId: props.recordId, to, authority: named, reason };
    const sent = await run({ ...command(content), ...content });
    if (sent.ok) props.onDone();
  };
  return {
    to,
    setTo,
    office,
    setOffice,
    reason,
    setReason,
    isOffice,
    wrongFields,
    send,
    isBusy,
    refusal,
  };
}

type Office = { readonly name: string; readonly country: string; readonly day: TypedDay };

function OfficeFields(props: {
  readonly office: Office;
  readonly onChange: (office: Office) => void;
  readonly wordsIfWrong: (field: string) => string | undefined;
}) {
  const { office, onChange, wordsIfWrong } = props;
  const { words } = useReader();
  return (
    <>
      <TextField
        label={words('status.authority')}
        help={words('status.authority.help')}
        isNeeded
        size="full"
        maxLength={200}
        value={office.name}
        onChange={(name) => onChange({ ...office, name })}
        issue={wordsIfWrong('name')}
      />
      <TextField
        label={words('status.country')}
        help={words('status.country.help')}
        isNeeded
        size="short"
        maxLength={2}
        value={office.country}
        onChange={(country) => onChange({ ...office, country })}
        issue={wordsIfWrong('country')}
      />
      <DayField
        label={words('status.decided-on')}
        isNeeded
        value={office.day}
        onChange={(day) => onChange({ ...office, day })}
        issue={wordsIfWrong('decidedOn')}
      />
    </>
  );
}
