import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANSWERS, done, openACase, openingOf, sectionOf } from './test-case.ts';
import { type CountryServer, openCountryServer } from './test-country.ts';
import { makeKeys, setUpDevice, signed } from './test-field-device.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

describe('what a device sends', () => {
  test('is nothing when the device is not known', async () => {
    const response = await server.app.inject({
      method: 'POST',
      url: '/api/sync/push',
      headers: { 'x-amparo-request': '1' },
      payload: { deviceId: randomUUID(), items: [] },
    });
    expect(response.json()).toMatchObject({ status: 404, code: 'sync.device.unknown' });
  });

  test('is judged as the command that it is, and comes back to another device', async () => {
    const [mine, other] = [await setUpDevice(server, 'sela'), await setUpDevice(server, 'paz')];
    await other.pullAll();
    const opening = openingOf();
    const registration = sectionOf(ANSWERS.registration, { recordId: opening.recordId });
    const { outcomes } = await mine.push([
      mine.item('cases.open', opening),
      mine.item('cases.register-child', registration),
    ]);
    expect(outcomes.map((one) => one.outcome)).toEqual(['accepted', 'accepted']);
    const { entries, records } = await other.pullAll();
    expect(entries.map((one) => one.id)).toEqual(
      expect.arrayContaining([opening.entryId, registration.entryId]),
    );
    expect(JSON.stringify(entries)).toContain('Pip Invented');
    expect(records.map((one) => one.recordId)).toContain(opening.recordId);
  });

  test('a forged signature, and an item of another device, are refused; the next one is taken', async () => {
    const mine = await setUpDevice(server, 'sela');
    const good = mine.item('cases.open', openingOf());
    const forged = { ...signed(JSON.parse(good.body), makeKeys()) };
    const foreign = signed({ ...JSON.parse(good.body), deviceId: randomUUID() }, mine.keys);
    const junk = { body: 'junk', signature: good.signature };
    const { outcomes } = await mine.push([forged, foreign, junk, good]);
    const codes = outcomes.map((one) => ('reason' in one ? one.reason.code : one.outcome));
    expect(codes).toEqual([
      'sync.item.signature',
      'sync.item.signature',
      'sync.item.malformed',
      'accepted',
    ]);
  });

  test('sent again it is answered as it was; other words under its number are an alarm', async () => {
    const mine = await setUpDevice(server, 'sela');
    const item = mine.item('cases.open', openingOf());
    const [first] = (await mine.push([item])).outcomes;
    const body = { ...JSON.parse(item.body), input: openingOf() };
    const { outcomes } = await mine.push([item, signed(body, mine.keys), item]);
    expect(outcomes[0]).toMatchObject({ outcome: 'duplicate', first });
    expect(outcomes[1]).toMatchObject({
      outcome: 'refused',
      reason: { code: 'sync.item.forked', detail: expect.any(String) },
    });
    expect(outcomes[2]).toEqual(outcomes[0]);
  });
});

test('an idle device is given nothing, and its cursor moves on', async () => {
  const mine = await setUpDevice(server, 'sela');
  await openACase(server.as('sela'));
  await mine.pullAll();
  const page = await done(mine.pull());
  expect(page).toMatchObject({ entries: [], control: [], records: [], more: false });
});
