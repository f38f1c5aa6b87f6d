import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accept, refuse } from '#kernel/result.ts';
import { CarriedContent, FarewellContent } from '#platform/sync/protocol/carried-file.ts';
import { ExampleWorld, exampleSetUp, GOOD_PIN, settled } from '../keys/examples.ts';
import { openFieldDevice } from '../keys/open-field-device.ts';
import { exampleAt, exampleEntry, exampleItem, exampleRecord } from '../store/examples.ts';
import { rawContentOf } from '../store/raw-content.ts';
import { parcelSealer } from '../sync/seal-for-server.ts';
import { epochId } from '../sync/testing/model-ids.ts';
import { exampleFileKeys } from './examples.ts';

type Page = Awaited<ReturnType<typeof openFieldDevice>>;

const HOUR = 3_600_000;
let world: ExampleWorld;
let server: ExampleServer;
let pages: Page[];
beforeEach(async () => {
  pages = [];
  world = new ExampleWorld();
  server = new ExampleServer(world);
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
});
afterEach(async () => {
  for (const page of pages) await page.close();
});

/** Reads parcels as a server does, and says of each what the test wants. */
class ExampleServer {
  readonly read: string[] = [];
  readonly farewells: string[] = [];
  readonly asked: string[] = [];
  readonly takenBack = new Set<string>();
  isReachable = false;
  says: (body: string) => 'done' | 'later' | 'unreadable' = () => 'done';
  onAsked: () => Promise<void> = async () => undefined;

  constructor(its: ExampleWorld) {
    its.sendParcels = async ({ deviceId, parts, farewell }) => {
      this.asked.push(deviceId);
      if (!this.isReachable) return refuse({ code: 'network.unreachable' });
      const { open } = await exampleFileKeys();
      const answers: { fileId: string; is: string }[] = [];
      for (const part of parts) {
        const { items } = CarriedContent.parse(await open(part));
        const is = this.says(items[0]?.body ?? '');
        if (is === 'done') this.read.push(...items.map(({ body }) => body));
        answers.push({ fileId: part.fileId, is });
      }
      if (farewell) this.farewells.push(FarewellContent.parse(await open(farewell)).farewell.body);
      const control = this.takenBack.has(deviceId) ? [{ kind: 'wipe', number: 1 }] : [];
      await this.onAsked();
      return accept({ answers, control, epoch: epochId(1) });
    };
  }
}

async function newPage(): Promise<Page> {
  const page = await openFieldDevice(world.parts());
  pages.push(page);
  return page;
}

/** Somebody has written so many items here without a network, and the device is locked. */
async function lockedWork(page: Page, items: number, n = 1): Promise<string> {
  expect(await page.setUp(exampleSetUp(n))).toEqual({ ok: true, value: true });
  const state = page.snapshot();
  const store = page.opened()?.store;
  if (state.state !== 'open' || !store) throw new Error('It was set up just now');
  await store.commit([
    { put: 'record', value: exampleRecord(n) },
    { put: 'entry', value: exampleEntry(n, 1) },
  ]);
  await write(page, items, n);
  await page.lock('asked');
  return state.deviceId;
}

async function write(page: Page, items: number, n = 1): Promise<void> {
  const state = page.snapshot();
  if (state.state !== 'open') throw new Error('Nobody can write');
  const seal = parcelSealer(state.deviceId, (await exampleFileKeys()).fileKeys);
  for (let number = 1; number <= items; number += 1) {
    const item = exampleItem(number, `Invented-${n}-${number}`);
    const parcel = await seal(item.signed);
    await page.opened()?.store.commit([{ put: 'outbox', value: { ...item, parcel } }]);
  }
}

async function everythingOnDisk(): Promise<string> {
  const names = await Dexie.getDatabaseNames();
  return (await Promise.all(names.map(rawContentOf))).join('\n');
}

