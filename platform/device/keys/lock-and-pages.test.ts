import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FieldDevice } from '../field-device.ts';
import { exampleItem } from '../store/examples.ts';
import { storageRefusalOf } from '../storage-failure.ts';
import { ExampleWorld, exampleSetUp, GOOD_PIN, settled } from './examples.ts';
import { openFieldDevice } from './open-field-device.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
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

async function openPage(): Promise<FieldDevice> {
  const page = await newPage();
  expect(await page.setUp(exampleSetUp())).toMatchObject({ ok: true });
  return page;
}

/** Until what was told to another page has arrived there. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !isSo(); turn += 1) await settled();
  expect(isSo()).toBe(true);
}

describe('locking', () => {
  test('what was open answers nothing any more, and the engine was stopped', async () => {
    const page = await openPage();
    const device = page.opened();
    const heard: string[] = [];
    page.subscribe(() => heard.push(page.snapshot().state));
    await page.lock('asked');
    expect(page.opened()).toBeUndefined();
    expect(heard[0]).toBe('locked');
    expect(world.stopped).toBe(1);
    const read = await device?.store.outbox().catch(storageRefusalOf);
    expect(read).toEqual({ code: 'device.storage.gone' });
  });

  test('after five minutes in which nobody does anything, and not before', async () => {
    const page = await openPage();
    await world.tick(4 * MINUTE);
    await world.touch();
    await world.tick(4 * MINUTE);
    expect(page.snapshot().state).toBe('open');
    await world.tick(MINUTE);
    expect(page.snapshot()).toMatchObject({ state: 'locked', because: 'idle' });
  });

  test('a touch after a long sleep finds it locked', async () => {
    const page = await openPage();
    world.time += HOUR;
    await world.touch();
    expect(page.snapshot()).toMatchObject({ state: 'locked', because: 'idle' });
  });

  test('when the lease is over, also in the middle of work; a new one opens again', async () => {
    world.hours = 1;
    const page = await openPage();
    for (let minutes = 0; minutes < 60; minutes += 4) {
      await world.touch();
      await world.tick(4 * MINUTE);
    }
    expect(page.snapshot()).toMatchObject({ state: 'locked', because: 'lease-over' });
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({
      refusal: { code: 'device.lease.over' },
    });
    await page.renewLease(exampleSetUp().worker);
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({ ok: true });
  });

  test('a lease that is renewed while it is open runs on', async () => {
    world.hours = 1;
    const page = await openPage();
    world.hours = 72;
    await page.renewLease(exampleSetUp().worker);
    expect(page.snapshot()).toMatchObject({ leaseUntil: '2026-11-27T09:00:00.000Z' });
    for (let minutes = 0; minutes < 64; minutes += 4) {
      await world.touch();
      await world.tick(4 * MINUTE);
    }
    expect(page.snapshot().state).toBe('open');
  });

  test('when the clock goes back by more than ten minutes, and stays so until it is right', async () => {
    const page = await openPage();
    await world.tick(-9 * MINUTE);
    expect(page.snapshot().state).toBe('open');
    await world.tick(-2 * MINUTE);
    expect(page.snapshot()).toMatchObject({ state: 'locked', because: 'clock-went-back' });
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({
      refusal: { code: 'device.clock.went-back' },
    });
    expect((await newPage()).snapshot()).toMatchObject({ because: 'clock-went-back' });
    world.time += 11 * MINUTE;
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({ ok: true });
  });

  test('a device whose clock is two years off works for its whole lease', async () => {
    world.time -= 2 * 365 * 24 * HOUR;
    const page = await openPage();
    await page.lock('asked');
    world.time += 71 * HOUR;
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({ ok: true });
  });
});

describe('two pages of one browser', () => {
  test('each asks for the PIN; what one writes the other reads', async () => {
    const one = await openPage();
    const other = await newPage();
    expect(other.snapshot()).toMatchObject({ state: 'locked', because: 'started' });
    expect(await other.unlockWithPin(GOOD_PIN)).toMatchObject({ ok: true });
    await one.opened()?.store.commit([{ put: 'outbox', value: exampleItem(1) }]);
    expect(await other.opened()?.store.outbox()).toEqual([exampleItem(1)]);
  });

  test('locked in one, both are locked', async () => {
    const one = await openPage();
    const other = await newPage();
    await other.unlockWithPin(GOOD_PIN);
    await one.lock('asked');
    await until(() => other.snapshot().state === 'locked');
    expect(other.opened()).toBeUndefined();
  });

  test('wrong PINs are counted together', async () => {
    const one = await openPage();
    const other = await newPage();
    await one.lock('asked');
    const tries = [one, other, one, other].map((page) => page.unlockWithPin(OTHER_PIN));
    await Promise.all(tries);
    expect(await one.unlockWithPin(OTHER_PIN)).toMatchObject({
      refusal: { triesLeft: 5, waitSeconds: 30 },
    });
  });

  test('forgotten in one, the other closes and has nothing', async () => {
    const one = await openPage();
    const other = await newPage();
    await other.unlockWithPin(GOOD_PIN);
    await one.forget({ andLose: true });
    await until(() => other.snapshot().state === 'none');
    expect(other.opened()).toBeUndefined();
  });
});

describe('another PIN, and a passkey', () => {
  test('the new PIN opens and the old one does not', async () => {
    const page = await openPage();
    expect(await page.changePin('111111')).toMatchObject({
      refusal: { code: 'device.pin.simple' },
    });
    expect(await page.changePin(OTHER_PIN)).toMatchObject({ ok: true });
    await page.lock('asked');
    expect(await page.changePin(GOOD_PIN)).toMatchObject({ refusal: { code: 'device.locked' } });
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({ ok: false });
    expect(await page.unlockWithPin(OTHER_PIN)).toMatchObject({ ok: true });
  });

  test('a passkey opens the same content, and the PIN still does', async () => {
    const page = await openPage();
    await page.opened()?.store.commit([{ put: 'outbox', value: exampleItem(1) }]);
    expect(await page.addPasskey()).toMatchObject({ ok: true });
    await page.lock('asked');
    expect(page.snapshot()).toMatchObject({ hasPasskey: true });
    expect(await page.unlockWithPasskey()).toMatchObject({ ok: true });
    expect(await page.opened()?.store.outbox()).toHaveLength(1);
    await page.lock('asked');
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({ ok: true });
  });

  test('a passkey does not outlive the lease', async () => {
    const page = await openPage();
    await page.addPasskey();
    await page.lock('asked');
    world.time += 73 * HOUR;
    expect(await page.unlockWithPasskey()).toMatchObject({
      refusal: { code: 'device.lease.over' },
    });
  });

  test('the passkey of another authenticator opens nothing', async () => {
    const page = await openPage();
    await page.addPasskey();
    await page.lock('asked');
    for (const made of world.passkeys.values()) made.secret.fill(7);
    expect(await page.unlockWithPasskey()).toMatchObject({ ok: false });
    expect(page.opened()).toBeUndefined();
  });

  test('without passkeys in the browser it says so, and the PIN stays', async () => {
    const page = await openPage();
    world.hasPasskeys = false;
    expect(await page.addPasskey()).toMatchObject({
      refusal: { code: 'device.passkey.unsupported' },
    });
    await page.lock('asked');
    expect(await page.unlockWithPasskey()).toMatchObject({
      refusal: { code: 'device.passkey.none' },
    });
    expect(await page.unlockWithPin(GOOD_PIN)).toMatchObject({ ok: true });
  });
});
