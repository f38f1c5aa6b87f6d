import { verify } from 'node:crypto';
import { z } from 'zod';
import type { OutputOf } from '#kernel/endpoint.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { PublicCall } from '../http/call.ts';
import type { Handler } from '../http/route.ts';
import { currentEpoch } from './epoch.ts';
import { judgeItems } from './judge-items.ts';
import { openPart } from './open-part.ts';
import {
  CarriedContent,
  type CarriedPart,
  FarewellBody,
  FarewellContent,
} from './protocol/carried-file.ts';
import type { sendParcels } from './protocol/endpoints.ts';
import type { DeviceId } from './protocol/push.ts';
import { findSender, noteWiped, type Sender, wipeOrderOf } from './senders.ts';
import type { SyncDesk } from './sync-desk.ts';

type Answer = OutputOf<typeof sendParcels>['answers'][number];

/**
 * Takes what waits on a device that nobody can unlock. Whoever sends shows nothing and may be a thief,
 * so the answer tells nothing of what was sent: what became of it its author hears once the device is
 * open, as a duplicate. Who asks by the id of a device alone hears whether it is to be wiped; ids of
 * devices are 122 random bits, so only who holds the device, or its supervisor, knows one.
 */
export function takeParcelsHandler(desk: SyncDesk): Handler<typeof sendParcels> {
  return async ({ deviceId, parts, farewell }, call) => {
    const sender = await findSender(desk.database.sql, deviceId);
    if (!sender) return refuse({ code: 'sync.device.unknown' });
    // Read first: a parcel must never pass for sent to an epoch that began after it was judged.
    const epoch = await currentEpoch(desk.database.sql);
    const answers: Answer[] = [];
    for (const part of parts)
      answers.push({ fileId: part.fileId, is: await take(desk, deviceId, part, call) });
    if (farewell && isFarewell(desk, sender, farewell))
      await desk.database.transaction(sender, (tx) => noteWiped(tx, deviceId));
    const control = sender.isRevoked
      ? await desk.database.transaction(sender, (tx) => wipeOrderOf(tx, deviceId))
      : [];
    return accept({ answers, control, epoch });
  };
}

async function take(
  desk: SyncDesk,
  deviceId: DeviceId,
  part: CarriedPart,
  call: PublicCall,
): Promise<Answer['is']> {
  const content = part.deviceId === deviceId && openPart(desk.fileKeys, part, CarriedContent);
  if (!content) return 'unreadable';
  // Nothing is signed of what was opened, so a parcel that is sent again would note it again.
  const judged = await judgeItems(desk, { deviceId, items: content.items, opened: [] }, call);
  const isDone = judged.ok && judged.value.outcomes.every(({ outcome }) => outcome !== 'later');
  return isDone ? 'done' : 'later';
}

const FarewellText = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('No JSON');
      return z.NEVER;
    }
  })
  .pipe(FarewellBody);

/** Signed by the device when it was set up, and sealed since: it proves who says so, not that it is so. */
function isFarewell(desk: SyncDesk, sender: Sender, part: CarriedPart): boolean {
  const said = part.deviceId === sender.deviceId && openPart(desk.fileKeys, part, FarewellContent);
  if (!said) return false;
  const { body, signature } = said.farewell;
  const key = { key: sender.key, dsaEncoding: 'ieee-p1363' } as const;
  return (
    FarewellText.safeParse(body).data?.deviceId === sender.deviceId &&
    verify('sha256', Buffer.from(body), key, Buffer.from(signature, 'base64'))
  );
}
