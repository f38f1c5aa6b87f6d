import { useState } from 'react';
import { BlobId } from '#kernel/blob.ts';
import { RecordId } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/result.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer, useCall } from '#platform/design/calling/api.tsx';
import { newId, useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { TextArea } from '#platform/design/controls/text-field.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { addAttachment, listAttachments } from '../attachment-endpoints.ts';
import { AttachmentKind } from '../domain/attachment-sections.ts';
import type { AttachmentsView } from '../domain/attachments-view.ts';
import { type ChosenFile, useAttachmentWay } from './attachment-way.ts';
import { ChooseFile } from './choose-file.tsx';
import { noteSaved } from './saved-news.ts';
import { NotForYou, WithCase } from './with-case.tsx';
import type { Go } from './worker-here.ts';

type AddProps = { readonly recordId: string; readonly go: Go };

/** CA-28: a photo or paper, what it is, and who needs to see it. */
export function AddAttachmentScreen(props: AddProps) {
  const { words } = useReader();
  const answer: Answer<AttachmentsView> = useAnswer(listAttachments, { recordId: props.recordId });
  return (
    <WithCase
      recordId={props.recordId}
      title={words('attachments.add')}
      lead={words('attachment.lead')}
      width="narrow"
    >
      {() => (
        <Answered answer={answer}>
          {(view) => (view.writable.length > 0 ? <Add {...props} view={view} /> : <NotForYou />)}
        </Answered>
      )}
    </WithCase>
  );
}

type Said = {
  readonly what: AttachmentKind | undefined;
  readonly class: SensitivityClass | undefined;
  readonly note: string;
};

function Add({ recordId, go, view }: AddProps & { readonly view: AttachmentsView }) {
  const { words } = useReader();
  const [file, setFile] = useState<(ChosenFile & { readonly blobId: BlobId }) | undefined>();
  const [said, setSaid] = useState<Said>({ what: undefined, class: usual(view), note: '' });
  const [isChecked, setChecked] = useState(false);
  const { give, isBusy, refusal } = useGiving(recordId);
  const send = async () => {
    setChecked(true);
    const { what, class: sensitivity } = said;
    if (!file || !what || !sensitivity) return;
    if (!(await give(file, { what, class: sensitivity, note: said.note.trim() }))) return;
    noteSaved(recordId, 'attachment');
    go(`/cases/${recordId}`);
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
      <ChooseFile
        file={file}
        onFile={(chosen) => setFile(chosen && { ...chosen, blobId: BlobId.parse(newId()) })}
      />
      {file ? (
        <>
          <Questions view={view} said={said} isChecked={isChecked} onSay={setSaid} />
          <div className="page-action">
            <Button kind="primary" type="submit" isBusy={isBusy}>
              {words('attachment.save')}
            </Button>
          </div>
        </>
      ) : null}
    </form>
  );
}

/** Most photos show who the child is; whoever may not write that says where it belongs. */
function usual({ writable }: AttachmentsView): SensitivityClass | undefined {
  return writable.includes('identity')
    ? 'identity'
    : writable.length === 1
      ? writable[0]
      : undefined;
}

/** Kept first, then told of, then sent: killed anywhere, no entry waits for a file that is nowhere. */
function useGiving(recordId: string) {
  const way = useAttachmentWay();
  const command = useCommand();
  const { run, isBusy, refusal } = useCall(addAttachment);
  const [notKept, setNotKept] = useState<Refusal | undefined>(undefined);
  const give = async (
    file: ChosenFile & { readonly blobId: BlobId },
    said: { what: AttachmentKind; class: SensitivityClass; note: string },
  ): Promise<boolean> => {
    const { blobId, mediaType, content } = file;
    const about = { recordId: RecordId.parse(recordId), class: said.class };
    const kept = await way.keep({ ...file, ...about });
    setNotKept(kept.ok ? undefined : kept.refusal);
    if (!kept.ok) return false;
    const told = { recordId, blobId, mediaType, bytes: content.length, ...said };
    const added = await run({ ...command(told), ...told });
    if (added.ok) way.send();
    // Without a network it may have been told of all the same: the file stays with its word.
    else if (added.refusal.code !== 'network.unreachable') await way.drop(blobId);
    return added.ok;
  };
  return { give, isBusy, refusal: notKept ?? refusal };
}

function Questions(props: {
  readonly view: AttachmentsView;
  readonly said: Said;
  readonly isChecked: boolean;
  readonly onSay: (said: Said) => void;
}) {
  const { view, said, onSay } = props;
  const { words } = useReader();
  const issue = (value: unknown) =>
    props.isChecked && value === undefined ? words('issue.required') : undefined;
  const kinds = AttachmentKind.options.filter(
    (one) => one !== 'photo-for-tracing' || view.mayTraceWithPhoto,
  );
  return (
    <>
      <Choice
        label={words('attachment.what')}
        help={view.mayTraceWithPhoto ? undefined : words('attachment.tracing.no')}
        isNeeded
        issue={issue(said.what)}
        options={kinds.map((code) => ({ code, label: words(`attachments.what.${code}`) }))}
        value={said.what}
        onChange={(code) => onSay({ ...said, what: kinds.find((one) => one === code) })}
      />
      <Choice
        label={words('attachment.class')}
        help={words('attachment.class.help')}
        isNeeded
        issue={issue(said.class)}
        options={view.writable.map((code) => ({ code, label: words(`class.${code}`) }))}
        value={said.class}
        onChange={(code) =>
          onSay({ ...said, class: SensitivityClass.options.find((one) => one === code) })
        }
      />
      <TextArea
        label={words('attachment.note')}
        help={words('attachment.note.help')}
        maxLength={500}
        value={said.note}
        onChange={(note) => onSay({ ...said, note })}
      />
    </>
  );
}
