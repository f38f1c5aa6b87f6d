import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accept } from '#kernel/result.ts';
import type { FieldDevice } from '../field-device.ts';
import {
  exampleEntry,
  exampleBlob,
  exampleItem,
  exampleRecord,
  exampleRecordId,
} from '../store/examples.ts';
import { rawContentOf } from '../store/raw-content.ts';
import { randomBytes } from '../store/seal.ts';
import { epochId } from '../sync/testing/model-ids.ts';
import { ExampleWorld, exampleSetUp, GOOD_PIN, settled } from './examples.ts';
import { openFieldDevice } from './open-field-device.ts';

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

async function lockedPage(): Promise<FieldDevice> {
  const page = await newPage();
  expect(await page.setUp(exampleSetUp())).toEqual({ ok: true, value: true });
  await page.opened()?.store.commit([
    { put: 'record', value: exampleRecord(1) },
    { put: 'entry', value: exampleEntry(1, 1) },
    { put: 'outbox', value: exampleItem(1) },
  ]);
  await page.lock('asked');
  return page;
}

async function wrongTimes(page: FieldDevice, times: number): Promise<string[]> {
  const codes: string[] = [];
  for (let n = 0; n < times; n += 1) {
    const tried = await page.unlockWithPin(OTHER_PIN);
    codes.push(tried.ok ? 'opened' : tried.refusal.code);
    world.time += 11 * 60_000;
  }
  return codes;
}

describe('who may not', () => {
  test('a browser that nobody set up has nothing to open', async () => {
    const page = await newPage();
    expect(page.snapshot()).toEqual({ state: 'none' });
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({ refusal: { code: 'device.none' } });
  });

  test('a wrong PIN opens nothing and is counted', async () => {
    const page = await lockedPage();
    expect(await page.unlockWithPin(OTHER_PIN)).toEqual({
      ok: false,
      refusal: { code: 'device.pin.wrong', triesLeft: 9, waitSeconds: 0 },
    });
    expect(page.opened()).toBeUndefined();
    expect(page.snapshot()).toMatchObject({ state: 'locked', people: 1 });
  });

  test('after five wrong PINs the right one waits too', async () => {
    const page = await lockedPage();
    await wrongTimes(page, 4);
    expect(await page.unlockWithPin(OTHER_PIN)).toMatchObject({ refusal: { waitSeconds: 30 } });
    expect(await page.unlockWithPin(GOOD_PIN)).toEqual({
      ok: false,
      refusal: { code: 'device.pin.wait', waitSeconds: 30 },
    });
    world.time += 30_000;
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({ ok: true });
  });

  test('ten wrong PINs forget the share: the right PIN opens nothing until a new lease', async () => {
    const page = await lockedPage();
    expect((await wrongTimes(page, 10)).at(-1)).toBe('device.tries.too-many');
    expect(page.snapshot()).toMatchObject({ state: 'locked', because: 'too-many-tries' });
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({
      refusal: { code: 'device.tries.too-many' },
    });
    expect(await rawContentOf('amparo-field')).toContain('share=null');
    expect(await page.renewLease(exampleSetUp().worker)).toMatchObject({ ok: true });
    expect(page.snapshot()).toMatchObject({ state: 'locked', because: 'started' });
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({ ok: true });
    expect(await page.opened()?.store.outbox()).toEqual([exampleItem(1)]);
  });

  test('a stolen device after its lease has no share, and turning its clock back does not help', async () => {
    const page = await lockedPage();
    world.time += 72 * HOUR;
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({
      refusal: { code: 'device.lease.over' },
    });
    expect(await rawContentOf('amparo-field')).toContain('share=null');
    world.time -= 71 * HOUR;
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({ ok: false });
    world.refusal = { code: 'sync.device.revoked' };
    expect(await page.renewLease(exampleSetUp().worker)).toMatchObject({
      refusal: { code: 'sync.device.revoked' },
    });
  });

  test('a row whose wrapped key was altered opens nothing', async () => {
    const page = await lockedPage();
    const raw = await new Dexie('amparo-field').open();
    await raw
      .table('people')
      .toCollection()
      .modify((row) => {
        row.pin.sealed[20] ^= 1;
      });
    raw.close();
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({
      refusal: { code: 'device.pin.wrong' },
    });
  });

  test('a weak PIN is refused before anything is made', async () => {
    const page = await newPage();
    expect(await page.setUp({ ...exampleSetUp(), pin: '123456' })).toMatchObject({
      refusal: { code: 'device.pin.simple', because: 'in-a-row' },
    });
    expect(world.publicKeys).toEqual([]);
  });
});

