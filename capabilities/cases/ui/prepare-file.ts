import { type MediaType, MOST_BLOB_BYTES } from '#kernel/blob.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { ChosenFile } from './attachment-way.ts';
import { withoutMetadata } from './jpeg-metadata.ts';

export type PrepareRefusal = {
  readonly code: 'attachment.unreadable' | 'attachment.kind-unknown' | 'attachment.too-large';
};

/** Enough to read small print on a sheet; a photo of a new phone has six times as many points. */
const LONGEST_SIDE = 2000;
const QUALITY = 0.82;

/** What browsers call the kinds that are taken as they are. */
const AS_THEY_ARE: Readonly<Record<string, MediaType>> = {
  'application/pdf': 'application/pdf',
  'audio/mp4': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/ogg': 'audio/ogg',
  'application/ogg': 'audio/ogg',
};

export const TAKEN: readonly string[] = ['image/*', ...Object.keys(AS_THEY_ARE)];

/** Pictures are drawn anew, smaller and without what a camera wrote beside them; the rest stays as it is. */
export async function prepareFile(file: Blob): Promise<Result<ChosenFile, PrepareRefusal>> {
  if (file.type.startsWith('image/')) return preparePicture(file);
  const mediaType = AS_THEY_ARE[file.type];
  if (!mediaType) return refuse({ code: 'attachment.kind-unknown' });
  if (file.size > MOST_BLOB_BYTES) return refuse({ code: 'attachment.too-large' });
  if (file.size === 0) return refuse({ code: 'attachment.unreadable' });
  return accept({ mediaType, content: new Uint8Array(await file.arrayBuffer()) });
}

async function preparePicture(file: Blob): Promise<Result<ChosenFile, PrepareRefusal>> {
  try {
    const drawn = await drawnAnew(file);
    const content = withoutMetadata(new Uint8Array(await drawn.arrayBuffer()));
    if (!content) return refuse({ code: 'attachment.unreadable' });
    if (content.length > MOST_BLOB_BYTES) return refuse({ code: 'attachment.too-large' });
    return accept({ mediaType: 'image/jpeg', content });
  } catch {
    // A kind of picture that this browser does not know, or a file that was cut off.
    return refuse({ code: 'attachment.unreadable' });
  }
}

async function drawnAnew(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser draws nothing');
  // What is see-through in a drawing is paper, not black.
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('Not drawn'))),
      'image/jpeg',
      QUALITY,
    );
  });
}
