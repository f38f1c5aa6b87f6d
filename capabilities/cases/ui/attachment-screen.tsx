import { useEffect, useState } from 'react';
import { BlobId } from '#kernel/blob.ts';
import type { Result } from '#kernel/result.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { WrittenBy } from '#platform/design/form/others-work.tsx';
import { Mark, Notice } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { listAttachments } from '../attachment-endpoints.ts';
import type { AttachmentsView, AttachmentView } from '../domain/attachments-view.ts';
import { useAttachmentWay } from './attachment-way.ts';
import { kindOf, Picture } from './choose-file.tsx';
import { WithCase } from './with-case.tsx';

/** One photo or paper, by itself, with the way back to its case. */
export function AttachmentScreen(props: { readonly recordId: string; readonly blobId: string }) {
  const { words } = useReader();
  const { recordId, blobId } = props;
  const answer: Answer<AttachmentsView> = useAnswer(listAttachments, { recordId });
  const found =
    answer.state === 'ready'
      ? answer.value.attachments.find((one) => one.blobId === blobId)
      : undefined;
  const title = words(found ? `attachments.what.${found.what}` : 'part.attachments');
  return (
    <WithCase recordId={recordId} title={title}>
      {() => (
        <Answered answer={answer}>
          {() =>
            found ? (
              <Opened attachment={found} title={title} />
            ) : (
              <EmptyState title={words('attachment.view.gone')} />
            )
          }
        </Answered>
      )}
    </WithCase>
  );
}

function Opened(props: { readonly attachment: AttachmentView; readonly title: string }) {
  const { attachment } = props;
  const { words } = useReader();
  return (
    <div className="stack">
      <WrittenBy by={attachment.by.name} at={attachment.at} />
      {attachment.mayBeShown === false ? (
        <Mark kind="danger">{words('attachments.not-to-be-shown')}</Mark>
      ) : null}
      {attachment.note ? (
        <blockquote className="note" dir="auto">
          {attachment.note}
        </blockquote>
      ) : null}
      <Content attachment={attachment} title={props.title} />
      <p className="small quiet">{words('attachment.view.kept-not')}</p>
    </div>
  );
}

function Content(props: { readonly attachment: AttachmentView; readonly title: string }) {
  const { blobId, mediaType } = props.attachment;
  const { words } = useReader();
  const way = useAttachmentWay();
  const { fetched, progress, again } = useFetched(blobId);
  if (!fetched)
    return (
      <output>
        {words('attachment.view.fetching', { here: progress.here + 1, parts: progress.parts })}
      </output>
    );
  if (!fetched.ok)
    return (
      <RefusalNotice refusal={fetched.refusal}>
        <Button onPress={again}>{words('refusal.again')}</Button>
      </RefusalNotice>
    );
  const content = fetched.value;
  if (kindOf(mediaType) === 'picture') return <Picture content={content} label={props.title} />;
  return (
    <Notice kind="info" title={words(`attachment.kind.${kindOf(mediaType)}`)}>
      <p>{words('attachment.view.save.warning')}</p>
      <Button onPress={() => way.save(content)}>{words('attachment.view.save')}</Button>
    </Notice>
  );
}

const BEGINNING = { here: 0, parts: 1 };

/** Fetched for this screen alone, part by part; gone when it is left. */
function useFetched(blobId: string) {
  const { open } = useAttachmentWay();
  const [fetched, setFetched] = useState<Result<Blob> | undefined>(undefined);
  const [progress, setProgress] = useState(BEGINNING);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const onPart = (here: number, parts: number) => {
      if (isCurrent) setProgress({ here: Math.min(here, parts - 1), parts });
    };
    void open(BlobId.parse(blobId), onPart).then((result) => {
      if (isCurrent) setFetched(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [open, blobId, round]);
  const again = () => {
    setFetched(undefined);
    setProgress(BEGINNING);
    setRound((before) => before + 1);
  };
  return { fetched, progress, again };
}