describe('a device that is locked and waits', () => {
  test('tells how much and since when, and of whom or what nothing', async () => {
    const page = await newPage();
    await lockedWork(page, 2);
    expect(page.waiting()).toEqual({ items: 2, since: exampleAt });
    const again = await newPage();
    expect(again.waiting()).toEqual({ items: 2, since: exampleAt });
    expect(await everythingOnDisk()).not.toContain('Invented');
  });

  test('sends all of it after its lease is over, without anybody, and says so', async () => {
    const page = await newPage();
    await lockedWork(page, 2);
    world.time += 100 * 24 * HOUR;
    const later = await newPage();
    expect(later.snapshot()).toMatchObject({ state: 'locked', because: 'lease-over' });
    server.isReachable = true;
    await world.networkBack();
    expect(server.read.toSorted()).toEqual(['Invented-1-1-body', 'Invented-1-2-body']);
    expect(later.waiting()).toEqual({ items: 0, since: null });
    // The words themselves stay, sealed, until their author opens the device and hears.
    expect(later.snapshot()).toMatchObject({ state: 'locked', because: 'lease-over' });
  });

  test('keeps for its author what was sent, until they hear what became of it', async () => {
    const page = await newPage();
    await lockedWork(page, 2);
    server.isReachable = true;
    await page.sendParcels();
    await page.unlockWithPin(GOOD_PIN);
    const kept = await page.opened()?.store.outbox();
    expect(kept?.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  });

  test('the state of the lock stays the same object when only the count has changed', async () => {
    const page = await newPage();
    await lockedWork(page, 1);
    const before = page.snapshot();
    let changes = 0;
    page.subscribe(() => (changes += 1));
    server.isReachable = true;
    await page.sendParcels();
    expect(page.waiting()).toEqual({ items: 0, since: null });
    expect(page.snapshot()).toBe(before);
    expect(changes).toBe(1);
  });

  test('does not touch the work of somebody who has it open', async () => {
    const page = await newPage();
    const deviceId = await lockedWork(page, 1);
    await page.unlockWithPin(GOOD_PIN);
    server.isReachable = true;
    server.asked.length = 0;
    await page.sendParcels();
    expect(server.asked).not.toContain(deviceId);
    expect(server.read).toEqual([]);
  });
});

describe('when it tries', () => {
  test('each minute while it works, and more slowly while it does not', async () => {
    const page = await newPage();
    await lockedWork(page, 0);
    server.isReachable = true;
    await page.sendParcels();
    server.asked.length = 0;
    for (let tick = 0; tick < 30; tick += 1) await world.tick(20_000);
    expect(server.asked).toHaveLength(10);
    server.isReachable = false;
    for (let tick = 0; tick < 60; tick += 1) await world.tick(20_000);
    server.asked.length = 0;
    for (let tick = 0; tick < 30; tick += 1) await world.tick(20_000);
    expect(server.asked.length).toBeLessThan(5);
    expect(server.asked.length).toBeGreaterThan(1);
  });

  test('at once when the network comes back, and when its clock was turned back', async () => {
    const page = await newPage();
    await lockedWork(page, 0);
    for (let tick = 0; tick < 60; tick += 1) await world.tick(20_000);
    server.asked.length = 0;
    await world.networkBack();
    expect(server.asked).toHaveLength(1);
    await world.tick(-48 * HOUR);
    expect(server.asked).toHaveLength(2);
  });

  test('not while another page of the browser is at it', async () => {
    const parts = world.parts();
    const parcels = { ...parts.parcels, unlessElsewhere: async () => undefined };
    pages.push(await openFieldDevice({ ...parts, parcels }));
    await lockedWork(pages[0] ?? (await newPage()), 1);
    await pages[0]?.sendParcels();
    expect(server.asked).toEqual([]);
  });
});

describe('a device that was taken back while it was locked', () => {
  test('sends what waits, then nothing of it is left, and the server is told', async () => {
    const page = await newPage();
    const deviceId = await lockedWork(page, 2);
    server.takenBack.add(deviceId);
    server.isReachable = true;
    await page.sendParcels();
    expect(server.read).toHaveLength(2);
    expect(server.farewells.map((body): unknown => JSON.parse(body))).toEqual([
      { format: 'amparo-farewell-1', deviceId },
    ]);
    expect(page.snapshot()).toMatchObject({ state: 'locked', because: 'revoked', people: 0 });
    expect(await Dexie.getDatabaseNames()).toEqual(['amparo-field']);
    const raw = await everythingOnDisk();
    for (const word of [deviceId, 'sealed', 'farewell=', 'pin']) expect(raw).not.toContain(word);
  });

  test('destroys nothing while the server could not judge a part of it', async () => {
    const page = await newPage();
    const deviceId = await lockedWork(page, 2);
    server.takenBack.add(deviceId);
    server.isReachable = true;
    server.says = (body) => (body.includes('-2-body') ? 'later' : 'done');
    await page.sendParcels();
    expect(page.snapshot()).toMatchObject({ state: 'locked' });
    expect(page.waiting()).toMatchObject({ items: 1 });
    expect(server.farewells).toEqual([]);
    server.says = () => 'done';
    await page.sendParcels();
    expect(page.snapshot()).toMatchObject({ state: 'locked', because: 'revoked', people: 0 });
  });

  test('is not held up by what no server can read', async () => {
    const page = await newPage();
    server.takenBack.add(await lockedWork(page, 1));
    server.isReachable = true;
    server.says = () => 'unreadable';
    await page.sendParcels();
    expect(page.snapshot()).toMatchObject({ state: 'locked', because: 'revoked', people: 0 });
  });

  test('destroys nothing that was written while the order came', async () => {
    const page = await newPage();
    const deviceId = await lockedWork(page, 1);
    server.takenBack.add(deviceId);
    const other = await newPage();
    await settled();
    server.isReachable = true;
    server.onAsked = async () => {
      server.onAsked = async () => undefined;
      await other.unlockWithPin(GOOD_PIN);
      await write(other, 3);
    };
    await page.sendParcels();
    // What came in the meantime was sent in the same round, before anything was destroyed.
    expect(new Set(server.read).size).toBe(3);
    await settled();
    expect(other.opened()).toBeUndefined();
  });

  test('says goodbye later when the network breaks before it could', async () => {
    const page = await newPage();
    const deviceId = await lockedWork(page, 0);
    server.takenBack.add(deviceId);
    server.isReachable = true;
    server.onAsked = async () => void (server.isReachable = false);
    await page.sendParcels();
    expect(page.snapshot()).toMatchObject({ state: 'locked', because: 'revoked', people: 0 });
    expect(server.farewells).toEqual([]);
    server.onAsked = async () => undefined;
    server.isReachable = true;
    await newPage();
    await settled();
    expect(server.farewells).toHaveLength(1);
    expect(await everythingOnDisk()).not.toContain(deviceId);
  });

  test('leaves a colleague at the same phone what is theirs, locked as before', async () => {
    const page = await newPage();
    const mine = await lockedWork(page, 1);
    await lockedWork(page, 1, 2);
    server.takenBack.add(mine);
    server.isReachable = true;
    await page.sendParcels();
    expect(page.snapshot()).toMatchObject({ state: 'locked', people: 1 });
    const opened = await page.unlockWithPin(GOOD_PIN, exampleSetUp(2).who);
    expect(opened).toMatchObject({ ok: true });
    expect(await page.opened()?.store.records()).toHaveLength(1);
    expect(server.read).toHaveLength(2);
  });
});
