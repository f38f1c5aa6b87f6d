import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Call, PublicCall } from '../http/call.ts';
import { noteOfFault } from '../http/fault.ts';
import type { RefusalWithDetail } from '../http/route.ts';
import { lockRecords } from '../journal/lock-records.ts';
import { checkItem, type SignedItem } from './check-item.ts';
import type { ControlMessage } from './protocol/pull.ts';
import {
  type DeviceId,
  FirstOutcome,
  MOST_ITEMS,
  type OpenedOffline,
  type Outcome,
  type PushItem,
} from './protocol/push.ts';
import { putIntoQuarantine } from './quarantine.ts';
import { reasonOf, runItem } from './run-item.ts';
import {
  type Claim,
  claimItems,
  findSender,
  isEarly,
  keepOutcomes,
  noteOpened,
  noteWiped,
  type Sender,
  wipeOrderOf,
} from './senders.ts';
import type { SyncDesk } from './sync-desk.ts';

export type Sent = {
  readonly deviceId: DeviceId;
  readonly items: readonly PushItem[];
  readonly opened: readonly OpenedOffline[];
};
export type Judged = { readonly outcomes: Outcome[]; readonly control: ControlMessage[] };

/** The last words of a device that was taken back: it has wiped itself. */
const WIPED = 'sync.wiped';

/**
 * Judges what a device sent, each item by itself and in the order given. Numbers are taken before
 * anything is run, and outcomes are kept after: a crash between ends in the same answers, for an
 * operation that was run under the same id before answers as it did then.
 */
export async function judgeItems(
  desk: SyncDesk,
  sent: Sent,
  call: PublicCall,
): Promise<Result<Judged, { readonly code: 'sync.device.unknown' }>> {
  const sender = await findSender(desk.database.sql, sent.deviceId);
  if (!sender) return refuse({ code: 'sync.device.unknown' });
  const as: Call = {
    ...call,
    worker: sender.worker,
    purpose: sender.purpose,
    sessionId: sender.deviceId,
  };
  const checked = await Promise.all(sent.items.map((item) => checkItem(item, sender)));
  const signed = checked.flatMap((one) => (one.ok ? [one.value] : []));
  const claims = await desk.database.transaction(sender, (tx) =>
    claimItems(tx, sender.deviceId, signed),
  );
  const claimed = new Map(signed.map((item, index) => [item, claims[index]]));
  const judge = async (one: Checked): Promise<Outcome> =>
    one.ok
      ? judgeOne(desk, sender, { item: one.value, claim: claimed.get(one.value), as })
      : refusedItem(desk, { number: one.refusal.number, entryId: null }, one.refusal);
  const outcomes: Outcome[] = [];
  for (let at = 0; at < checked.length; at += MOST_ITEMS) {
    const some = checked.slice(at, at + MOST_ITEMS);
    outcomes.push(
      ...(await judgeTogether(desk, sender, some, async () => {
        const judged: Outcome[] = [];
        for (const one of some) judged.push(await judge(one));
        const kept = newOutcomes(judged, signed, claims);
        await desk.database.transaction(sender, (tx) => keepOutcomes(tx, sender.deviceId, kept));
        return judged;
      })),
    );
  }
  const control = await desk.database.transaction(sender, async (tx) => {
    await noteOpened(tx, sender.deviceId, sent.opened);
    return sender.isRevoked ? wipeOrderOf(tx, sender.deviceId) : [];
  });
  return accept({ outcomes, control });
}

type Checked = Awaited<ReturnType<typeof checkItem>>;

/**
 * Several items share one transaction, each a step that is undone alone: one wait for the disk, and one
 * opening of a record that many of them write to. An answer goes out after the commit. Their records are
 * locked first and in one order, so that two devices do not wait for each other. When the whole cannot
 * be committed, each item is judged in a transaction of its own.
 */
async function judgeTogether(
  desk: SyncDesk,
  sender: Sender,
  some: readonly Checked[],
  judgeAll: () => Promise<Outcome[]>,
): Promise<Outcome[]> {
  if (some.length < 2 || !sender.isTrusted) return judgeAll();
  const records = some.flatMap((one) => (one.ok ? [one.value.recordId] : []));
  try {
    return await desk.database.together(sender, async () => {
      await desk.database.transaction(sender, (tx) => lockRecords(tx, records));
      return judgeAll();
    });
  } catch (thrown) {
    desk.log.error({ fault: noteOfFault(thrown) }, 'fault of items judged together');
    return judgeAll();
  }
}

async function judgeOne(
  desk: SyncDesk,
  sender: Sender,
  given: { readonly item: SignedItem; readonly claim: Claim | undefined; readonly as: Call },
): Promise<Outcome> {
  const { item, claim, as } = given;
  const { number, entryId } = item;
  if (claim === undefined || claim.is === 'forked')
    return refusedItem(desk, item, { code: 'sync.item.forked' });
  if (claim.is === 'known' && claim.outcome)
    return { number, entryId, outcome: 'duplicate', first: claim.outcome };
  if (item.operation === WIPED) {
    await desk.database.transaction(sender, (tx) => noteWiped(tx, sender.deviceId));
    return { number, entryId, outcome: 'accepted', answer: {} };
  }
  if (sender.isTrusted) return runInTime(desk, sender, item, as);
  await putIntoQuarantine(desk, sender, item);
  const reason = reasonOf(desk, { code: 'sync.item.quarantined' }, 409);
  return { number, entryId, outcome: 'held', reason };
}

/** What is refused because its record is not here, while items before it are missing, is judged later. */
async function runInTime(
  desk: SyncDesk,
  sender: Sender,
  item: SignedItem,
  as: Call,
): Promise<Outcome> {
  const outcome = await runItem(desk, item, as, 'hold');
  if (outcome.outcome !== 'refused' || outcome.reason['status'] !== 404) return outcome;
  const { number, entryId } = item;
  const early = await desk.database.transaction(sender, (tx) =>
    isEarly(tx, sender.deviceId, number),
  );
  const reason = reasonOf(desk, { code: 'sync.item.early' }, 409);
  return early ? { number, entryId, outcome: 'later', reason } : outcome;
}

function refusedItem(
  desk: SyncDesk,
  { number, entryId }: Pick<Outcome, 'number' | 'entryId'>,
  { code }: RefusalWithDetail,
): Outcome {
  return { number, entryId, outcome: 'refused', reason: reasonOf(desk, { code }, 422) };
}

/** Final outcomes of items that took their number now; a forgery must not write over the first answer. */
function newOutcomes(
  outcomes: readonly Outcome[],
  signed: readonly SignedItem[],
  claims: readonly Claim[],
): readonly FirstOutcome[] {
  const open = new Set(
    signed.flatMap(({ number }, index) => {
      const claim = claims[index];
      return claim?.is === 'new' || (claim?.is === 'known' && claim.outcome === null)
        ? [number]
        : [];
    }),
  );
  const isForked = (outcome: FirstOutcome) =>
    outcome.outcome === 'refused' && outcome.reason.code === 'sync.item.forked';
  return outcomes.flatMap((outcome) => {
    const final = FirstOutcome.safeParse(outcome).data;
    const isNew = final && open.has(final.number) && final.entryId !== null && !isForked(final);
    return isNew ? [final] : [];
  });
}
