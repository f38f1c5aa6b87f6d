import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginEpoch, checkEpoch } from '#platform/sync/epoch.ts';
import { ANSWERS, done, openACase, openingOf, sectionOf } from './test-case.ts';
import { type CountryServer, openCountryServer } from './test-country.ts';
import { setUpDevice } from './test-field-device.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const newEpoch = () => server.database.asOwner(beginEpoch);
const entriesOf = async (recordId: string) =>
  (await done(server.as('sela').get(`/cases/${recordId}/timeline`))).entries;

describe('a database that was restored', () => {
  test('tells each device, which begins anew and gets everything again', async () => {
    await openACase(server.as('sela'));
    const mine = await setUpDevice(server, 'sela');
    const before = await mine.pullAll();
    const epoch = await newEpoch();
    expect(await mine.pull()).toMatchObject({
      status: 409,
      code: 'sync.epoch.changed',
      body: { epoch },
    });
    Object.assign(mine.meta, { epoch: null, cursor: null });
    const after = await mine.pullAll();
    const ids = (pulled: typeof before) => pulled.entries.map((one) => one.id).toSorted();
    expect(ids(after)).toEqual(ids(before));
    // Orders that the device has seen in the lost time do not hide the new ones.
    expect(after.control[0]?.number).toBeGreaterThan(1_000_000);
  });

  test('knows an item that it lost by the id of its entry: nothing is there twice', async () => {
    const mine = await setUpDevice(server, 'sela');
    const opening = openingOf();
    const registration = sectionOf(ANSWERS.registration, { recordId: opening.recordId });
    const items = [
      mine.item('cases.open', opening),
      mine.item('cases.register-child', registration),
    ];
    await mine.push(items);
    const stood = await entriesOf(opening.recordId);
    await server.database.asOwner((owner) =>
      sql`delete from sync_item where device_id = ${mine.deviceId}`.execute(owner),
    );
    await newEpoch();
    const { outcomes } = await mine.push(items);
    expect(outcomes.map((one) => one.outcome)).toEqual(['accepted', 'accepted']);
    expect(outcomes[1]).toMatchObject({ answer: { receipt: { replayed: true } } });
    expect(await entriesOf(opening.recordId)).toEqual(stood);
  });

  test('a stop between running an item and keeping its answer ends in the same answer', async () => {
    const mine = await setUpDevice(server, 'sela');
    const opening = openingOf();
    const item = mine.item('cases.open', opening);
    const [first] = (await mine.push([item])).outcomes;
    await server.database.asOwner((owner) =>
      sql`update sync_item set outcome = null where device_id = ${mine.deviceId}`.execute(owner),
    );
    const [again] = (await mine.push([item])).outcomes;
    expect(again).toMatchObject({ outcome: first?.outcome, entryId: opening.entryId });
    expect(await entriesOf(opening.recordId)).toHaveLength(1);
  });

  test('is noticed by a cursor that is ahead of it', async () => {
    const mine = await setUpDevice(server, 'sela');
    await mine.pullAll();
    const { epoch } = mine.meta;
    const ahead = await mine.pull({ cursor: '9999999999.1' });
    expect(ahead).toMatchObject({ status: 409, code: 'sync.epoch.changed' });
    expect(ahead.body.epoch).not.toBe(epoch);
    expect(await mine.pull()).toMatchObject({ code: 'sync.epoch.changed' });
  });

  test('no device can send all others back to the beginning again and again', async () => {
    const mine = await setUpDevice(server, 'sela');
    await mine.pullAll();
    const first = await mine.pull({ cursor: '9999999999.1' });
    const again = await mine.pull({ cursor: '9999999999.1', epoch: first.body.epoch });
    expect(again).toMatchObject({ status: 409, code: 'sync.epoch.changed' });
    expect(again.body.epoch).toBe(first.body.epoch);
  });

  test('is noticed at the start when it stands in another place; a mere restart is not', async () => {
    const check = () => server.database.asOwner(checkEpoch);
    const before = await check();
    expect(await check()).toBe(before);
    await server.database.asOwner((owner) =>
      sql`update sync_epoch set place = 'elsewhere'`.execute(owner),
    );
    const after = await check();
    expect(after).not.toBe(before);
    expect(await check()).toBe(after);
  });

  test('a device that asks for what it should not hold is told to destroy it', async () => {
    const mine = await setUpDevice(server, 'sela');
    await mine.pullAll();
    const team = (await server.as('rami').get('/me')).body.worker.teams[0].id;
    const { recordId } = await openACase(server.as('rami'), team);
    const page = await done(mine.pull({ backfill: [{ recordId, after: 0 }] }));
    expect(page).toMatchObject({ entries: [], records: [], backfilled: [] });
    expect(page.control).toMatchObject([{ kind: 'revoke', recordId, isWhole: true }]);
  });
});
