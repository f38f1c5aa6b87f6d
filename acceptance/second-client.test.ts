import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type RunningServer, startServer } from './running-server.ts';
import { done, openSession, type Session } from './second-client-session.ts';
import { type Item, Me, type Outcome } from './second-client-shapes.ts';
import { CHILD, command, readWords, type Words } from './second-client-words.ts';
import { type SecondClient, setUpClient } from './second-client.ts';

const PASSWORD = 'lantern-reed-amber-27';

let server: RunningServer;
let sela: Session;
let noa: Session;
let paz: Session;
let words: Words;
beforeAll(async () => {
  server = await startServer();
  const signIn = (name: string) => openSession(server.address, `${name}@demo.invalid`, PASSWORD);
  [sela, noa, paz] = await Promise.all([
    signIn('social.worker'),
    signIn('social.worker.second'),
    signIn('supervisor'),
  ]);
  words = await readWords(sela);
});
afterAll(() => server?.stop());

// A person may have only some devices; each test gives back its own.
const made: { readonly by: Session; readonly client: SecondClient }[] = [];
afterEach(async () => {
  for (const { by, client } of made.splice(0)) await takeBack(client, by);
});

async function setUp(by: Session): Promise<SecondClient> {
  const client = await setUpClient(by);
  made.push({ by, client });
  return client;
}

async function takeBack({ deviceId }: SecondClient, by: Session): Promise<void> {
  done(await by.ask('POST', `/field-devices/${deviceId}/revoke`, { reason: 'lost' }));
}

const kinds = (outcomes: readonly Outcome[]) => outcomes.map(({ outcome }) => outcome);
const codes = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ outcome, reason }) => reason?.code ?? outcome);
const entriesOf = ({ held }: SecondClient, recordId: string) =>
  [...held.entries.values()].filter((entry) => entry.recordId === recordId);
const bodyOf = (item: Item): Record<string, unknown> => JSON.parse(item.body);

/** A case that was opened, registered and assessed by this client; gives the id of its record. */
async function aChild(client: SecondClient): Promise<string> {
  const opened = words.opening(client.team);
  await client.give('cases.open', opened);
  await client.give('cases.register-child', words.registration(opened.recordId));
  await client.give('cases.assess-risk', words.risk(opened.recordId, 'medium'));
  expect(kinds(await client.push())).toEqual(['accepted', 'accepted', 'accepted']);
  return opened.recordId;
}

async function share(recordId: string, to: Session): Promise<string> {
  const { worker } = Me.parse(done(await to.ask('GET', '/me')));
  const grant = {
    ...command(),
    to: { worker: worker.id },
    classes: ['identity', 'care'],
    mayWrite: true,
    purpose: 'child-protection',
    until: new Date(Date.now() + 86_400_000).toISOString(),
  };
  const answer = done(await paz.ask('POST', `/records/${recordId}/grants`, grant));
  return z.object({ grantId: z.string() }).parse(answer).grantId;
}

describe('a client that was written from the paper', () => {
  test('sends a child, a registration and a risk, and gets them back with everything else', async () => {
    const [mine, other] = [await setUp(sela), await setUp(paz)];
    expect(await other.pull()).toBeNull();
    const before = other.held.entries.size;
    const recordId = await aChild(mine);
    for (const client of [mine, other]) {
      expect(await client.pull()).toBeNull();
      const here = entriesOf(client, recordId);
      expect(here.map(({ position }) => position).toSorted((a, b) => a - b)).toEqual(
        here.map((_, index) => index + 1),
      );
      expect(JSON.stringify(here)).toContain(CHILD);
      expect(client.held.records.get(recordId)?.position).toBe(here.length);
    }
    // What the demo tells came by backfill, and nothing of it is missing up to the last position.
    expect(before).toBeGreaterThan(10);
    for (const { recordId: one, position } of other.held.records.values())
      expect(Math.max(...entriesOf(other, one).map((entry) => entry.position))).toBe(position);
  });

  test('pulls the same a second time without any of it, and its pages are confirmed', async () => {
    const mine = await setUp(sela);
    const recordId = await aChild(mine);
    expect(await mine.pull()).toBeNull();
    const [orders, entries] = [mine.held.orders.length, mine.held.entries.size];
    expect(await mine.pull()).toBeNull();
    expect([mine.held.orders.length, mine.held.entries.size]).toEqual([orders, entries]);
    const Known = z.object({
      carried: z.array(
        z.object({ deviceId: z.string(), class: z.string(), confirmedAt: z.string().nullable() }),
      ),
    });
    const path = `/sync/records/${recordId}/devices`;
    const known = Known.parse(done(await paz.ask('GET', path, undefined, 'supervision')));
    const here = known.carried.filter(({ deviceId }) => deviceId === mine.deviceId);
    expect(here.map((one) => one.class)).toContain('identity');
    expect(here.every(({ confirmedAt }) => confirmedAt !== null)).toBe(true);
  });

  test('carries what is shared with its worker, meets a conflict there, and gives it up when the sharing ends', async () => {
    const [mine, other] = [await setUp(sela), await setUp(noa)];
    const recordId = await aChild(mine);
    await other.pull();
    expect(other.held.records.has(recordId)).toBe(false);
    const grantId = await share(recordId, noa);
    await other.pull();
    const assessed = entriesOf(other, recordId).find(({ section }) => section === 'risk');
    expect(assessed?.body).toBeDefined();

    const seen = assessed?.position ?? 0;
    await mine.give('cases.assess-risk', words.risk(recordId, 'low', seen));
    await other.give('cases.assess-risk', words.risk(recordId, 'immediate', seen));
    expect(kinds(await mine.push())).toEqual(['accepted']);
    const [outcome] = await other.push();
    expect(outcome).toMatchObject({ outcome: 'conflicting' });
    expect(outcome?.fields?.toSorted()).toEqual(['level', 'why']);
    await mine.pull();
    const levels = entriesOf(mine, recordId).filter(({ section }) => section === 'risk');
    expect(levels).toHaveLength(3);

    // What waits about the record goes before its content.
    await other.give('cases.assess-risk', words.risk(recordId, 'high', seen));
    done(await paz.ask('POST', `/records/${recordId}/grants/${grantId}/end`, command()));
    await other.pull();
    expect(other.held.orders.at(-1)).toMatchObject({ kind: 'revoke', recordId, isWhole: true });
    expect(entriesOf(other, recordId)).toEqual([]);
    expect(other.held.outbox.at(-1)?.outcome).not.toBeNull();
  });
});

