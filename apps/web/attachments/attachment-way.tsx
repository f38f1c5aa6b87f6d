import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { type AttachmentWay, AttachmentWayContext } from '#capabilities/cases/ui/attachment-way.ts';
import { type BlobId, chunkCount } from '#kernel/blob.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Api, useApi } from '#platform/design/calling/api.tsx';
import { declare, joined, partsOf } from '#platform/device/blobs/blob-parts.ts';
import type { BlobQueue } from '#platform/device/blobs/blob-queue.ts';
import { readBlob, readChunk } from '#platform/sync/protocol/blob-endpoints.ts';
import { useOpenDevice } from '../field/field-context.tsx';
import { saveFile } from '../field/save-file.ts';
import { useMe } from '../session.tsx';
import { queueOfDevice, queueOfPage } from './blob-queues.ts';

/** Gives the screens of a case the way on which its photos and papers travel. */
export function WithAttachmentWay({ children }: { readonly children: ReactNode }) {
  const api = useApi();
  const open = useOpenDevice();
  const worker = useMe().worker.id;
  const queue = open ? queueOfDevice(open, api) : queueOfPage(worker, api);
  const shown = useSyncExternalStore(queue.subscribe, queue.snapshot);
  const isKeptHere = open !== undefined;
  const fixed = useMemo(() => wayOver(queue, api, isKeptHere), [queue, api, isKeptHere]);
  const way = useMemo(() => {
    const waiting = shown.map(({ declared: { blobId, recordId }, sent, parts, refusal }) => ({
      blobId,
      recordId,
      sent,
      parts,
      refusal,
    }));
    return { ...fixed, waiting };
  }, [fixed, shown]);
  return <AttachmentWayContext value={way}>{children}</AttachmentWayContext>;
}

function wayOver(queue: BlobQueue, api: Api, isKeptHere: boolean): Omit<AttachmentWay, 'waiting'> {
  return {
    isKeptHere,
    keep: async ({ content, ...about }) =>
      queue.keep(await declare(content, about), partsOf(content)),
    send: () => void queue.send(),
    drop: queue.drop,
    open: async (blobId, onPart) =>
      (await openHere(queue, blobId)) ?? fetchAll(api, blobId, onPart),
    save: (content) => saveFile(content, `amparo-paper.${ENDINGS[content.type] ?? 'file'}`),
  };
}

/** A name that tells nothing; what opens it goes by its end. */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
};

async function openHere(queue: BlobQueue, blobId: BlobId): Promise<Result<Blob> | undefined> {
  const parts = await queue.content(blobId);
  const waiting = queue.snapshot().find(({ declared }) => declared.blobId === blobId);
  if (!parts || !waiting) return undefined;
  return accept(new Blob([joined(parts)], { type: waiting.declared.mediaType }));
}

async function fetchAll(
  api: Api,
  blobId: BlobId,
  onPart: (here: number, parts: number) => void,
): Promise<Result<Blob>> {
  const about = await api.call(readBlob, { blobId });
  if (!about.ok) return about;
  if (!about.value.isComplete) return refuse({ code: 'blobs.content.incomplete' });
  const count = chunkCount(about.value.bytes);
  const parts: string[] = [];
  for (let index = 0; index < count; index += 1) {
    onPart(index, count);
    const part = await api.call(readChunk, { blobId, index });
    if (!part.ok) return part;
    parts.push(part.value.data);
  }
  return accept(new Blob([joined(parts)], { type: about.value.mediaType }));
}
