import type { KeptBlob } from '../device-store.ts';

/** The oldest first, so that what waits longest is sent next. */
export function inOrderOfKeeping(blobs: readonly KeptBlob[]): readonly KeptBlob[] {
  const place = ({ keptAt, declared }: KeptBlob) => `${keptAt} ${declared.blobId}`;
  return blobs.toSorted((one, two) => (place(one) < place(two) ? -1 : 1));
}
