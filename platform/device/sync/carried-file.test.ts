import { expect, test } from 'vitest';
import {
  CarriedContent,
  CarriedPart,
  CARRIED_FORMAT,
  carriedContext,
  RECEIPT_FORMAT,
} from '#platform/sync/protocol/carried-file.ts';
import { fromBase64, toBase64 } from './bytes-text.ts';
import { exportFile } from './export-file.ts';
import { importReceipt } from './import-receipt.ts';
import { giveItem } from './outbox.ts';
import { aNow, deviceId } from './testing/model-ids.ts';
import { aCommand, plainParts } from './testing/plain-parts.ts';

const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const encoder = new TextEncoder();

/** The server's side, written once more from the words of the protocol. */
async function aServer() {
  const seal = await crypto.subtle.generateKey(ECDH, true, ['deriveBits']);
  const sign = await crypto.subtle.generateKey(ECDSA, true, ['sign', 'verify']);
  const raw = async (key: CryptoKey) =>
    toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', key)));
  return {
    seal,
    sign,
    fileKeys: { seal: await raw(seal.publicKey), sign: await raw(sign.publicKey) },
  };
}
type Server = Awaited<ReturnType<typeof aServer>>;

async function open(server: Server, part: CarriedPart): Promise<CarriedContent> {
  const ephemeral = fromBase64(part.ephemeral);
  const theirs = await crypto.subtle.importKey('raw', ephemeral, ECDH, false, []);
  const secret = await crypto.subtle.deriveBits(
    { name: 'ECDH', public: theirs },
    server.seal.privateKey,
    256,
  );
  const salt = new Uint8Array([...ephemeral, ...fromBase64(server.fileKeys.seal)]);
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode(CARRIED_FORMAT) },
    await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']),
    256,
  );
  const key = await crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['decrypt']);
  const plain = await crypto.subtle.decrypt(
    {
      name: 'AES-GCM',
      iv: fromBase64(part.nonce),
      additionalData: encoder.encode(carriedContext(part)),
    },
    key,
    fromBase64(part.sealed),
  );
  return CarriedContent.parse(JSON.parse(new TextDecoder().decode(plain)));
}

async function receipt(server: Server, over: object = {}): Promise<string> {
  const accepted = { number: 1, entryId: aCommand(1).entryId, outcome: 'accepted', answer: null };
  const body = JSON.stringify({
    format: RECEIPT_FORMAT,
    deviceId: deviceId(1),
    fileId: crypto.randomUUID(),
    of: 1,
    read: [1],
    unread: [],
    outcomes: [accepted],
    control: [],
    at: aNow,
    ...over,
  });
  const signed = await crypto.subtle.sign(ECDSA, server.sign.privateKey, encoder.encode(body));
  const signature = toBase64(new Uint8Array(signed));
  return JSON.stringify({ format: RECEIPT_FORMAT, body, signature });
}

test('a receipt that is forged, cut off or for another device answers nothing', async () => {
  const server = await aServer();
  const parts = { ...plainParts(), fileKeys: server.fileKeys };
  await giveItem(parts, aCommand(1));
  const codes: unknown[] = [];
  for (const text of [
    await receipt(await aServer()),
    (await receipt(server)).replace('accepted', 'conflict'),
    (await receipt(server)).slice(0, -20),
    await receipt(server, { deviceId: deviceId(2) }),
  ]) {
    codes.push(await importReceipt(parts, new Blob([text])));
  }
  expect(codes).toMatchObject([
    { refusal: { code: 'device.receipt.forged' } },
    { refusal: { code: 'device.receipt.forged' } },
    { refusal: { code: 'device.receipt.unreadable' } },
    { refusal: { code: 'device.receipt.other-device' } },
  ]);
  expect((await parts.store.outbox()).map(({ state }) => state)).toEqual(['waiting']);
});

test('a file holds what waits, readable for the server alone; what it carried waits on', async () => {
  const server = await aServer();
  const parts = { ...plainParts(), fileKeys: server.fileKeys };
  for (let number = 1; number <= 60; number += 1) {
    await giveItem(parts, aCommand(number, number, 'Words of Nomsa Invented'));
  }
  const text = await (await exportFile(parts)).text();
  expect(text).not.toContain('Nomsa');
  const lines = text.trimEnd().split('\n');
  const read = lines.map((line) => CarriedPart.parse(JSON.parse(line)));
  expect(read.map(({ part, of }) => [part, of])).toEqual([
    [1, 2],
    [2, 2],
  ]);
  const contents = await Promise.all(read.map(async (part) => open(server, part)));
  const waiting = await parts.store.outbox();
  expect(contents.flatMap(({ items }) => items)).toEqual(waiting.map(({ signed }) => signed));
  expect(waiting.every(({ state }) => state === 'waiting')).toBe(true);
  expect((await parts.store.meta()).lastBackupAt).not.toBeNull();
});

test('a receipt that was carried back answers its items', async () => {
  const server = await aServer();
  const parts = { ...plainParts(), fileKeys: server.fileKeys };
  await giveItem(parts, aCommand(1));
  await giveItem(parts, aCommand(2, 2));
  const read = await importReceipt(parts, new Blob([await receipt(server)]));
  expect(read).toMatchObject({ ok: true, value: { answered: 1, isWipeOrdered: false } });
  expect((await parts.store.outbox()).map(({ state }) => state)).toEqual(['answered', 'waiting']);
});
