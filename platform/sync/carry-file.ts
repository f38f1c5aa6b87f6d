import { accept, refuse } from '#kernel/result.ts';
import type { PublicCall } from '../http/call.ts';
import type { Handler } from '../http/route.ts';
import type { FileKeyPairs } from './file-keys.ts';
import { type Judged, judgeItems } from './judge-items.ts';
import { openPart } from './open-part.ts';
import {
  CarriedContent,
  type CarriedPart,
  RECEIPT_FORMAT,
  type ReceiptBody,
  type ReceiptFile,
} from './protocol/carried-file.ts';
import type { carryFile } from './protocol/endpoints.ts';
import type { SyncDesk } from './sync-desk.ts';

/**
 * Takes in a file that somebody carried here. Whoever brings it is nobody in particular: the items are
 * judged as their own device sent them, by its signature. Every part stands for itself, so that of a
 * file that was cut off all that is left is taken.
 */
export function carryFileHandler(desk: SyncDesk): Handler<typeof carryFile> {
  return async ({ parts }, call) => {
    const [first] = parts;
    const isOne = parts.every(
      (part) =>
        part.fileId === first?.fileId && part.deviceId === first.deviceId && part.of === first.of,
    );
    if (!first || !isOne) return refuse({ code: 'sync.file.mixed' });
    const judged = await judgeParts(desk, parts, call);
    if (!judged.isKnown) return refuse({ code: 'sync.device.unknown' });
    if (judged.read.length === 0) return refuse({ code: 'sync.file.unreadable' });
    const { deviceId, fileId, of } = first;
    const body: ReceiptBody = {
      format: RECEIPT_FORMAT,
      deviceId,
      fileId,
      of,
      read: [...judged.read],
      unread: [...judged.unread],
      outcomes: [...judged.outcomes],
      control: [...judged.control],
      at: call.now,
    };
    const brought = new Set(parts.map(({ part }) => part));
    const missing = Array.from({ length: of }, (_, at) => at + 1).filter((n) => !brought.has(n));
    return accept({ receipt: receiptOf(desk.fileKeys, body), missing });
  };
}

type JudgedParts = Judged & {
  readonly read: number[];
  readonly unread: number[];
  readonly isKnown: boolean;
};

async function judgeParts(
  desk: SyncDesk,
  parts: readonly CarriedPart[],
  call: PublicCall,
): Promise<JudgedParts> {
  const read: number[] = [];
  const unread: number[] = [];
  const outcomes: Judged['outcomes'] = [];
  let control: Judged['control'] = [];
  for (const part of parts.toSorted((one, other) => one.part - other.part)) {
    const content = openPart(desk.fileKeys, part, CarriedContent);
    if (!content) {
      unread.push(part.part);
      continue;
    }
    const judged = await judgeItems(desk, { deviceId: part.deviceId, ...content }, call);
    if (!judged.ok) return { read, unread, outcomes, control, isKnown: false };
    read.push(part.part);
    outcomes.push(...judged.value.outcomes);
    control = judged.value.control;
  }
  return { read, unread, outcomes, control, isKnown: true };
}

function receiptOf(keys: FileKeyPairs, body: ReceiptBody): ReceiptFile {
  const text = JSON.stringify(body);
  return { format: RECEIPT_FORMAT, body: text, signature: keys.sign(text) };
}
