import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endWorker } from '#capabilities/access/storage/end-worker.ts';
import { ANSWERS, done, openACase, openingOf, sectionOf } from './test-case.ts';
import { type CountryServer, openCountryServer, PEOPLE } from './test-country.ts';
import { setUpDevice } from './test-field-device.ts';

const REASON = 'She was with the child when the phone was taken back.';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

/** A device of Sela, taken back, which then sends a registration for a case of its team. */
async function lateWork(over: Readonly<Record<string, unknown>> = {}) {
  const { recordId } = await openACase(server.as('sela'));
  const mine = await setUpDevice(server, 'sela');
  await mine.pullAll();
  const item = mine.item(
    'cases.register-child',
    sectionOf(ANSWERS.registration, { recordId, ...over }),
  );
  await done(server.as('paz').post(`/field-devices/${mine.deviceId}/revoke`, { reason: 'lost' }));
  const pushed = await mine.push([item]);
  const number = 1;
  return { recordId, mine, item, pushed, number };
}

const settle = (
  who: 'paz' | 'noa' | 'sela' | 'huda',
  { mine, number }: Pick<Awaited<ReturnType<typeof lateWork>>, 'mine' | 'number'>,
  decision: 'take' | 'set-aside',
) =>
  server
    .as(who)
    .post(`/sync/quarantine/${mine.deviceId}/${number}/settle`, { decision, reason: REASON });

async function waitingFor(who: 'paz' | 'noa' | 'sela' | 'huda', deviceId: string) {
  const { items } = await done(server.as(who).get('/sync/quarantine'));
  return items.filter((one: { deviceId: string }) => one.deviceId === deviceId);
}

describe('[AC-22] work of a device that was taken back', () => {
  test('is shown to nobody but those who oversee its author', async () => {
    const late = await lateWork();
    for (const who of ['noa', 'sela', 'huda'] as const) {
      expect(await waitingFor(who, late.mine.deviceId)).toEqual([]);
      for (const decision of ['take', 'set-aside'] as const)
        expect(await settle(who, late, decision)).toMatchObject({
          status: 404,
          code: 'sync.quarantine.unknown',
        });
    }
  });

  test('is not applied, and its author is told in words; the device is told to wipe itself', async () => {
    const { pushed, recordId, mine } = await lateWork();
    expect(pushed.outcomes).toMatchObject([
      { outcome: 'held', reason: { code: 'sync.item.quarantined', detail: expect.any(String) } },
    ]);
    expect(pushed.control).toMatchObject([{ kind: 'wipe' }]);
    const view = await done(server.as('paz').get(`/cases/${recordId}/timeline`));
    expect(JSON.stringify(view)).not.toContain('Pip Invented');
    const page = await done(mine.pull());
    expect(page).toMatchObject({ entries: [], records: [], control: [{ kind: 'wipe' }] });
  });

  test('is taken in by a supervisor under the same id, and only once', async () => {
    const late = await lateWork();
    const [shown] = await waitingFor('paz', late.mine.deviceId);
    expect(shown).toMatchObject({ recordId: late.recordId, operation: 'cases.register-child' });
    expect(JSON.stringify(shown.input)).toContain('Pip Invented');
    const { outcome } = await done(settle('paz', late, 'take'));
    expect(outcome).toMatchObject({ outcome: 'accepted', entryId: shown.entryId });
    const view = await done(server.as('paz').get(`/cases/${late.recordId}/timeline`));
    expect(JSON.stringify(view)).toContain('Pip Invented');
    expect(await settle('paz', late, 'take')).toMatchObject({ status: 404 });
    expect(await waitingFor('paz', late.mine.deviceId)).toEqual([]);
    const [again] = (await late.mine.push([late.item])).outcomes;
    expect(again).toMatchObject({ outcome: 'duplicate', first: { outcome: 'held' } });
  });

  test('is set aside with a reason, and stays', async () => {
    const late = await lateWork();
    expect(await done(settle('paz', late, 'set-aside'))).toEqual({ outcome: null });
    expect(await waitingFor('paz', late.mine.deviceId)).toEqual([]);
    const { rows } = await server.database.asOwner((owner) =>
      sql`select outcome, length(body) > 0 as kept, settled_note is not null as noted from sync_quarantine
          where device_id = ${late.mine.deviceId}`.execute(owner),
    );
    expect(rows).toEqual([{ outcome: 'set-aside', kept: true, noted: true }]);
  });

  test('that no longer fits is not taken, says why, and goes on waiting', async () => {
    const late = await lateWork({ formVersion: 999 });
    const answer = await settle('paz', late, 'take');
    expect(answer).toMatchObject({ status: 409, code: 'sync.quarantine.refused' });
    expect(answer.body.because).toMatchObject({
      code: 'form.version.unknown',
      detail: expect.any(String),
    });
    expect(await waitingFor('paz', late.mine.deviceId)).toHaveLength(1);
  });

  test('stands sealed, without a name in clear', async () => {
    const late = await lateWork();
    const { rows } = await server.database.asOwner((owner) =>
      sql<{ body: Buffer }>`select body from sync_quarantine
        where device_id = ${late.mine.deviceId}`.execute(owner),
    );
    expect(rows[0]?.body.toString('latin1')).not.toContain('Pip');
    expect(rows[0]?.body.length).toBeGreaterThan(100);
  });
});

