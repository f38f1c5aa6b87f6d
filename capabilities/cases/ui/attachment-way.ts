import { createContext, use } from 'react';
import type { BlobId, MediaType } from '#kernel/blob.ts';
import type { RecordId } from '#kernel/ids.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';

/** A file as it will be kept, with what is said of it before it is sent. */
export type ChosenFile = {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly mediaType: MediaType;
};

/** A file on its way, in numbers that a person can be told. */
export type FileOnItsWay = {
  readonly blobId: BlobId;
  readonly recordId: RecordId;
  readonly sent: number;
  readonly parts: number;
  readonly refusal: Refusal | null;
};

/** How files travel; the app knows whether this browser keeps them until they have arrived. */
export type AttachmentWay = {
  /** Kept here, durably where this browser is a field device; not sent before `send`. */
  readonly keep: (
    file: ChosenFile & {
      readonly blobId: BlobId;
      readonly recordId: RecordId;
      readonly class: SensitivityClass;
    },
  ) => Promise<Result<true>>;
  readonly send: () => void;
  readonly drop: (blobId: BlobId) => Promise<void>;
  readonly waiting: readonly FileOnItsWay[];
  readonly isKeptHere: boolean;
  /** From this device where it waits here, else from the server; it is not kept. */
  readonly open: (
    blobId: BlobId,
    onPart: (here: number, parts: number) => void,
  ) => Promise<Result<Blob>>;
  /** Hands it to the person as a file of their own. */
  readonly save: (content: Blob) => void;
};

export const AttachmentWayContext = createContext<AttachmentWay | undefined>(undefined);

export function useAttachmentWay(): AttachmentWay {
  const way = use(AttachmentWayContext);
  if (!way) throw new Error('useAttachmentWay stands outside of its provider');
  return way;
}
