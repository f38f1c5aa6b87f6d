import { type BlobDeclared, type BlobId, chunkCount } from '#kernel/blob.ts';
import type { InputOf } from '#kernel/endpoint.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import { beginBlob, completeBlob, sendChunk } from '#platform/sync/protocol/blob-endpoints.ts';
import { askServer } from '../sync/ask-server.ts';

/** The way to the server; what it answers is read here with the schemas of the protocol. */
export type BlobTransport = {
  readonly begin: (input: InputOf<typeof beginBlob>) => Promise<Result<unknown>>;
  readonly sendChunk: (input: InputOf<typeof sendChunk>) => Promise<Result<unknown>>;
  readonly complete: (input: InputOf<typeof completeBlob>) => Promise<Result<unknown>>;
};

export type BlobSource = {
  readonly declared: BlobDeclared;
  /** Base64 of one part; undefined when it is not here any more. */
  readonly part: (blobId: BlobId, index: number) => Promise<string | undefined>;
};

/** A file whose end was refused is sent once more from its beginning, and then left for later. */
const MOST_BEGINNINGS = 2;

/** Sends what the server does not have yet. Cut off anywhere, the next call goes on from there. */
export async function sendBlob(
  source: BlobSource,
  transport: BlobTransport,
  onSent: (parts: number) => Promise<void>,
): Promise<Result<true>> {
  let last: Refusal = { code: 'blobs.content.incomplete' };
  for (let beginning = 0; beginning < MOST_BEGINNINGS; beginning += 1) {
    const sent = await sendMissing(source, transport, onSent);
    if (!sent.ok || sent.value === 'was-complete') return sent.ok ? accept(true) : sent;
    const { blobId } = source.declared;
    const ended = await askServer(completeBlob.output, () => transport.complete({ blobId }));
    if (ended.ok) return accept(true);
    if (!BEGINS_ANEW.has(ended.refusal.code)) return ended;
    last = ended.refusal;
  }
  return refuse(last);
}

const BEGINS_ANEW = new Set(['blobs.content.other-hash', 'blobs.content.incomplete']);

async function sendMissing(
  { declared, part }: BlobSource,
  transport: BlobTransport,
  onSent: (parts: number) => Promise<void>,
): Promise<Result<'was-complete' | 'sent'>> {
  const begun = await askServer(beginBlob.output, () => transport.begin(declared));
  if (!begun.ok) return begun;
  if (begun.value.isComplete) return accept('was-complete');
  const { blobId, bytes } = declared;
  let here: ReadonlySet<number> = new Set(begun.value.here);
  await onSent(here.size);
  for (let index = 0; index < chunkCount(bytes); index += 1) {
    if (here.has(index)) continue;
    const data = await part(blobId, index);
    if (data === undefined) return refuse({ code: 'device.blob.gone' });
    const sent = await askServer(sendChunk.output, () =>
      transport.sendChunk({ blobId, index, data }),
    );
    if (!sent.ok) return sent;
    here = new Set(sent.value.here);
    await onSent(here.size);
  }
  return accept('sent');
}
