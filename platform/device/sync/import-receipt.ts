import type { z } from 'zod';
import type { RecordId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type FileKeys, ReceiptBody, ReceiptFile } from '#platform/sync/protocol/carried-file.ts';
import { fromBase64 } from './bytes-text.ts';
import { keepOutcomes } from './push-items.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * - `device.receipt.unreadable`: no receipt, or cut off.
 * - `device.receipt.forged`: not signed by the server that this device belongs to.
 * - `device.receipt.other-device`: for another device.
 */
export type ReceiptRefusal = {
  readonly code:
    'device.receipt.unreadable' | 'device.receipt.forged' | 'device.receipt.other-device';
};

const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' } as const;

type ReceiptRead = {
  readonly answered: number;
  readonly changed: ReadonlySet<RecordId>;
  /** The device was taken back; a carried file is all that it heard. */
  readonly isWipeOrdered: boolean;
};

/** Takes what became of items from the receipt that came back for a file. */
export async function importReceipt(
  parts: SyncParts & { readonly fileKeys: FileKeys },
  file: Blob,
): Promise<Result<ReceiptRead, ReceiptRefusal>> {
  const receipt = parsed(ReceiptFile, await file.text());
  if (!receipt) return refuse({ code: 'device.receipt.unreadable' });
  const key = await crypto.subtle.importKey(
    'raw',
    fromBase64(parts.fileKeys.sign),
    SIGNING,
    false,
    ['verify'],
  );
  const isSigned = await crypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    key,
    fromBase64(receipt.signature),
    new TextEncoder().encode(receipt.body),
  );
  if (!isSigned) return refuse({ code: 'device.receipt.forged' });
  const body = parsed(ReceiptBody, receipt.body);
  if (!body) return refuse({ code: 'device.receipt.unreadable' });
  if (body.deviceId !== parts.deviceId) return refuse({ code: 'device.receipt.other-device' });
  const waiting = (await parts.store.outbox()).filter(({ state }) => state === 'waiting');
  const judged = await keepOutcomes(parts, waiting, body.outcomes);
  return accept({
    answered: judged.filter(({ state }) => state === 'answered').length,
    changed: new Set(judged.map(({ recordId }) => recordId)),
    isWipeOrdered: body.control.some(({ kind }) => kind === 'wipe'),
  });
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
): z.infer<Schema> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = schema.safeParse(value);
  return read.success ? read.data : undefined;
}
