import { tick } from '#kernel/hybrid-clock.ts';
import { instantAt } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { ItemBody, LONGEST_ITEM } from '#platform/sync/protocol/push.ts';
import type { OutboxItem } from '../device-store.ts';
import type { GivenCommand } from '../field-device.ts';
import { type StorageRefusal, storageRefusalOf } from '../storage-failure.ts';
import { hashText } from './hash-text.ts';
import type { SyncParts } from './sync-parts.ts';

/** An item that no batch could carry: a text that was pasted whole into a field. */
export type TooLarge = { readonly code: 'device.item.too-large'; readonly most: number };

/** The device was taken back, and its content is being destroyed. */
export type TakenBack = { readonly code: 'sync.device.revoked' };

/**
 * Writes a command into the outbox: numbered, chained to the item before, signed, and durable with
 * the number that it took before anything is sent. The same entry twice is the same item.
 */
export async function giveItem(
  parts: SyncParts,
  command: GivenCommand,
): Promise<Result<OutboxItem, TooLarge | TakenBack | StorageRefusal>> {
  try {
    return await parts.withLock('kept', async () => {
      const held = await parts.store.outboxItem(command.entryId);
      return held ? accept(held) : await writeItem(parts, command);
    });
  } catch (thrown) {
    const refusal = storageRefusalOf(thrown);
    if (!refusal) throw thrown;
    return refuse(refusal);
  }
}

async function writeItem(
  parts: SyncParts,
  command: GivenCommand,
): Promise<Result<OutboxItem, TooLarge | TakenBack>> {
  const meta = await parts.store.meta();
  if (meta.isTakenBack) return refuse({ code: 'sync.device.revoked' });
  const now = parts.clock.now();
  const clock = tick(meta.clock, now);
  const said = ItemBody.parse({
    format: 1,
    ...command,
    deviceId: parts.deviceId,
    number: meta.lastNumber + 1,
    before: meta.lastHash,
    purpose: parts.purpose,
    writtenAt: instantAt(now),
    clock,
  });
  const body = JSON.stringify(said);
  if (body.length > LONGEST_ITEM) {
    return refuse({ code: 'device.item.too-large', most: LONGEST_ITEM });
  }
  const signed = { body, signature: await parts.signer.sign(body) };
  const item: OutboxItem = {
    entryId: said.entryId,
    recordId: said.recordId,
    number: said.number,
    writtenAt: said.writtenAt,
    signed,
    parcel: await parts.sealParcel(signed),
    said: { operation: said.operation, input: said.input, purpose: said.purpose },
    state: 'waiting',
    tries: 0,
    outcome: null,
    answeredAt: null,
    isSettled: false,
  };
  const lastHash = await hashText(body);
  await parts.store.commit([
    { put: 'outbox', value: item },
    { put: 'meta', value: { ...meta, lastNumber: item.number, lastHash, clock } },
  ]);
  return accept(item);
}
