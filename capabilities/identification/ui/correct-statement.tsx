import { useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { TextArea } from '#platform/design/controls/text-field.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { IdentificationView } from '../domain/identification-view.ts';
import { SHORTEST_REASON } from '../domain/record-facts.ts';
import { correctStatement } from '../endpoints.ts';
import { statementWords } from './fact-words.ts';

/** Marks a statement as recorded in error (ID-3). A child who takes something back says something new. */
export function CorrectStatement(props: {
  readonly recordId: string;
  readonly statement: IdentificationView['statements'][number];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { recordId, statement } = props;
  const reader = useReader();
  const { words } = reader;
  const { run, isBusy, refusal } = useCall(correctStatement);
  const command = useCommand();
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isShort = reason.trim().length < SHORTEST_REASON;
  const send = async () => {
    setChecked(true);
    if (isShort) return;
    const content = { recordId, entry: statement.entry, fact: statement.fact, reason };
    const sent = await run({ ...command(content), ...content });
    if (sent.ok) props.onDone();
  };
  return (
    <Dialog
      title={words('recorded.wrong')}
      isOpen
      onClose={props.onClose}
      actions={
        <Button kind="primary" isBusy={isBusy} onPress={() => void send()}>
          {words('recorded.wrong.do')}
        </Button>
      }
    >
      <p>{statementWords(statement, reader)}</p>
      <p className="small quiet">{words('recorded.wrong.what')}</p>
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <TextArea
        label={words('other-result.why')}
        isNeeded
        maxLength={2000}
        value={reason}
        onChange={setReason}
        issue={isChecked && isShort ? words('other-result.why.issue') : undefined}
      />
    </Dialog>
  );
}
