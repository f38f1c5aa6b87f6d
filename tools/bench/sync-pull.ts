import { brotliDecompressSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { WorkerId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { memoryStore } from '#platform/device/store/memory-store.ts';
import { pullPages } from '#platform/device/sync/pull-pages.ts';
import type { SyncParts } from '#platform/device/sync/sync-parts.ts';
import { LARGEST_PAGE } from '#platform/sync/protocol/pull.ts';
import { DeviceId } from '#platform/sync/protocol/push.ts';
import { DEMO_PASSWORD } from '../../apps/server/demo/seed-people.ts';
import { type CountryServer, PEOPLE, workerOf } from '../../apps/server/test-country.ts';
import { setUpDevice } from '../../apps/server/test-field-device.ts';
import { signInCookie } from '../../apps/server/test-server.ts';
import { fillCases, withBenchCountry, writeOn } from './bench-country.ts';
import { machineOf } from './bench-database.ts';

const CASES = Number(process.env['BENCH_CASES'] ?? 500);
const CHANGED = 50;
const LINE = { bytesPerSecond: 125_000, roundTripMs: 400 } as const;
const TARGET = { pageBytes: LARGEST_PAGE, changedBytes: 8 * 1024, changedRoundTrips: 1 } as const;

/** What went over the line. */
type Traffic = { requests: number; down: number; up: number; largestPage: number; entries: number };

/**
 * What a device fetches on its first day, and what a day's change costs after that: the engine of the
 * app over a store in memory, the whole server, and between them a line of 1 Mbit/s in each direction
 * that takes 400 ms there and back. What travels is counted as it does: compressed, with headers.
 */
export const syncPullBench = {
  name: 'sync-pull',
  run: () =>
    withBenchCountry(async (server) => {
      const cases = await fillCases(server, CASES);
      const traffic = noTraffic();
      const device = await aDevice(server, traffic);
      const first = await counted(traffic, () => fetchAll(device));
      const held = await device.store.records();
      if (held.length !== CASES) throw new Error(`Only ${held.length} cases came`);
      const spread = await writeOn(server, cases.slice(0, CHANGED), 1);
      const inManyCases = { ...(await counted(traffic, () => fetchAll(device))), written: spread };
      const few = await writeOn(server, cases.slice(0, CHANGED / 5), 5);
      const inFewCases = { ...(await counted(traffic, () => fetchAll(device))), written: few };
      const meetsTarget =
        first.largestPage <= TARGET.pageBytes &&
        [inManyCases, inFewCases].every(
          ({ down, requests }) =>
            down <= TARGET.changedBytes && requests === TARGET.changedRoundTrips,
        );
      return {
        cases: CASES,
        line: LINE,
        first,
        changed: { inManyCases, inFewCases },
        target: TARGET,
        meetsTarget,
        machine: await machineOf(server.database),
      };
    }),
};

function noTraffic(): Traffic {
  return { requests: 0, down: 0, up: 0, largestPage: 0, entries: 0 };
}

async function counted(traffic: Traffic, work: () => Promise<void>) {
  Object.assign(traffic, noTraffic());
  const start = performance.now();
  await work();
  const seconds = Math.round((performance.now() - start) / 10) / 100;
  return { ...traffic, seconds };
}

async function fetchAll(device: SyncParts): Promise<void> {
  const { failure } = await pullPages(device);
  if (failure) throw new Error(`A round failed: ${failure.code}`);
}

/** The app's engine of Paz, who oversees the team and so carries its cases. */
async function aDevice(server: CountryServer, traffic: Traffic): Promise<SyncParts> {
  const { deviceId } = await setUpDevice(server, 'paz');
  const cookie = await signInCookie(server.app, PEOPLE.paz, DEMO_PASSWORD);
  const tails = new Map<string, Promise<unknown>>();
  return {
    worker: WorkerId.parse(workerOf('paz')),
    deviceId: DeviceId.parse(deviceId),
    purpose: 'child-protection',
    store: memoryStore(),
    sealParcel: async () => null,
    signer: { sign: () => Promise.reject(new Error('Nothing is written here')) },
    transport: {
      push: () => Promise.resolve(refuse({ code: 'network.unreachable' })),
      pull: overLine(server.app, cookie, traffic),
    },
    clock: { now: Date.now, random: Math.random, after: () => () => undefined },
    withLock: async (name, work) => {
      const run = (tails.get(name) ?? Promise.resolve()).then(work, work);
      tails.set(
        name,
        run.catch(() => undefined),
      );
      return run;
    },
  };
}

/** Requests that are under way at once share the line: what one sends, the next waits for. */
function overLine(
  app: FastifyInstance,
  cookie: string,
  traffic: Traffic,
): SyncParts['transport']['pull'] {
  const free = { up: 0, down: 0 };
  const sent = async (way: 'up' | 'down', bytes: number): Promise<void> => {
    free[way] = Math.max(performance.now(), free[way]) + (bytes / LINE.bytesPerSecond) * 1000;
    await pause(free[way] - performance.now() + LINE.roundTripMs / 2);
  };
  return async (asked): Promise<Result<unknown>> => {
    const headers = {
      cookie,
      'x-amparo-request': '1',
      'x-amparo-purpose': 'child-protection',
      'accept-encoding': 'br, gzip',
    };
    const payload = JSON.stringify(asked);
    const up = payload.length + bytesOf(headers);
    await sent('up', up);
    const answer = await app.inject({
      method: 'POST',
      url: '/api/sync/pull',
      headers: { ...headers, 'content-type': 'application/json' },
      payload,
    });
    const body = answer.rawPayload;
    const down = body.length + bytesOf(answer.headers);
    await sent('down', down);
    const isPacked = answer.headers['content-encoding'] === 'br';
    const value: unknown = JSON.parse((isPacked ? brotliDecompressSync(body) : body).toString());
    if (answer.statusCode !== 200) throw new Error(body.toString());
    note(traffic, { up, down, page: body.length, value });
    return accept(value);
  };
}

function note(
  traffic: Traffic,
  {
    up,
    down,
    page,
    value,
  }: Readonly<Record<'up' | 'down' | 'page', number>> & { readonly value: unknown },
): void {
  traffic.requests += 1;
  traffic.up += up;
  traffic.down += down;
  traffic.largestPage = Math.max(traffic.largestPage, page);
  if (
    typeof value === 'object' &&
    value !== null &&
    'entries' in value &&
    Array.isArray(value.entries)
  )
    traffic.entries += value.entries.length;
}

function bytesOf(headers: object): number {
  return Object.entries(headers).reduce(
    (sum, [name, value]) => sum + name.length + String(value).length + 4,
    0,
  );
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}
