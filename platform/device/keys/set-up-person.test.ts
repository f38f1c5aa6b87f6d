import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FieldDevice } from '../field-device.ts';
import { exampleItem } from '../store/examples.ts';
import { failingWrite } from '../store/failing-database.ts';
import { ExampleWorld, exampleSetUp, GOOD_PIN } from './examples.ts';
import { openFieldDevice } from './open-field-device.ts';
import { bytesOfBase64 } from './signing-key.ts';

const HOUR = 3_600_000;
const OTHER_PIN = '820497';
let world: ExampleWorld;
let pages: Awaited<ReturnType<typeof openFieldDevice>>[];

beforeEach(async () => {
  pages = [];
  world = new ExampleWorld();
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
});
afterEach(async () => {
  for (const page of pages) await page.close();
});

async function newPage(): Promise<FieldDevice> {
  const page = await openFieldDevice(world.parts());
  pages.push(page);
  return page;
}

describe('setting up', () => {
  test('makes a signing key that signs only while the device is open', async () => {
    const page = await newPage();
    await page.setUp(exampleSetUp());
    const [publicKey] = world.publicKeys;
    const signature = await world.sign('Invented text');
    expect(signature).toHaveLength(88);
    const key = await crypto.subtle.importKey(
      'raw',
      bytesOfBase64(publicKey ?? ''),
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['verify'],
    );
    expect(
      await crypto.subtle.verify(
        { name: 'ECDSA', hash: 'SHA-256' },
        key,
        bytesOfBase64(signature),
        new TextEncoder().encode('Invented text'),
      ),
    ).toBe(true);
    await page.lock('asked');
    await expect(world.sign('Invented text')).rejects.toThrow('device.storage.gone');
  });

  test('keeps what the server gave to know', async () => {
    const page = await newPage();
    await page.setUp(exampleSetUp());
    expect((await page.opened()?.store.answer('server-key'))?.value).toBe('Invented-server-key');
  });

  test('refused by the server, it leaves nothing', async () => {
    world.refusal = { code: 'access.device.no-offline' };
    const page = await newPage();
    expect(await page.setUp(exampleSetUp())).toMatchObject({ refusal: world.refusal });
    expect(page.snapshot()).toEqual({ state: 'none' });
  });

  test('ended between any two writes, the person is not set up at all, and can begin again', async () => {
    let cut = 0;
    for (let nth = 1; nth < 40; nth += 1) {
      const page = await newPage();
      const { thrown } = await failingWrite(nth, 'QuotaExceededError', async () => {
        const made = await page.setUp(exampleSetUp());
        if (!made.ok) throw new Error(made.refusal.code);
      });
      if (thrown === undefined) break;
      cut += 1;
      expect(thrown).toMatchObject({ message: 'device.storage.full' });
      expect((await newPage()).opened()).toBeUndefined();
      if ((await newPage()).snapshot().state === 'none') continue;
      // The last writes only count the first opening: by then the set-up is whole.
      expect(await (await newPage()).unlockWithPin(GOOD_PIN)).toMatchObject({ ok: true });
      break;
    }
    expect(cut).toBeGreaterThan(5);
    world.time += HOUR;
    await newPage();
    expect(await Dexie.getDatabaseNames()).toHaveLength(2);
  });

  test('somebody who forgot their PIN begins anew; what the old one closed stays and opens with it', async () => {
    const page = await newPage();
    await page.setUp(exampleSetUp());
    await page.opened()?.store.commit([{ put: 'outbox', value: exampleItem(1) }]);
    await page.lock('asked');
    expect(await page.setUp({ ...exampleSetUp(), pin: OTHER_PIN })).toMatchObject({ ok: true });
    expect(await page.opened()?.store.outbox()).toEqual([]);
    await page.lock('asked');
    expect(page.snapshot()).toMatchObject({ people: 1 });
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({ ok: true });
    expect(await page.opened()?.store.outbox()).toHaveLength(1);
  });

  test('not over content that is open', async () => {
    const page = await newPage();
    await page.setUp(exampleSetUp());
    expect(await page.setUp(exampleSetUp())).toMatchObject({
      refusal: { code: 'device.already-set-up' },
    });
  });
});
