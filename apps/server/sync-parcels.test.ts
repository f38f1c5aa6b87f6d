import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { endWorker } from '#capabilities/access/storage/end-worker.ts';
import { fileKeyPairs } from '#platform/sync/file-keys.ts';
import { FAREWELL_FORMAT } from '#platform/sync/protocol/carried-file.ts';
import { carried } from './test-carried.ts';
import { ANSWERS, done, openingOf, sectionOf } from './test-case.ts';
import { type Answer, type CountryServer, openCountryServer, PEOPLE } from './test-country.ts';
import { makeKeys, setUpDevice, signed } from './test-field-device.ts';

let server: CountryServer;
let sealTo = '';
beforeAll(async () => {
  server = await openCountryServer();
  const keys = { signingKey: makeKeys().point, purpose: 'child-protection', label: 'Keys' };
  ({ sealTo } = await done(server.as('kai').post('/field-devices', keys)).then((made) => ({
    sealTo: made.fileKeys.seal,
  })));
});
afterAll(() => server.close());

/** One person may have only so many devices. */
const made: string[] = [];
afterEach(async () => {
  for (const deviceId of made.splice(0)) await revoke(deviceId);
});

/** Nobody is signed in: a locked phone sends, or whoever holds a copy of what lies on it. */
async function send(body: object): Promise<Answer> {
  const response = await server.app.inject({
    method: 'POST',
    url: '/api/sync/parcels',
    headers: { 'x-amparo-request': '1' },
    payload: body,
  });
  const read = response.json();
  return { status: response.statusCode, body: read, code: read.code };
}

/** A device on which a case and its registration wait, each as a parcel; and its farewell. */
async function lockedWork(who: 'sela' | 'noa' | 'paz' = 'sela') {
  const mine = await setUpDevice(server, who);
  const { deviceId, keys } = mine;
  made.push(deviceId);
  const opening = openingOf();
  const { recordId } = opening;
  const items = [
    mine.item('cases.open', opening),
    mine.item('cases.register-child', sectionOf(ANSWERS.registration, { recordId })),
  ];
  const seal = (content: object) => carried(deviceId, sealTo, [content]);
  const parts = items.flatMap((item) => seal({ items: [item], opened: [] }));
  const goodbye = signed({ format: FAREWELL_FORMAT, deviceId }, keys);
  const [farewell] = seal({ farewell: goodbye });
  return { mine, deviceId, recordId, items, parts, seal, farewell };
}

const revoke = (deviceId: string) =>
  done(server.as('paz').post(`/field-devices/${deviceId}/revoke`, { reason: 'lost' }));

async function wipedAt(deviceId: string): Promise<Date | null | undefined> {
  const { rows } = await server.database.asOwner((owner) =>
    sql<{
      wiped_at: Date | null;
    }>`select wiped_at from field_device where device_id = ${deviceId}`.execute(owner),
  );
  return rows[0]?.wiped_at;
}

describe('who sends parcels', () => {
  test('a device that nobody knows is refused, whatever it brings', async () => {
    const { parts } = await lockedWork();
    const stranger = await send({ deviceId: randomUUID(), parts });
    expect(stranger).toMatchObject({ status: 404, code: 'sync.device.unknown' });
  });

  test('whoever asks with an id alone hears whether it is to be wiped, and nothing else', async () => {
    const { deviceId } = await lockedWork();
    const hello = await done(send({ deviceId, parts: [] }));
    expect(hello).toEqual({ answers: [], control: [], epoch: expect.any(String) });
    await revoke(deviceId);
    const wiped = await done(send({ deviceId, parts: [] }));
    expect(wiped.control).toEqual([{ kind: 'wipe', number: expect.any(Number) }]);
  });

  test('a stranger who replays parcels learns nothing of them and changes nothing', async () => {
    const { deviceId, parts, recordId } = await lockedWork();
    await done(send({ deviceId, parts }));
    const again = await done(send({ deviceId, parts: parts.toReversed() }));
    expect(again.answers.map((one: object) => Object.keys(one).toSorted())).toEqual([
      ['fileId', 'is'],
      ['fileId', 'is'],
    ]);
    expect(JSON.stringify(again)).not.toContain(recordId);
    const { entries } = await done(server.as('sela').get(`/cases/${recordId}/timeline`));
    const types = entries.map((one: { type: string }) => one.type);
    expect(types.filter((type: string) => type === 'cases.child-registered')).toHaveLength(1);
  });
});

