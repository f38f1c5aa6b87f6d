import type { Refusal } from '#kernel/result.ts';
import { sendParcels as endpoint } from '#platform/sync/protocol/endpoints.ts';
import { DeviceId } from '#platform/sync/protocol/push.ts';
import type { Directory, PersonRow } from '../keys/directory.ts';
import { openParcels } from '../store/open-parcels.ts';
import { askServer } from '../sync/ask-server.ts';
import { nextWait } from '../sync/pace.ts';
import { type SendParcels, sendParcels } from './send-parcels.ts';

/** What sending without unlocking needs of the page that it runs in. */
export type ParcelParts = {
  readonly send: SendParcels;
  /** Calls when the network came back or the page is looked at again; the answer stops that. */
  readonly wakes: (wake: () => void) => () => void;
  /** Between 0 and 1, for waits that shall not fall together on all devices. */
  readonly random: () => number;
  /** Does the work unless another page of the browser is at it. */
  readonly unlessElsewhere: (name: string, work: () => Promise<void>) => Promise<void>;
  /** The locks that an open device writes under, by their whole name. */
  readonly withLock: (name: string, work: () => Promise<void>) => Promise<void>;
};

type PostParts = {
  readonly parcels: ParcelParts;
  readonly directory: Directory;
  readonly now: () => number;
  readonly every: (work: () => void) => () => void;
  /** Whose content this page has open; their work goes out by itself. */
  readonly openId: () => string | undefined;
  /** After a round; `isErased` when somebody's content was destroyed by order. */
  readonly moved: (isErased: boolean) => Promise<void>;
};

export type ParcelPost = {
  /** One round for everybody now; who asks meanwhile shares it. */
  readonly send: () => Promise<void>;
  readonly stop: () => void;
};

/** As long as a wait may seem to be before the clock must have been turned back. */
const LONGEST_WAIT = 300_000;

/**
 * Sends what waits for people who do not unlock, for as long as the app stands open: at once, when the
 * network comes back, each minute, and after failures more slowly.
 */
export function startPost(parts: PostParts): ParcelPost {
  let [failures, nextAt, isStopped] = [0, 0, false];
  let running: Promise<void> | undefined;
  const round = async () => {
    await parts.parcels.unlessElsewhere('amparo.parcels', async () => {
      const done = await sendForAll(parts).catch(() => ({ isFailed: true, isErased: false }));
      failures = done.isFailed ? failures + 1 : 0;
      if (!isStopped) await parts.moved(done.isErased);
    });
    nextAt = parts.now() + nextWait(failures, true, parts.parcels.random());
  };
  const send = async () => {
    running ??= round().finally(() => {
      running = undefined;
    });
    await running;
  };
  // Nobody waits for these rounds; what failed is tried again.
  const quietly = () => void send().catch(() => undefined);
  const stops = [
    parts.every(() => {
      const left = nextAt - parts.now();
      if (left <= 0 || left > LONGEST_WAIT) quietly();
    }),
    parts.parcels.wakes(() => {
      failures = 0;
      quietly();
    }),
  ];
  quietly();
  return {
    send,
    stop: () => {
      isStopped = true;
      for (const stop of stops) stop();
    },
  };
}

async function sendForAll(
  parts: PostParts,
): Promise<{ readonly isFailed: boolean; readonly isErased: boolean }> {
  const { directory } = parts;
  let [isFailed, isErased] = [false, false];
  const note = (failure: Refusal | null) => {
    isFailed ||= failure !== null;
    return failure?.code !== 'network.unreachable';
  };
  for (const row of await directory.people()) {
    if (row.id === parts.openId()) continue;
    const sent = await sendFor(parts, row);
    isErased ||= sent.isErased;
    if (!note(sent.failure)) return { isFailed, isErased };
  }
  for (const farewell of await directory.farewells()) {
    const { deviceId, fileId } = farewell;
    const said = await askServer(endpoint.output, async () =>
      parts.parcels.send({ deviceId, parts: [], farewell }),
    );
    // A server that does not know the device any more has nothing to be told.
    if (said.ok || said.refusal.code === 'sync.device.unknown')
      await directory.dropFarewell(fileId);
    if (!said.ok && !note(said.refusal)) break;
  }
  return { isFailed, isErased };
}

async function sendFor(
  parts: PostParts,
  row: PersonRow,
): Promise<{ readonly failure: Refusal | null; readonly isErased: boolean }> {
  const parcels = await openParcels(row.database);
  if (!parcels) return { failure: null, isErased: false };
  const round = await sendParcels(
    DeviceId.parse(row.deviceId),
    parcels,
    parts.parcels.send,
  ).finally(parcels.close);
  const { failure, isWipeOrdered } = round;
  const isErased = isWipeOrdered && (await takeBack(parts, row, round.unreadable));
  return { failure, isErased };
}

/**
 * The device was taken back: once the server has all that it can read, everything of the person goes.
 * Under the lock of the outbox, for another page may have it open and somebody may write this moment.
 */
async function takeBack(
  parts: PostParts,
  row: PersonRow,
  unreadable: ReadonlySet<string>,
): Promise<boolean> {
  let isErased = false;
  await parts.parcels.withLock(`amparo.${row.deviceId}.kept`, async () => {
    const parcels = await openParcels(row.database);
    const unsent = (await parcels?.unsent()) ?? [];
    parcels?.close();
    if (unsent.some(({ part }) => !unreadable.has(part.fileId))) return;
    await parts.directory.takeBack(row.id);
    isErased = true;
  });
  return isErased;
}
