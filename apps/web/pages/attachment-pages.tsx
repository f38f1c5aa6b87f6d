import { useParams } from '@tanstack/react-router';
import { AddAttachmentScreen } from '#capabilities/cases/ui/add-attachment-screen.tsx';
import { AttachmentScreen } from '#capabilities/cases/ui/attachment-screen.tsx';
import { WithAttachmentWay } from '../attachments/attachment-way.tsx';
import { useRecordId } from './case-pages.tsx';
import { useGo } from './worker-here.ts';

export function AddAttachmentPage() {
  const recordId = useRecordId();
  const go = useGo();
  return (
    <WithAttachmentWay>
      <AddAttachmentScreen key={recordId} recordId={recordId} go={go} />
    </WithAttachmentWay>
  );
}

export function AttachmentPage() {
  const recordId = useRecordId();
  const blobId = useParams({ strict: false, select: (params) => params.blobId }) ?? '';
  return (
    <WithAttachmentWay>
      <AttachmentScreen key={blobId} recordId={recordId} blobId={blobId} />
    </WithAttachmentWay>
  );
}
