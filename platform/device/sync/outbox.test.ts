import { expect, test } from 'vitest';
import { compareHybrid } from '#kernel/hybrid-clock.ts';
import { ItemBody } from '#platform/sync/protocol/push.ts';
import { StorageFailure } from '../storage-failure.ts';
import { memoryStore } from '../store/memory-store.ts';
import { hashText } from './hash-text.ts';
import { giveItem } from './outbox.ts';
import { quickSignature } from './testing/model-ids.ts';
import { aCommand, plainParts } from './testing/plain-parts.ts';

const bodies = async (parts: ReturnType<typeof plainParts>) =>
  (await parts.store.outbox()).map(({ signed }) => ItemBody.parse(JSON.parse(signed.body)));

test('what is too large for any request is refused, and nothing is written', async () => {
  const parts = plainParts();
  const given = await giveItem(parts, aCommand(1, 1, 'x'.repeat(200_000)));
  expect(given).toMatchObject({ ok: false, refusal: { code: 'device.item.too-large' } });
  expect(await parts.store.outbox()).toEqual([]);
  expect((await parts.store.meta()).lastNumber).toBe(0);
});

test('a full disk is a refusal; neither item nor number is taken', async () => {
  const disk = memoryStore();
  let isFull = true;
  const store = {
    ...disk,
    commit: async (changes: Parameters<typeof disk.commit>[0]) => {
      if (isFull) throw new StorageFailure('device.storage.full');
      await disk.commit(changes);
    },
  };
  const parts = plainParts({ store });
  expect(await giveItem(parts, aCommand(1))).toEqual({
    ok: false,
    refusal: { code: 'device.storage.full' },
  });
  isFull = false;
  await giveItem(parts, aCommand(2));
  expect((await bodies(parts)).map(({ number }) => number)).toEqual([1]);
});

test('items are numbered without a gap, chained, and signed as they stand', async () => {
  const parts = plainParts();
  for (const number of [1, 2, 3]) await giveItem(parts, aCommand(number));
  const items = await parts.store.outbox();
  const said = await bodies(parts);
  expect(said.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(said.map(({ before }) => before)).toEqual([
    '',
    await hashText(items[0]?.signed.body ?? ''),
    await hashText(items[1]?.signed.body ?? ''),
  ]);
  for (const { signed } of items) {
    expect(signed.signature).toBe(quickSignature(parts.deviceId, signed.body));
  }
  expect((await parts.store.meta()).lastHash).toBe(await hashText(items[2]?.signed.body ?? ''));
});

test('two pages that give at once never take one number', async () => {
  const parts = plainParts();
  await Promise.all([1, 2, 3, 4, 5].map(async (number) => giveItem(parts, aCommand(number))));
  expect((await bodies(parts)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
});

test('the same entry twice is the same item', async () => {
  const parts = plainParts();
  const [one, other] = [await giveItem(parts, aCommand(1)), await giveItem(parts, aCommand(1))];
  expect(other).toEqual(one);
  expect(await parts.store.outbox()).toHaveLength(1);
});

test('a clock that goes back two years does not turn the order of items round', async () => {
  let now = 1_795_000_000_000;
  const parts = plainParts({ clock: { now: () => now, random: () => 0, after: () => () => {} } });
  await giveItem(parts, aCommand(1));
  now -= 63_072_000_000;
  await giveItem(parts, aCommand(2));
  const [first, second] = await bodies(parts);
  expect(first && second && compareHybrid(first.clock, second.clock)).toBeLessThan(0);
});