describe('what is sent wrongly', () => {
  test('sent again, it is a duplicate with its first answer, and stands once', async () => {
    const mine = await setUp(sela);
    const item = await mine.give('cases.open', words.opening(mine.team));
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
    const [mine, other] = [await setUp(sela), await setUp(noa)];
    const item = await mine.give('cases.open', words.opening(mine.team));
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
    const mine = await setUp(sela);
    const item = await mine.give('cases.open', words.opening(mine.team));
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
    const mine = await setUp(sela);
    await mine.give('cases.open', words.opening(mine.team));
    const before = createHash('sha256').update('nothing').digest('hex');
    await mine.give('cases.open', words.opening(mine.team), { before });
    expect(kinds(await mine.push())).toEqual(['accepted', 'accepted']);
  });

  test('what names another record than its input, or may not travel, is refused and the next is taken', async () => {
    const mine = await setUp(sela);
    const { held } = mine;
    await mine.give('cases.open', words.opening(mine.team), { recordId: randomUUID() });
    await mine.give('cases.assign', { ...command(), recordId: randomUUID() });
    await mine.give('cases.open', words.opening(mine.team));
    expect(codes(await mine.push())).toEqual([
      'sync.item.mismatch',
      'sync.item.operation-unknown',
      'accepted',
    ]);
    expect(held.outbox.every(({ outcome }) => outcome !== null)).toBe(true);
  });

  test('before the item that it needs, it waits for that one', async () => {
    const mine = await setUp(sela);
    const opened = words.opening(mine.team);
    const first = await mine.give('cases.open', opened);
    const second = await mine.give('cases.register-child', words.registration(opened.recordId));
    expect(codes(await mine.push([second]))).toEqual(['sync.item.early']);
    expect(kinds(await mine.push([first, second]))).toEqual(['accepted', 'accepted']);
  });
});

describe('a device that was taken back', () => {
  test('is told to wipe itself, sends first what waits, and is served nothing more', async () => {
    const mine = await setUp(sela);
    const recordId = await aChild(mine);
    await mine.pull();
    await mine.give('cases.assess-risk', words.risk(recordId, 'high'));
    await takeBack(mine, sela);
    expect(await mine.pull()).toBe('sync.device.revoked');
    expect(mine.held).toMatchObject({ isWiped: true });
    expect([mine.held.entries.size, mine.held.records.size]).toEqual([0, 0]);
    const waited = mine.held.outbox.find(({ item }) => bodyOf(item)['number'] === 4);
    expect(waited?.outcome).toMatchObject({
      outcome: 'held',
      reason: { code: 'sync.item.quarantined' },
    });
    const waiting = await paz.ask('GET', '/sync/quarantine', undefined, 'child-protection');
    expect(JSON.stringify(done(waiting))).toContain(mine.deviceId);
    expect(await wipedAt(mine)).not.toBeNull();
  });

  test('learns it from a push when it has no session, and says with its signature that it has', async () => {
    const mine = await setUp(sela);
    const recordId = await aChild(mine);
    await takeBack(mine, sela);
    expect(await wipedAt(mine)).toBeNull();
    await mine.give('cases.assess-risk', words.risk(recordId, 'high'));
    expect(codes(await mine.push())).toEqual(['sync.item.quarantined']);
    expect(mine.held).toMatchObject({ isWiped: true });
    expect(await wipedAt(mine)).not.toBeNull();
  });

  async function wipedAt(client: SecondClient): Promise<string | null | undefined> {
    const Devices = z.object({
      devices: z.array(
        z.object({
          deviceId: z.string(),
          revoked: z.object({ wipedAt: z.string().nullable() }).nullable(),
        }),
      ),
    });
    const { devices } = Devices.parse(done(await sela.ask('GET', '/field-devices')));
    return devices.find(({ deviceId }) => deviceId === client.deviceId)?.revoked?.wipedAt;
  }
});

test('after a restore it begins anew with its cursor, offers everything again, and nothing stands twice', async () => {
  const mine = await setUp(sela);
  const recordId = await aChild(mine);
  await mine.pull();
  const [epoch, before] = [mine.held.epoch, [...mine.held.entries.keys()].toSorted()];
  // A transaction that the server has not had yet: it must have been restored to an older day.
  mine.held.cursor = '999999999999.1';
  expect(await mine.pull()).toBeNull();
  expect(mine.held.epoch).not.toBe(epoch);
  expect([...mine.held.entries.keys()].toSorted()).toEqual(before);
  expect(mine.held.outbox.map(({ outcome }) => outcome?.outcome)).toEqual([
    'accepted',
    'accepted',
    'accepted',
  ]);
  expect(entriesOf(mine, recordId)).toHaveLength(mine.held.records.get(recordId)?.position ?? 0);
});
