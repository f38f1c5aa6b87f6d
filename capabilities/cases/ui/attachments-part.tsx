import { useEffect, useRef, useState } from 'react';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Link } from '#platform/design/controls/link.tsx';
import { WrittenBy } from '#platform/design/form/others-work.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { listAttachments } from '../attachment-endpoints.ts';
import type { AttachmentsView, AttachmentView } from '../domain/attachments-view.ts';
import { type FileOnItsWay, useAttachmentWay } from './attachment-way.ts';
import './attachments.css';

/** CA-28: photos and papers of a case, those on their way included. */
export function AttachmentsPart({ recordId }: { readonly recordId: string }) {
  const { words } = useReader();
  const way = useAttachmentWay();
  const answer: Answer<AttachmentsView> = useAnswer(
    listAttachments,
    { recordId },
    { follows: true },
  );
  const again = answer.state === 'waiting' ? undefined : answer.again;
  const onTheWay = way.waiting.filter((one) => one.recordId === recordId);
  const count = onTheWay.length;
  // A file that has arrived has left the device: the list says so at once.
  const before = useRef(count);
  useEffect(() => {
    if (count < before.current) again?.();
    before.current = count;
  }, [count, again]);
  if (answer.state !== 'ready') return null;
  const { attachments, writable } = answer.value;
  if (attachments.length === 0 && writable.length === 0) return null;
  return (
    <div className="parts">
      <section className="part">
        <div className="section-head">
          <h3>{words('part.attachments')}</h3>
          {writable.length > 0 ? (
            <Link to={`/cases/${recordId}/attachments`} label={words('attachments.add')}>
              {words('attachments.add.short')}
            </Link>
          ) : null}
        </div>
        {attachments.length === 0 ? (
          <p className="small quiet">{words('attachments.none')}</p>
        ) : (
          <ul className="attachments">
            {attachments.map((one) => (
              <li key={one.blobId} className="attachment stack-close">
                <OneAttachment
                  recordId={recordId}
                  attachment={one}
                  onTheWay={onTheWay.find(({ blobId }) => blobId === one.blobId)}
                />
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function OneAttachment(props: {
  readonly recordId: string;
  readonly attachment: AttachmentView;
  readonly onTheWay: FileOnItsWay | undefined;
}) {
  const { attachment, onTheWay } = props;
  const { words, instant } = useReader();
  const what = words(`attachments.what.${attachment.what}`);
  const isOpenable = onTheWay !== undefined || attachment.isHere !== false;
  return (
    <>
      <div className="row">
        <strong>{what}</strong>
        {isOpenable ? (
          <Link
            to={`/cases/${props.recordId}/attachments/${attachment.blobId}`}
            label={words('attachments.open.of', { what, at: instant(attachment.at) })}
          >
            {words('attachments.open')}
          </Link>
        ) : null}
      </div>
      {attachment.mayBeShown === false ? (
        <Mark kind="danger">{words('attachments.not-to-be-shown')}</Mark>
      ) : null}
      <WrittenBy by={attachment.by.name} at={attachment.at} />
      {attachment.note ? (
        <blockquote className="note" dir="auto">
          {attachment.note}
        </blockquote>
      ) : null}
      <p className="small quiet">
        {words('attachments.readers', { part: words(`class.${attachment.class}`) })}
      </p>
      {onTheWay ? <OnTheWay file={onTheWay} /> : null}
      {!onTheWay && attachment.isHere === false ? (
        <>
          <Mark kind="due">{words('attachments.coming')}</Mark>
          <p className="small quiet">{words('attachments.coming.why')}</p>
        </>
      ) : null}
    </>
  );
}

/** Refusals that pass by themselves: the network is away, or nobody is signed in. */
const PASSES = new Set(['network.unreachable', 'sign-in.required', 'request.too-many']);

function OnTheWay({ file }: { readonly file: FileOnItsWay }) {
  const { words } = useReader();
  const way = useAttachmentWay();
  const { sent, parts, refusal } = file;
  if (refusal && !PASSES.has(refusal.code)) return <NotSent file={file} />;
  return (
    <div className="stack-close">
      <progress
        className="attachment-progress"
        max={parts}
        value={sent}
        aria-label={words('attachments.coming')}
      />
      <output className="small">{words('attachments.sending', { sent, parts })}</output>
      {way.isKeptHere ? null : <p className="small">{words('attachments.keep-open')}</p>}
    </div>
  );
}

function NotSent({ file: { blobId, refusal } }: { readonly file: FileOnItsWay }) {
  const { words } = useReader();
  const way = useAttachmentWay();
  const [isAsked, setAsked] = useState(false);
  if (!refusal) return null;
  return (
    <>
      <Mark kind="due">{words('attachments.not-sent')}</Mark>
      <RefusalNotice refusal={refusal}>
        <Button onPress={way.send}>{words('refusal.again')}</Button>
        <Button onPress={() => setAsked(true)}>{words('attachments.give-up')}</Button>
      </RefusalNotice>
      <Dialog
        title={words('attachments.give-up')}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button onPress={() => setAsked(false)}>{words('attachments.give-up.keep')}</Button>
            <Button kind="danger" onPress={() => void way.drop(blobId)}>
              {words('attachments.give-up')}
            </Button>
          </>
        }
      >
        <p>{words('attachments.give-up.sure')}</p>
      </Dialog>
    </>
  );
}
