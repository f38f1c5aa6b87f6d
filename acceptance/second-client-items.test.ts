import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readReceipt, sealFile } from './second-client-file.ts';
import { bodyOf, codes, entriesOf, kinds, withPeople } from './second-client-people.ts';
import { done } from './second-client-session.ts';
import { Brought } from './second-client-shapes.ts';
import { command } from './second-client-words.ts';
import type { SecondClient } from './second-client.ts';

const { here, setUp } = withPeople();

describe('what is sent wrongly', () => {
  test('sent again, it is a duplicate with its first answer, and stands once', async () => {
    const mine = await setUp(here().sela);
    const item = await mine.give('cases.open', here().words.opening(mine.team));
    const [first] = await mine.push();
    const again = await mine.push([item, item]);
    expect(again).toMatchObject([
      { outcome: 'duplicate', first },
      { outcome: 'duplicate', first },
    ]);
    await mine.pull();
    expect(entriesOf(mine, String(bodyOf(item)['recordId']))).toHaveLength(1);
  });

  test('forged, altered or of another device it is refused, and says so without taking the number', async () => {
    const [mine, other] = [await setUp(here().sela), await setUp(here().noa)];
    const item = await mine.give('cases.open', here().words.opening(mine.team));
    const forged = await other.sign(item.body);
    const altered = { ...item, body: item.body.replace('"XA0101"', '"XA0102"') };
    const foreign = await mine.sign(JSON.stringify({ ...bodyOf(item), deviceId: other.deviceId }));
    const junk = await mine.sign('{"format":1}');
    const outcomes = await mine.push([forged, altered, foreign, junk, item]);
    expect(codes(outcomes)).toEqual([
      'sync.item.signature',
      'sync.item.signature',
      'sync.item.signature',
      'sync.item.malformed',
      'accepted',
    ]);
    expect(outcomes.slice(0, 4).map(({ entryId }) => entryId)).toEqual([null, null, null, null]);
  });

  test('under the number or id of something else it is refused, and what came first stands', async () => {
    const mine = await setUp(here().sela);
    const item = await mine.give('cases.open', here().words.opening(mine.team));
    await mine.push();
    const other = await mine.sign(
      JSON.stringify({ ...bodyOf(item), writtenAt: '2020-01-01T00:00:00.000Z' }),
    );
    const moved = await mine.sign(JSON.stringify({ ...bodyOf(item), number: 2 }));
    expect(codes(await mine.push([other, moved]))).toEqual([
      'sync.item.forked',
      'sync.item.forked',
    ]);
    expect(kinds(await mine.push([item]))).toEqual(['duplicate']);
  });

  test('with the hash of something else before it, it is taken all the same, and leaves a line for an audit', async () => {
    const mine = await setUp(here().sela);
    await mine.give('cases.open', here().words.opening(mine.team));
    const before = createHash('sha256').update('nothing').digest('hex');
    await mine.give('cases.open', here().words.opening(mine.team), { before });
    expect(kinds(await mine.push())).toEqual(['accepted', 'accepted']);
  });

  test('what names another record than its input, or may not travel, is refused and the next is taken', async () => {
    const mine = await setUp(here().sela);
    const { held } = mine;
    await mine.give('cases.open', here().words.opening(mine.team), { recordId: randomUUID() });
    await mine.give('cases.assign', { ...command(), recordId: randomUUID() });
    await mine.give('cases.open', here().words.opening(mine.team));
    expect(codes(await mine.push())).toEqual([
      'sync.item.mismatch',
      'sync.item.operation-unknown',
      'accepted',
    ]);
    expect(held.outbox.every(({ outcome }) => outcome !== null)).toBe(true);
  });

  test('before the item that it needs, it waits for that one', async () => {
    const mine = await setUp(here().sela);
    const opened = here().words.opening(mine.team);
    const first = await mine.give('cases.open', opened);
    const second = await mine.give(
      'cases.register-child',
      here().words.registration(opened.recordId),
    );
    expect(codes(await mine.push([second]))).toEqual(['sync.item.early']);
    expect(kinds(await mine.push([first, second]))).toEqual(['accepted', 'accepted']);
  });
});

