import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { openParcels, type Parcels } from '../store/open-parcels.ts';
import { exampleDevice, exampleItem, exampleParcel } from '../store/examples.ts';
import { makeSealedStore, type SealedStore } from '../store/sealed-store.ts';
import { randomBytes, sealingKey } from '../store/seal.ts';
import { epochId } from '../sync/testing/model-ids.ts';
import { type SendParcels, sendParcels } from './send-parcels.ts';

type Asked = Parameters<SendParcels>[0];
type Is = 'done' | 'later' | 'unreadable';

let store: SealedStore;
let parcels: Parcels;
let asked: Asked[];
beforeEach(async () => {
  asked = [];
  const name = `test-${crypto.randomUUID()}`;
  store = await makeSealedStore(name, await sealingKey(randomBytes(32)));
  const opened = await openParcels(name);
  if (!opened) throw new Error('It was made just now');
  parcels = opened;
});
afterEach(() => {
  parcels.close();
  store.close();
});

async function keep(...numbers: readonly number[]): Promise<void> {
  await store.commit(
    numbers.map((n) => {
      const parcel = { ...exampleParcel(n), sealed: 'A'.repeat(n > 100 ? 500_000 : 64) };
      return { put: 'outbox', value: { ...exampleItem(n), parcel } } as const;
    }),
  );
}

const fileOf = (n: number) => exampleParcel(n).fileId;
const waiting = async () => (await parcels.unsent()).map(({ part }) => part.fileId);

/** A server that says so of each parcel. */
function answering(is: (fileId: string) => Is, over: object = {}): SendParcels {
  return async (input) => {
    asked.push(input);
    const answers = input.parts.map(({ fileId }) => ({ fileId, is: is(fileId) }));
    return accept({ answers, control: [], epoch: epochId(1), ...over });
  };
}

const send = (how: (input: Asked) => Promise<Result<unknown>>) =>
  sendParcels(exampleDevice, parcels, how);

describe('what is not taken', () => {
  test('stays when no answer comes, or one that cannot be read', async () => {
    await keep(1, 2);
    const unreachable = { code: 'network.unreachable' };
    expect(await send(async () => refuse(unreachable))).toMatchObject({ failure: unreachable });
    expect(await send(async () => accept({ answers: 'cut o' }))).toMatchObject({
      failure: { code: 'answer.unreadable' },
    });
    expect(await send(() => Promise.reject(new Error('broken')))).toMatchObject({
      failure: unreachable,
    });
    expect(await waiting()).toEqual([fileOf(1), fileOf(2)]);
  });

  test('stays when the server could not judge it now, and is sent again the next time', async () => {
    await keep(1, 2);
    await send(answering((fileId) => (fileId === fileOf(1) ? 'later' : 'done')));
    expect(await waiting()).toEqual([fileOf(1)]);
    await send(answering(() => 'done'));
    expect(await waiting()).toEqual([]);
  });

  test('holds up nothing else: one that cannot be read, one that is too large', async () => {
    await keep(1, 2, 3);
    const huge = async (input: Asked) =>
      input.parts.some(({ fileId }) => fileId === fileOf(2))
        ? refuse({ code: 'request.too-large' })
        : answering((fileId) => (fileId === fileOf(1) ? 'unreadable' : 'done'))(input);
    const round = await send(huge);
    expect(round).toMatchObject({ failure: null, unreadable: new Set([fileOf(1)]) });
    expect(await waiting()).toEqual([fileOf(1), fileOf(2)]);
  });

  test('an answer about what was not asked moves nothing', async () => {
    await keep(1);
    const answers = [{ fileId: fileOf(9), is: 'done' }];
    await send(answering(() => 'done', { answers }));
    expect(await waiting()).toEqual([fileOf(1)]);
  });
});

describe('what is sent', () => {
  test('goes in the order in which it was written, a bounded request at a time', async () => {
    await keep(...Array.from({ length: 45 }, (_, at) => at + 1));
    await send(answering(() => 'done'));
    expect(asked.map(({ parts }) => parts.length)).toEqual([20, 20, 5]);
    expect(asked.flatMap(({ parts }) => parts.map(({ fileId }) => fileId))).toEqual(
      Array.from({ length: 45 }, (_, at) => fileOf(at + 1)),
    );
    asked = [];
    await keep(101, 102);
    await send(answering(() => 'done'));
    expect(asked.map(({ parts }) => parts.length)).toEqual([1, 1]);
  });

  test('asks for orders even when nothing waits', async () => {
    const control = [{ kind: 'wipe', number: 3 }];
    expect(await send(answering(() => 'done', { control }))).toMatchObject({ isWipeOrdered: true });
    expect(asked).toEqual([{ deviceId: exampleDevice, parts: [] }]);
  });

  test('is sent once more to a server that was restored', async () => {
    await keep(1, 2);
    await send(answering(() => 'done'));
    asked = [];
    await send(answering(() => 'done', { epoch: epochId(2) }));
    expect(asked.map(({ parts }) => parts.length)).toEqual([0, 2]);
    asked = [];
    await send(answering(() => 'done', { epoch: epochId(2) }));
    expect(asked.map(({ parts }) => parts.length)).toEqual([0]);
  });

  test('is gone once its person has opened the device and heard what became of it', async () => {
    await keep(1);
    await store.commit([{ put: 'outbox', value: { ...exampleItem(1), parcel: null } }]);
    expect(await waiting()).toEqual([]);
  });
});