describe('two people on one device', () => {
  async function twoPeople(): Promise<FieldDevice> {
    const page = await lockedPage();
    await page.setUp({ ...exampleSetUp(2), pin: OTHER_PIN });
    return page;
  }

  test('the second sees nothing of the first', async () => {
    const page = await twoPeople();
    expect(page.snapshot()).toMatchObject({ state: 'open', worker: exampleSetUp(2).worker });
    expect(await page.opened()?.store.records()).toEqual([]);
    expect(await page.opened()?.store.outbox()).toEqual([]);
  });

  test('each opens with name and PIN only their own; a name that nobody has looks like a wrong PIN', async () => {
    const page = await twoPeople();
    await page.lock('asked');
    expect(page.snapshot()).toEqual({
      state: 'locked',
      because: 'asked',
      people: 2,
      hasPasskey: false,
    });
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({
      refusal: { code: 'device.who.needed' },
    });
    const wrong = await page.unlockWithPin(GOOD_PIN, exampleSetUp(2).who);
    expect(await page.unlockWithPin(GOOD_PIN, 'nobody@example.org')).toEqual(wrong);
    expect(await page.unlockWithPin(GOOD_PIN, ` ${exampleSetUp(1).who.toUpperCase()} `)).toEqual({
      ok: true,
      value: true,
    });
    expect(await page.opened()?.store.records()).toEqual([exampleRecord(1)]);
  });

  test('forgetting one leaves the other', async () => {
    const page = await twoPeople();
    expect(await page.forget({ andLose: false })).toMatchObject({ ok: true });
    expect(page.snapshot()).toMatchObject({ state: 'locked', people: 1 });
    await page.unlockWithPin(GOOD_PIN);
    expect(await page.opened()?.store.outbox()).toHaveLength(1);
  });
});

describe('what stands on the disk', () => {
  test('no database of the browser holds a name, a word of a case, a PIN or who works here', async () => {
    const page = await lockedPage();
    await page.unlockWithPin(GOOD_PIN);
    await page.addPasskey();
    const databases = await Dexie.getDatabaseNames();
    expect(databases).toHaveLength(2);
    const raw = (await Promise.all(databases.map(rawContentOf))).join('\n');
    expect(raw).toContain(exampleRecordId(1));
    for (const word of [
      'Invented',
      'invented',
      'example.org',
      GOOD_PIN,
      'child',
      exampleSetUp().worker,
    ])
      expect(raw).not.toContain(word);
  });

  test('after a wipe by order nothing of it is left, and the person is told why', async () => {
    const page = await lockedPage();
    await page.unlockWithPin(GOOD_PIN);
    await world.wipe();
    expect(page.opened()).toBeUndefined();
    expect(page.snapshot()).toMatchObject({ state: 'locked', because: 'revoked', people: 0 });
    expect(await Dexie.getDatabaseNames()).toEqual(['amparo-field']);
    // Only what says so to the server is left until it was said.
    expect(await rawContentOf('amparo-field')).not.toMatch(/pin|signingKey|profile/);
    await settled();
    world.sendParcels = async () => accept({ answers: [], control: [], epoch: epochId(1) });
    await page.sendParcels();
    expect(await rawContentOf('amparo-field')).not.toContain('sealed');
    expect((await newPage()).snapshot()).toEqual({ state: 'none' });
  });
});

test('forgetting with words that wait is refused, unless they may be lost', async () => {
  const page = await lockedPage();
  expect(await page.forget({ andLose: true })).toMatchObject({
    refusal: { code: 'device.locked' },
  });
  await page.unlockWithPin(GOOD_PIN);
  world.waiting = 3;
  expect(await page.forget({ andLose: false })).toEqual({
    ok: false,
    refusal: { code: 'device.forget.waiting', waiting: 3 },
  });
  expect(await page.forget({ andLose: true })).toMatchObject({ ok: true });
  expect(page.snapshot()).toEqual({ state: 'none' });
  expect(await Dexie.getDatabaseNames()).toEqual(['amparo-field']);
});

test('content that the browser removed is said to be gone, and nothing empty takes its place', async () => {
  const page = await lockedPage();
  const names = (await Dexie.getDatabaseNames()).filter((name) => name !== 'amparo-field');
  for (const name of names) await Dexie.delete(name);
  expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({
    refusal: { code: 'device.storage.gone' },
  });
  await settled();
  expect(page.snapshot()).toMatchObject({ state: 'locked' });
});

test('a server that changed its share renews the lease of a locked device without its PIN', async () => {
  const page = await lockedPage();
  world.share = randomBytes(32);
  expect(await page.renewLease(exampleSetUp().worker)).toMatchObject({ ok: true });
  expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({ ok: true });
});

test('forgetting with a photo that was not sent is refused as well', async () => {
  const page = await lockedPage();
  await page.unlockWithPin(GOOD_PIN);
  await page.opened()?.store.commit([{ put: 'blob', value: exampleBlob(1) }]);
  expect(await page.forget({ andLose: false })).toEqual({
    ok: false,
    refusal: { code: 'device.forget.waiting', waiting: 1 },
  });
  expect(await page.forget({ andLose: true })).toMatchObject({ ok: true });
});