describe('what parcels come to', () => {
  test('all is taken without anybody unlocking, and told as a duplicate when somebody does', async () => {
    const { mine, deviceId, parts, recordId, items } = await lockedWork();
    expect(JSON.stringify(parts)).not.toContain('Pip');
    const sent = await done(send({ deviceId, parts }));
    expect(sent.answers).toEqual(parts.map(({ fileId }) => ({ fileId, is: 'done' })));
    const view = await done(server.as('sela').get(`/cases/${recordId}/timeline`));
    expect(JSON.stringify(view)).toContain('Pip Invented');
    const { outcomes } = await mine.push(items);
    expect(outcomes).toMatchObject([
      { outcome: 'duplicate', first: { outcome: 'accepted' } },
      { outcome: 'duplicate', first: { outcome: 'accepted' } },
    ]);
  });

  test.each([
    ['cut off', (sealed: string) => `${sealed.slice(0, -8)}`],
    [
      'altered',
      (sealed: string) => `${sealed.startsWith('AAAA') ? 'BBBB' : 'AAAA'}${sealed.slice(4)}`,
    ],
  ])('one that is %s is unreadable, and the one beside it is taken', async (_how, spoil) => {
    const { deviceId, parts } = await lockedWork();
    const [first, second] = parts;
    const spoiled = second && { ...second, sealed: spoil(second.sealed) };
    const sent = await done(send({ deviceId, parts: [first, spoiled] }));
    expect(sent.answers.map((one: { is: string }) => one.is)).toEqual(['done', 'unreadable']);
  });

  test('one for another installation, or from another device, is unreadable', async () => {
    const one = await lockedWork();
    const other = await lockedWork();
    const elsewhere = fileKeyPairs(randomBytes(32)).publicKeys.seal;
    const [foreign] = carried(one.deviceId, elsewhere, [{ items: one.items, opened: [] }]);
    const [swapped] = other.parts;
    const sent = await done(send({ deviceId: one.deviceId, parts: [foreign, swapped] }));
    expect(sent.answers).toMatchObject([{ is: 'unreadable' }, { is: 'unreadable' }]);
    expect(await server.as('sela').get(`/cases/${one.recordId}`)).toMatchObject({ status: 404 });
  });

  test('items that the device did not sign count for nothing', async () => {
    const { deviceId, items, recordId, seal } = await lockedWork();
    const body = items[0]?.body ?? '';
    const forged = { ...signed({}, makeKeys()), body };
    const sent = await done(send({ deviceId, parts: seal({ items: [forged], opened: [] }) }));
    expect(sent.answers).toMatchObject([{ is: 'done' }]);
    expect(await server.as('sela').get(`/cases/${recordId}`)).toMatchObject({ status: 404 });
  });

  test('lines on opened records in a parcel are not believed', async () => {
    const { mine, deviceId, parts, seal, recordId } = await lockedWork();
    await done(send({ deviceId, parts }));
    await mine.pullAll();
    const action = 'cases.invented-look';
    const opened = [{ recordId, action, at: '2026-11-20T10:00:00.000Z' }];
    await done(send({ deviceId, parts: seal({ items: [], opened }) }));
    const { rows } = await server.database.asOwner((owner) =>
      sql`select 1 from audit_line where action = ${action}`.execute(owner),
    );
    expect(rows).toEqual([]);
  });
});

describe('[AC-22] parcels of a device that was taken back', () => {
  test('wait for a supervisor, and its farewell says that it has wiped itself', async () => {
    const { deviceId, parts, recordId, farewell } = await lockedWork();
    await revoke(deviceId);
    const sent = await done(send({ deviceId, parts }));
    expect(sent).toMatchObject({
      answers: [{ is: 'done' }, { is: 'done' }],
      control: [{ kind: 'wipe' }],
    });
    expect(await server.as('sela').get(`/cases/${recordId}`)).toMatchObject({ status: 404 });
    const { items } = await done(server.as('paz').get('/sync/quarantine'));
    const waiting = items.filter((one: { deviceId: string }) => one.deviceId === deviceId);
    expect(waiting).toHaveLength(2);
    expect(await wipedAt(deviceId)).toBeNull();
    await done(send({ deviceId, parts: [], farewell }));
    expect(await wipedAt(deviceId)).toBeInstanceOf(Date);
  });

  test('of somebody who works here no more are kept as well', async () => {
    const { deviceId, parts } = await lockedWork('noa');
    await server.database.asOwner((owner) => endWorker(owner, PEOPLE.noa));
    const sent = await done(send({ deviceId, parts }));
    expect(sent).toMatchObject({ control: [{ kind: 'wipe' }] });
    const { items } = await done(server.as('paz').get('/sync/quarantine'));
    const waiting = items.filter((one: { deviceId: string }) => one.deviceId === deviceId);
    expect(waiting).toHaveLength(2);
  });
});

describe('a farewell', () => {
  test('before a device was taken back, says nothing', async () => {
    const { deviceId, farewell } = await lockedWork();
    await done(send({ deviceId, parts: [], farewell }));
    expect(await wipedAt(deviceId)).toBeNull();
    await revoke(deviceId);
    expect(await wipedAt(deviceId)).toBeNull();
  });

  test('of another device, forged, or of other words that were signed, says nothing', async () => {
    const { mine, deviceId, seal, items } = await lockedWork();
    const other = await lockedWork();
    await revoke(deviceId);
    const forged = signed({ format: FAREWELL_FORMAT, deviceId }, makeKeys());
    const others = signed({ format: FAREWELL_FORMAT, deviceId: other.deviceId }, mine.keys);
    for (const said of [forged, others, items[0], { body: 'no JSON', signature: forged.signature }])
      await done(send({ deviceId, parts: [], farewell: seal({ farewell: said })[0] }));
    await done(send({ deviceId, parts: [], farewell: other.farewell }));
    expect(await wipedAt(deviceId)).toBeNull();
  });
});