describe('[AC-21] whether a device has destroyed what it carried', () => {
  test('stays open until it says so, by its signature or by its session', async () => {
    const [signed, asked] = [(await lateWork()).mine, (await lateWork()).mine];
    const stands = async (deviceId: string) => {
      const { devices } = await done(
        server.as('paz').get(`/overseen-workers/${signed.client.worker}/field-devices`),
      );
      return devices.find((one: { deviceId: string }) => one.deviceId === deviceId).revoked;
    };
    expect(await stands(signed.deviceId)).toMatchObject({ reason: 'lost', wipedAt: null });
    const last = signed.item(
      'sync.wiped',
      {},
      {
        entryId: openingOf().entryId,
        recordId: signed.deviceId,
      },
    );
    await signed.push([last]);
    expect(await stands(signed.deviceId)).toMatchObject({ wipedAt: expect.any(String) });

    const { control } = await done(asked.pull());
    const seen = await asked.pull({ controlSeen: control[0].number });
    expect(seen).toMatchObject({ status: 403, code: 'sync.device.revoked' });
    expect(await stands(asked.deviceId)).toMatchObject({ wipedAt: expect.any(String) });
  });

  test('[AC-16] is not for a colleague, a stranger or another supervisor', async () => {
    const { mine } = await lateWork();
    for (const who of ['noa', 'huda', 'kai'] as const) {
      const list = `/overseen-workers/${mine.client.worker}/field-devices`;
      expect(await server.as(who).get(list)).toMatchObject({ code: 'access.overseen.unknown' });
      const revoke = `/field-devices/${mine.deviceId}/revoke`;
      expect(await server.as(who).post(revoke, { reason: 'lost' })).toMatchObject({
        code: 'access.field-device.unknown',
      });
    }
  });
});

test('[AC-12, AC-22] whoever works here no more has their devices taken back, and their work kept', async () => {
  const mine = await setUpDevice(server, 'noa');
  const opening = openingOf();
  const item = mine.item('cases.open', opening);
  await server.database.asOwner((owner) => endWorker(owner, PEOPLE.noa));
  const { outcomes, control } = await mine.push([item]);
  expect(outcomes).toMatchObject([{ outcome: 'held' }]);
  expect(control).toMatchObject([{ kind: 'wipe' }]);
  expect(await waitingFor('paz', mine.deviceId)).toHaveLength(1);
  expect((await done(settle('paz', { mine, number: 1 }, 'take'))).outcome).toMatchObject({
    outcome: 'accepted',
  });
  const { recordId } = opening;
  expect(await server.as('paz').get(`/cases/${recordId}`)).toMatchObject({ status: 200 });
});