describe('what somebody carries as a file', () => {
  test('is taken in as if it had been sent; what was altered on the way is named, and may come again', async () => {
    const mine = await setUp(here().sela);
    for (let count = 0; count < 3; count += 1)
      await mine.give('cases.open', here().words.opening(mine.team));
    const items = mine.waiting();
    const parts = await sealFile(mine, [items.slice(0, 2), items.slice(2)]);
    const altered = parts.map((part) =>
      part['part'] === 2 ? { ...part, deviceId: mine.deviceId, nonce: parts[0]?.['nonce'] } : part,
    );
    const first = await bring(mine, altered);
    expect(first).toMatchObject({ read: [1], unread: [2], of: 2 });
    expect(kinds(first?.outcomes ?? [])).toEqual(['accepted', 'accepted']);
    mine.hear(items.slice(0, 2), first?.outcomes ?? []);
    expect(mine.waiting()).toEqual(items.slice(2));
    const again = await bring(mine, parts);
    expect(again).toMatchObject({ read: [1, 2], unread: [] });
    expect(kinds(again?.outcomes ?? [])).toEqual(['duplicate', 'duplicate', 'accepted']);
    expect(kinds(await mine.push())).toEqual(['duplicate']);
  });

  test('is taken from a locked device in parcels, whose answer tells nothing of it', async () => {
    const mine = await setUp(here().sela);
    await mine.give('cases.open', here().words.opening(mine.team));
    const parts = await sealFile(mine, [mine.waiting()]);
    const sent = { deviceId: mine.deviceId, parts };
    const answer = done(await here().sela.askUnsigned('POST', '/sync/parcels', sent));
    const fileId = parts[0]?.['fileId'];
    expect(answer).toMatchObject({ answers: [{ fileId, is: 'done' }], control: [] });
    const [outcome] = await mine.push();
    expect(outcome).toMatchObject({ outcome: 'duplicate', first: { outcome: 'accepted' } });
  });

  /** Noa carries it; whose it is, it says itself. */
  async function bring(client: SecondClient, parts: readonly object[]) {
    const brought = Brought.parse(done(await here().noa.ask('POST', '/sync/files', { parts })));
    const changed = { ...brought.receipt, body: brought.receipt.body.replace('"of":2', '"of":3') };
    expect(await readReceipt(client.fileKeys, changed)).toBeUndefined();
    return readReceipt(client.fileKeys, brought.receipt);
  }
});

test('may travel what the paper says, and nothing else', async () => {
  const mine = await setUp(here().sela);
  const paper = await readFile(
    path.resolve(import.meta.dirname, '../docs/operations/sync.md'),
    'utf8',
  );
  const listed = /^What may travel.*$/m.exec(paper)?.[0].replace(/\(`apps.*$/, '') ?? '';
  const groups = [...listed.matchAll(/`([a-z]+\.)`((?:,? `[a-z-]+`)+)/g)].map(
    ([, group = '', names = '']) =>
      [...names.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => group + name),
  );
  const Api = z.object({
    paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
  });
  const { paths } = Api.parse(done(await here().sela.ask('GET', '/openapi.json')));
  const operations = Object.values(paths).flatMap((one) =>
    Object.values(one).map(({ operationId }) => operationId),
  );
  const travelling: string[] = [];
  for (const operation of operations) {
    const item = await mine.give(operation, { entryId: randomUUID(), recordId: randomUUID() });
    const [code] = codes(await mine.push([item]));
    if (code !== 'sync.item.operation-unknown') travelling.push(operation);
  }
  expect(groups.flat().toSorted()).toEqual(travelling.toSorted());
  expect(travelling).toContain('cases.open');
});
