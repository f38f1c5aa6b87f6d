import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { RecordId } from '#kernel/ids.ts';
import { folderShelf } from '#platform/blobs/folder-shelf.ts';
import type { Call } from '#platform/http/call.ts';
import { withinOneTransaction } from './demo/one-transaction.ts';
import { openSlices } from './slices.ts';
import { ANSWERS, done, openACase, sectionOf } from './test-case.ts';
import { type CountryServer, openCountryServer, workerOf } from './test-country.ts';
import { setUpDevice } from './test-field-device.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

/** Runs a registration in a transaction that has its number already and commits only when told to. */
async function lateRegistration(recordId: string) {
  const { database, whole } = withinOneTransaction(server.database);
  const { masterKeys, pack } = server;
  const { slices } = await openSlices(database, masterKeys, pack, {
    isEvaluation: true,
    shelf: folderShelf(server.blobFolder),
  });
  const found = slices
    .flatMap((slice) => slice.routes)
    .find(({ endpoint }) => endpoint.id === 'cases.register-child');
  if (!found) throw new Error('no such operation');
  const { promise: mayWrite, resolve: write } = Promise.withResolvers<void>();
  const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
  const { promise: hasBegun, resolve: begun } = Promise.withResolvers<void>();
  const { promise: hasWritten, resolve: written } = Promise.withResolvers<void>();
  const input = sectionOf(ANSWERS.registration, { recordId: RecordId.parse(recordId) });
  const worker = workerOf('sela');
  const call: Call = {
    worker,
    purpose: 'child-protection',
    sessionId: 'late',
    language: 'en',
    now: input.deviceTime,
    mintId: () => crypto.randomUUID(),
    browser: {
      cookie: '',
      userAgent: '',
      network: '',
      setCookies: () => undefined,
    },
  };
  const committed = whole(async () => {
    await database.transaction(call, (tx) => sql`select pg_current_xact_id()`.execute(tx));
    begun();
    await mayWrite;
    const answer = await found.run(found.endpoint.input.parse(input), call);
    if (!answer.ok) throw new Error(answer.refusal.code);
    written();
    await mayCommit;
  });
  await hasBegun;
  return { entryId: input.entryId, write, commit, committed, hasWritten };
}

// PGlite has one connection: there nobody commits late.
test.skipIf(!process.env['TEST_DATABASE_URL'])(
  'no entry is skipped by two devices that fetch while somebody commits late',
  async () => {
    const sela = server.as('sela');
    const [late, early] = [await openACase(sela), await openACase(sela)];
    const devices = [await setUpDevice(server, 'sela'), await setUpDevice(server, 'paz')];
    for (const device of devices) await device.pullAll();
    const slow = await lateRegistration(late.recordId);
    const written: string[] = [slow.entryId];
    const writeMore = async () => {
      const risk = sectionOf(ANSWERS.risk, { basedOn: written.length > 1 ? basedOn : 0 });
      const { receipt } = await done(sela.post(`/cases/${early.recordId}/risk`, risk));
      basedOn = receipt.position;
      written.push(risk.entryId);
    };
    let basedOn = 0;
    const got = devices.map(() => new Set<string>());
    const fetchAll = async () => {
      for (const [at, device] of devices.entries()) {
        const { entries } = await device.pullAll();
        for (const one of entries) if (written.includes(one.id)) got[at]?.add(one.id);
      }
    };
    await writeMore();
    await fetchAll();
    // What committed stands behind a transaction that began before it, and waits with it.
    expect(got.map((one) => one.size)).toEqual([0, 0]);
    slow.write();
    await slow.hasWritten;
    await fetchAll();
    slow.commit();
    await slow.committed;
    await writeMore();
    // Other work on the same PostgreSQL may hold the border back for a while, too.
    const arrived = async () => {
      await fetchAll();
      return got.map((one) => [...one].toSorted());
    };
    const all = written.toSorted();
    await expect.poll(arrived, { timeout: 60_000, interval: 200 }).toEqual([all, all]);
  },
);

test('every entry arrives once at a device that fetches in pages while others write', async () => {
  const sela = server.as('sela');
  const mine = await setUpDevice(server, 'sela');
  await mine.pullAll();
  const opened = await Promise.all(Array.from({ length: 12 }, () => openACase(sela)));
  const got: string[] = [];
  const fetching = (async () => {
    for (let turn = 0; turn < 4; turn += 1)
      got.push(...(await mine.pullAll()).entries.map((one) => one.recordId));
  })();
  await Promise.all(
    opened.map(({ recordId }) =>
      done(sela.post(`/cases/${recordId}/registration`, sectionOf(ANSWERS.registration))),
    ),
  );
  await fetching;
  got.push(...(await mine.pullAll()).entries.map((one) => one.recordId));
  const counts = opened.map(({ recordId }) => got.filter((one) => one === recordId).length);
  // Its opening, and its registration; one of them perhaps twice, from the older ones and from the new.
  for (const count of counts) expect(count).toBeGreaterThanOrEqual(2);
});
