import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { CHUNK_BYTES } from '#kernel/blob.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import { done } from './test-case.ts';
import { aCommand, type Client } from './test-country.ts';

export type TestFile = {
  readonly blobId: string;
  readonly mediaType: 'image/jpeg';
  readonly bytes: number;
  readonly sha256: string;
  /** Base64, part by part. */
  readonly parts: readonly string[];
};

/** An invented picture: the first bytes of a JPEG, then chance. */
export function aPicture(bytes = CHUNK_BYTES + 1000): TestFile {
  const content = randomBytes(bytes);
  content.set([0xff, 0xd8, 0xff, 0xe0]);
  const parts: string[] = [];
  for (let at = 0; at < bytes; at += CHUNK_BYTES)
    parts.push(content.subarray(at, at + CHUNK_BYTES).toString('base64'));
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { blobId: randomUUID(), mediaType: 'image/jpeg', bytes, sha256, parts };
}

/** The body of `POST /blobs`. */
export function announced(
  { blobId, mediaType, bytes, sha256 }: TestFile,
  recordId: string,
  sensitivity: SensitivityClass = 'care',
) {
  return { blobId, recordId, class: sensitivity, mediaType, bytes, sha256 };
}

/** The body of `POST /cases/:recordId/attachments`. */
export function toldOf(
  { blobId, mediaType, bytes }: Pick<TestFile, 'blobId' | 'mediaType' | 'bytes'>,
  over: Readonly<Record<string, unknown>> = {},
) {
  const said = { class: 'care', what: 'drawing', note: 'A house with two doors.' };
  return { ...aCommand(), ...said, blobId, mediaType, bytes, ...over };
}

/** Tells of a picture of this class and sends it whole. */
export async function withPicture(
  client: Client,
  recordId: string,
  sensitivity: SensitivityClass = 'care',
): Promise<TestFile> {
  const file = aPicture();
  await done(client.post(`/cases/${recordId}/attachments`, toldOf(file, { class: sensitivity })));
  await done(client.post('/blobs', announced(file, recordId, sensitivity)));
  for (const [index, data] of file.parts.entries())
    await done(client.put(`/blobs/${file.blobId}/chunks/${index}`, { data }));
  await done(client.post(`/blobs/${file.blobId}/complete`, {}));
  return file;
}
