import { sql } from 'kysely';
import type { Sql } from '#platform/database/open-database.ts';
import type { Route } from '#platform/http/route.ts';
import { pull } from '#platform/sync/protocol/endpoints.ts';
import { type CountryServer, workerOf } from '../../apps/server/test-country.ts';
import { setUpDevice, type TestDevice } from '../../apps/server/test-field-device.ts';
import { callOf } from './bench-call.ts';
import { fillCases, withBenchCountry, writeOn } from './bench-country.ts';
import { machineOf, quantile } from './bench-database.ts';

const SIZES = process.env['BENCH_SIZES']?.split(',').map(Number) ?? [1_000_000, 10_000_000];
const CASES = Number(process.env['BENCH_CASES'] ?? 500);
const CHUNK = 100_000;
const IDLE_PULLS = 500;
const FULL_PULLS = 60;
const TARGET = { idleMs: 1, mostGrowth: 1.25 } as const;

type Times = { readonly medianMs: number; readonly p95Ms: number };
type Measured = {
  readonly entries: number;
  /** Nothing has changed. */
  readonly idle: Times;
  /** 50 entries wait, the last that were written. */
  readonly fifty: Times;
  /** 50 entries wait, and the whole country has written all the others since. */
  readonly fiftyAfterLong: Times;
};

/**
 * What a pull costs in the server, from the handler's first query to its answer, while the journal of
 * the country grows. The device carries 500 cases of 20 entries, written as in the field; the entries
 * of others are put in by SQL, sealed bodies of 320 bytes, 20 to a record.
 */
export const syncIdleBench = {
  name: 'sync-idle',
  run: () =>
    withBenchCountry(async (server) => {
      const cases = await fillCases(server, CASES);
      const device = await setUpDevice(server, 'paz');
      const measured: Measured[] = [];
      let made = 0;
      for (const size of SIZES) {
        await device.pullAll();
        const longAgo = { ...device.meta };
        await writeOn(server, cases.slice(0, 25), 1);
        await fillTo(server, made, size);
        made = size;
        measured.push(await measure(server, { device, cases, longAgo }));
      }
      const [first, last] = [measured.at(0), measured.at(-1)];
      const growth = (last?.fifty.medianMs ?? 0) / (first?.fifty.medianMs ?? 1);
      const meetsTarget =
        (last?.idle.medianMs ?? Infinity) < TARGET.idleMs && growth <= TARGET.mostGrowth;
      return {
        measured,
        growth: Math.round(growth * 100) / 100,
        target: TARGET,
        meetsTarget,
        machine: await machineOf(server.database),
      };
    }),
};

/** Entries `from`+1 to `to` of records that this device does not carry, in transactions of 100,000. */
async function fillTo(server: CountryServer, from: number, to: number): Promise<void> {
  await server.database.asOwner(async (owner) => {
    for (let at = from; at < to; at += CHUNK) await fill(owner, at, Math.min(to, at + CHUNK));
    await sql`vacuum analyze journal_entry`.execute(owner);
    await sql`checkpoint`.execute(owner);
  });
}

/** The chain trigger would number and hash each; nothing here reads what it writes. */
async function fill(owner: Sql, from: number, to: number): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`
      insert into journal_entry (record_id, position, entry_id, type, section, class, author, purpose, device_time,
        server_time, body, prev_hash, hash)
      select ('00000000-0000-7000-a000-' || lpad(to_hex(n / 20), 12, '0'))::uuid, n % 20 + 1,
        ('00000000-0000-7000-b000-' || lpad(to_hex(n), 12, '0'))::uuid, 'cases.risk-assessed', 'risk', 'care',
        ${workerOf('rami')}, 'child-protection', now(), now(), decode(repeat(md5(n::text), 20), 'hex'),
        decode(repeat('07', 32), 'hex'), decode(repeat('07', 32), 'hex')
      from generate_series(${from}::integer, ${to - 1}::integer) n`.execute(tx);
  });
}

type Standing = {
  readonly device: TestDevice;
  readonly cases: readonly string[];
  readonly longAgo: TestDevice['meta'];
};

async function measure(
  server: CountryServer,
  { device, cases, longAgo }: Standing,
): Promise<Measured> {
  const route = server.slices
    .flatMap(({ routes }) => routes)
    .find(({ endpoint }) => endpoint.id === pull.id);
  if (!route) throw new Error('No pull');
  const ask = (meta: TestDevice['meta']) => () =>
    pullOnce(route, { deviceId: device.deviceId, ...meta });
  const caughtUp = async () => {
    await device.pullAll();
    return { ...device.meta };
  };
  const fiftyAfterLong = await timesOf(
    FULL_PULLS,
    ask({ ...longAgo, controlSeen: device.meta.controlSeen }),
    50,
  );
  const before = await caughtUp();
  const idle = await timesOf(IDLE_PULLS, ask(before), 0);
  await writeOn(server, cases.slice(25, 50), 1);
  const fifty = await timesOf(FULL_PULLS, ask(before), 50);
  const { rows } = await server.database.asOwner((owner) =>
    sql<{ entries: string }>`select count(*) as entries from journal_entry`.execute(owner),
  );
  return { entries: Number(rows[0]?.entries), idle, fifty, fiftyAfterLong };
}

async function pullOnce(route: Route, asked: object): Promise<number> {
  const answer = await route.run({ ...asked, confirms: [], backfill: [] }, callOf(workerOf('paz')));
  if (!answer.ok) throw new Error(answer.refusal.code);
  return pull.output.parse(answer.value).entries.length;
}

async function timesOf(count: number, ask: () => Promise<number>, entries: number): Promise<Times> {
  for (let warm = 0; warm < 5; warm += 1) await ask();
  const times: number[] = [];
  for (let one = 0; one < count; one += 1) {
    const start = performance.now();
    const found = await ask();
    times.push(performance.now() - start);
    if (found !== entries) throw new Error(`${found} entries came where ${entries} waited`);
  }
  const at = (share: number) => Math.round(quantile(times, share) * 100) / 100;
  return { medianMs: at(0.5), p95Ms: at(0.95) };
}
