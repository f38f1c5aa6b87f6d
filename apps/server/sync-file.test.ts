import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CarriedPart } from '#platform/sync/protocol/carried-file.ts';
import { carried } from './test-carried.ts';
import { ANSWERS, done, openingOf, sectionOf } from './test-case.ts';
import { type CountryServer, openCountryServer } from './test-country.ts';
import { makeKeys, setUpDevice, type TestDevice } from './test-field-device.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

/** A device with a case and its registration that wait, as a file of two parts. */
async function waitingWork(): Promise<{
  readonly mine: TestDevice;
  readonly parts: readonly CarriedPart[];
  readonly recordId: string;
  readonly sign: string;
}> {
  const mine = await setUpDevice(server, 'sela');
  const other = { signingKey: makeKeys().point, purpose: 'child-protection', label: 'Keys' };
  const { fileKeys } = await done(server.as('noa').post('/field-devices', other));
  const opening = openingOf();
  const { recordId } = opening;
  const parts = carried(mine.deviceId, fileKeys.seal, [
    { items: [mine.item('cases.open', opening)] },
    { items: [mine.item('cases.register-child', sectionOf(ANSWERS.registration, { recordId }))] },
  ]);
  return { mine, parts, recordId, sign: fileKeys.sign };
}

const bring = (parts: readonly unknown[]) => server.as('kai').post('/sync/files', { parts });

test('is brought by somebody who may see no case, and its author finds it done', async () => {
  const { parts, recordId, sign } = await waitingWork();
  expect(JSON.stringify(parts)).not.toContain('Pip');
  const { receipt, missing } = await done(bring(parts));
  expect(missing).toEqual([]);
  const body = JSON.parse(receipt.body);
  expect(body.outcomes.map((one: { outcome: string }) => one.outcome)).toEqual([
    'accepted',
    'accepted',
  ]);
  expect(receipt.body).not.toContain('Pip');
  const point = Buffer.from(sign, 'base64');
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  const signature = Buffer.from(receipt.signature, 'base64');
  const signedText = { key, dsaEncoding: 'ieee-p1363' } as const;
  expect(verify('sha256', Buffer.from(receipt.body), signedText, signature)).toBe(true);
  expect((await server.as('sela').get(`/cases/${recordId}`)).status).toBe(200);
  expect((await server.as('kai').get(`/cases/${recordId}`)).status).toBe(404);
});

test('cut off, in another order or twice: what is there is taken once, and what lacks is named', async () => {
  const { parts, recordId } = await waitingWork();
  const cut = await done(bring(parts.slice(0, 1)));
  expect(cut.missing).toEqual([2]);
  const whole = await done(bring(parts.toReversed()));
  const { outcomes, read } = JSON.parse(whole.receipt.body);
  expect(read).toEqual([1, 2]);
  expect(outcomes.map((one: { outcome: string }) => one.outcome)).toEqual([
    'duplicate',
    'accepted',
  ]);
  const { entries } = await done(server.as('sela').get(`/cases/${recordId}/timeline`));
  const types = entries.map((one: { type: string }) => one.type);
  expect(types.filter((type: string) => type === 'cases.child-registered')).toHaveLength(1);
});

test('altered, renamed or mixed it is refused, and an intact part beside it is taken', async () => {
  const { parts } = await waitingWork();
  const [first, second] = parts;
  if (!first || !second) throw new Error('no parts');
  const swapped = { ...second, sealed: first.sealed };
  expect(await bring([{ ...first, of: 1 }])).toMatchObject({ code: 'sync.file.unreadable' });
  expect(await bring([first, { ...second, fileId: randomUUID() }])).toMatchObject({
    code: 'sync.file.mixed',
  });
  expect(await bring([{ ...first, deviceId: randomUUID() }])).toMatchObject({
    code: 'sync.file.unreadable',
  });
  const { receipt } = await done(bring([first, swapped]));
  expect(JSON.parse(receipt.body)).toMatchObject({ read: [1], unread: [2] });
});

test('a device whose clock is years off, and items out of order, lose nothing', async () => {
  const mine = await setUpDevice(server, 'sela');
  const opening = openingOf({ deviceTime: '2028-12-01T00:00:00.000Z' });
  const { recordId } = opening;
  const past = sectionOf(ANSWERS.registration, {
    recordId,
    deviceTime: '2024-01-01T00:00:00.000Z',
  });
  const [one, two] = [
    mine.item('cases.open', opening, { writtenAt: '2028-12-01T00:00:00.000Z' }),
    mine.item('cases.register-child', past, { writtenAt: '2024-01-01T00:00:00.000Z' }),
  ];
  // The second alone cannot be done yet: its device keeps it and sends it again.
  const [early] = (await mine.push([two])).outcomes;
  expect(early).toMatchObject({ outcome: 'later', reason: { code: 'sync.item.early' } });
  expect((await mine.push([one, two])).outcomes).toMatchObject([
    { outcome: 'accepted' },
    { outcome: 'accepted' },
  ]);
});

test('what is about a record that never was is refused for good', async () => {
  const mine = await setUpDevice(server, 'sela');
  const lost = sectionOf(ANSWERS.registration, { recordId: randomUUID() });
  expect((await mine.push([mine.item('cases.register-child', lost)])).outcomes).toMatchObject([
    { outcome: 'refused', reason: { code: 'cases.case.unknown' } },
  ]);
});
