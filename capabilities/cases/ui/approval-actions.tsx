import { useState } from 'react';
import type { Refusal } from '#kernel/result.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { TextArea } from '#platform/design/controls/text-field.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';

/** Approve, or return with what is missing. */
export function ApprovalActions(props: {
  readonly refusal: Refusal | undefined;
  readonly isBusy: boolean;
  readonly onJudge: (approved: boolean, note: string) => void;
}) {
  const { words } = useReader();
  const [isReturning, setReturning] = useState(false);
  const [note, setNote] = useState('');
  const [isChecked, setChecked] = useState(false);
  const giveBack = () => {
    setChecked(true);
    if (note.trim() !== '') props.onJudge(false, note);
  };
  return (
    <>
      {props.refusal ? <RefusalNotice refusal={props.refusal} isNews /> : null}
      {isReturning ? (
        <TextArea
          label={words('approval.note')}
          help={words('approval.note.help')}
          isNeeded
          maxLength={2000}
          value={note}
          onChange={setNote}
          issue={isChecked && note.trim() === '' ? words('issue.required') : undefined}
        />
      ) : null}
      <div className="page-action">
        {isReturning ? (
          <>
            <Button kind="primary" isBusy={props.isBusy} onPress={giveBack}>
              {words('approval.return.do')}
            </Button>
            <Button kind="plain" onPress={() => setReturning(false)}>
              {words('form.back')}
            </Button>
          </>
        ) : (
          <>
            <Button kind="primary" isBusy={props.isBusy} onPress={() => props.onJudge(true, '')}>
              {words('approval.approve')}
            </Button>
            <Button onPress={() => setReturning(true)}>{words('approval.return')}</Button>
          </>
        )}
      </div>
    </>
  );
}
