import { expect, test } from 'vitest';
import { instantAt } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { needsAttention } from './judged-item.ts';
import { giveItem } from './outbox.ts';
import { pushItems } from './push-items.ts';
import { recordId } from './testing/model-ids.ts';
import { aCommand, plainParts, takesAll } from './testing/plain-parts.ts';

const states = async (parts: ReturnType<typeof plainParts>) =>
  (await parts.store.outbox()).map(({ state }) => state);

async function given(parts: ReturnType<typeof plainParts>, howMany: number, text = 'words') {
  for (let number = 1; number <= howMany; number += 1) {
    await giveItem(parts, aCommand(number, number, text));
  }
}

test('a device that the server does not know keeps everything and says why', async () => {
  const parts = plainParts({
    transport: { ...takesAll(), push: async () => refuse({ code: 'sync.device.unknown' }) },
  });
  await given(parts, 2);
  expect((await pushItems(parts)).failure).toEqual({ code: 'sync.device.unknown' });
  expect(await states(parts)).toEqual(['waiting', 'waiting']);
});

test.each([
  ['cut off', async () => refuse({ code: 'network.unreachable' })],
  ['broken', async () => Promise.reject(new Error('reset'))],
  ['truncated', async () => accept({ outcomes: [{ number: 1 }] })],
  ['about other items', async () => accept({ outcomes: [], control: [] })],
])('an answer that is %s changes nothing; the same is sent again', async (_name, push) => {
  const parts = plainParts({ transport: { ...takesAll(), push } });
  await given(parts, 1);
  const before = (await parts.store.outbox())[0]?.signed;
  await pushItems(parts);
  expect(await states(parts)).toEqual(['waiting']);
  const transport = takesAll();
  await pushItems({ ...parts, transport });
  expect(transport.pushed[0]?.items).toEqual([before]);
  expect(await states(parts)).toEqual(['answered']);
});

test('items go in the order of their numbers, at most 50 in a request', async () => {
  const transport = takesAll();
  const parts = plainParts({ transport });
  await given(parts, 120);
  expect((await pushItems(parts)).failure).toBeNull();
  const numbers = transport.pushed.map(({ items }) =>
    items.map(({ body }) => JSON.parse(body).number),
  );
  expect(numbers.map(({ length }) => length)).toEqual([50, 50, 20]);
  expect(numbers.flat()).toEqual(Array.from({ length: 120 }, (_, at) => at + 1));
});

test('texts that do not compress make small requests', async () => {
  const transport = takesAll();
  const parts = plainParts({ transport });
  let noise = '';
  while (noise.length < 15_000) noise += crypto.randomUUID();
  for (let number = 1; number <= 8; number += 1) {
    await giveItem(parts, aCommand(number, number, `${noise.slice(number * 100)}${number}`));
  }
  await pushItems(parts);
  expect(transport.pushed.flatMap(({ items }) => items)).toHaveLength(8);
  for (const { items } of transport.pushed) {
    const text = new Blob([JSON.stringify(items)]);
    const packed = text.stream().pipeThrough(new CompressionStream('gzip'));
    const size = (await new Response(packed).arrayBuffer()).byteLength;
    expect(size).toBeLessThanOrEqual(32 * 1024);
  }
});

test('what is refused, held or put off never holds up another record', async () => {
  const outcomes = [
    { outcome: 'refused', reason: { code: 'model.refused' } },
    { outcome: 'held', reason: { code: 'model.held' } },
    { outcome: 'later', reason: { code: 'request.unavailable' } },
    { outcome: 'conflicting', fields: ['a'], answer: null },
  ];
  const transport = takesAll(
    ({ number }) => outcomes[number - 1] ?? { outcome: 'accepted', answer: 1 },
  );
  const parts = plainParts({ transport });
  await given(parts, 5);
  await pushItems(parts);
  expect(await states(parts)).toEqual(['answered', 'answered', 'waiting', 'answered', 'answered']);
  const items = await parts.store.outbox();
  expect(items.map(needsAttention)).toEqual([true, true, false, true, false]);
});

test('after one that was put off the other items of its record wait for the next round', async () => {
  const transport = takesAll(({ number }) =>
    number === 1
      ? { outcome: 'later', reason: { code: 'request.unavailable' } }
      : { outcome: 'accepted', answer: null },
  );
  const parts = plainParts({ transport });
  for (let number = 1; number <= 60; number += 1) {
    await giveItem(parts, aCommand(number, number > 50 && number < 55 ? 1 : number));
  }
  await pushItems(parts);
  const waiting = (await parts.store.outbox()).filter(({ state }) => state === 'waiting');
  expect(waiting.map(({ number }) => number)).toEqual([1, 51, 52, 53, 54]);
});

test('one item that the server cannot read is found and put off; the others arrive', async () => {
  const inner = takesAll();
  const parts = plainParts({
    transport: {
      ...inner,
      push: async (input) =>
        input.items.some(({ body }) => body.includes('poison'))
          ? refuse({ code: 'request.invalid' })
          : inner.push(input),
    },
  });
  for (const number of [1, 2, 3, 4, 5]) {
    await giveItem(parts, aCommand(number, number, number === 3 ? 'poison' : 'words'));
  }
  for (let round = 0; round < 5; round += 1) await pushItems(parts);
  expect(await states(parts)).toEqual(['answered', 'answered', 'waiting', 'answered', 'answered']);
  expect((await parts.store.outbox()).map(needsAttention)).toEqual([
    false,
    false,
    true,
    false,
    false,
  ]);
});

test('lines on opened records go along once; those noted meanwhile stay for the next time', async () => {
  const inner = takesAll();
  const parts = plainParts({
    transport: {
      ...inner,
      push: async (input) => {
        if (inner.pushed.length === 0) await note('model.second');
        return inner.push(input);
      },
    },
  });
  const note = async (action: string) =>
    parts.store.commit([
      { put: 'opened', value: { recordId: recordId(1), action, at: instantAt(0) } },
    ]);
  await note('model.first');
  await pushItems(parts);
  const told = inner.pushed.map(({ opened }) => opened.map(({ action }) => action));
  expect(told).toEqual([['model.first'], ['model.second']]);
  expect(await parts.store.opened()).toEqual([]);
});
