import type { InputOf } from '#kernel/endpoint.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { MOST_PARTS } from '#platform/sync/protocol/carried-file.ts';
import { sendParcels as endpoint } from '#platform/sync/protocol/endpoints.ts';
import type { DeviceId } from '#platform/sync/protocol/push.ts';
import { askServer } from '../sync/ask-server.ts';
import type { Parcels } from '../store/open-parcels.ts';
import type { ParcelRow } from '../store/schema.ts';

/** The way to the server; a network that fails is a refusal. */
export type SendParcels = (input: InputOf<typeof endpoint>) => Promise<Result<unknown>>;

/** Characters of sealed text in one request, so that it stays below what a server reads. */
const LARGEST_REQUEST = 900_000;

/** The request itself was not taken; one parcel may be why, and must not hold up the others. */
const ABOUT_THE_REQUEST = new Set(['request.invalid', 'request.too-large']);

export type ParcelRound = {
  readonly failure: Refusal | null;
  readonly isWipeOrdered: boolean;
  /** Parcels that the server can never read: of another installation, or spoiled here. */
  readonly unreadable: ReadonlySet<string>;
};

/**
 * Sends the parcels of one person, in their order, and asks for orders even when there is none. What
 * was not taken stays. Each is judged by itself, so that one cannot hold up the others.
 */
export async function sendParcels(
  deviceId: DeviceId,
  parcels: Parcels,
  send: SendParcels,
): Promise<ParcelRound> {
  const [tried, unreadable] = [new Set<string>(), new Set<string>()];
  let [most, hasAsked, isWipeOrdered] = [MOST_PARTS, false, false];
  const ended = (failure: Refusal | null) => ({ failure, isWipeOrdered, unreadable });
  for (;;) {
    const waiting = (await parcels.unsent()).filter(({ part }) => !tried.has(part.fileId));
    const batch = fitting(waiting).slice(0, most);
    if (batch.length === 0 && hasAsked) return ended(null);
    const parts = batch.map(({ part }) => part);
    const answer = await askServer(endpoint.output, async () => send({ deviceId, parts }));
    if (!answer.ok) {
      if (!ABOUT_THE_REQUEST.has(answer.refusal.code) || batch.length === 0)
        return ended(answer.refusal);
      if (batch.length === 1) for (const { fileId } of parts) tried.add(fileId);
      most = Math.max(1, Math.floor(batch.length / 2));
      continue;
    }
    hasAsked = true;
    isWipeOrdered ||= answer.value.control.some(({ kind }) => kind === 'wipe');
    const said = (is: string) => filesSaid(answer.value.answers, is);
    for (const fileId of said('unreadable')) unreadable.add(fileId);
    for (const { fileId } of parts) tried.add(fileId);
    // What was not asked about is ignored.
    const done = parts.flatMap(({ fileId }) => (said('done').has(fileId) ? [fileId] : []));
    await parcels.noteSent(new Set(done), answer.value.epoch);
  }
}

function filesSaid(
  answers: readonly { readonly fileId: string; readonly is: string }[],
  which: string,
): ReadonlySet<string> {
  return new Set(answers.flatMap(({ fileId, is }) => (is === which ? [fileId] : [])));
}

/** From the first on, at least one. */
function fitting(waiting: readonly ParcelRow[]): readonly ParcelRow[] {
  let size = 0;
  const end = waiting.findIndex(({ part }, at) => {
    size += part.sealed.length + 500;
    return at > 0 && size > LARGEST_REQUEST;
  });
  return end === -1 ? waiting : waiting.slice(0, end);
}
