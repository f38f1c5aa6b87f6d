import { sql } from 'kysely';
import type { PushItem } from '#platform/sync/protocol/push.ts';
import type { CountryServer } from '../../apps/server/test-country.ts';
import { setUpDevice, type TestDevice } from '../../apps/server/test-field-device.ts';
import { entriesIn, refuseNone, wholeCase, withBenchCountry } from './bench-country.ts';
import { machineOf, quantile } from './bench-database.ts';

const DEVICES = 8;
const CASES_IN_A_BATCH = 3;
const BATCHES = Number(process.env['BENCH_BATCHES'] ?? 20);
const ROUNDS = 3;
const TARGET = 5_000;

type Measured = {
  readonly entriesPerSecond: number;
  readonly commandsPerSecond: number;
  /** Cores that this process used; the database has the rest. */
  readonly coresOfServer: number;
  /** Time that this process had a core, for each entry: what others do on the machine changes it least. */
  readonly serverMsPerEntry: number;
};

/**
 * Devices that come back from days without a network: eight at a time, each with a connection to
 * PostgreSQL, in batches of three whole cases. Every item is what it is in the field: a signed command
 * that is verified, judged by its handler, sealed, chained and audited; an answer comes after the
 * commit. Counted are the entries that stand in the journal then.
 */
export const syncPushBench = {
  name: 'sync-push',
  run: () =>
    withBenchCountry(async (server) => {
      const devices = await Promise.all(
        Array.from({ length: DEVICES }, () => setUpDevice(server, 'sela')),
      );
      await pushAll(fillOutboxes(devices, 2));
      await server.database.asOwner((owner) => sql`vacuum analyze`.execute(owner));
      const rounds: Measured[] = [];
      for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(server, devices));
      const entriesPerSecond = quantile(
        rounds.map((one) => one.entriesPerSecond),
        0.5,
      );
      return {
        devices: DEVICES,
        rounds,
        entriesPerSecond,
        target: TARGET,
        meetsTarget: entriesPerSecond >= TARGET,
        machine: await machineOf(server.database),
      };
    }, DEVICES + 2),
};

type Outbox = { readonly device: TestDevice; readonly batches: readonly (readonly PushItem[])[] };

/** Written and signed beforehand, as it is on the devices. */
function fillOutboxes(devices: readonly TestDevice[], batches: number): readonly Outbox[] {
  return devices.map((device, at) => ({
    device,
    batches: Array.from({ length: batches }, (_batch, number) =>
      Array.from({ length: CASES_IN_A_BATCH }, (_case, seed) =>
        wholeCase((at * batches + number) * CASES_IN_A_BATCH + seed),
      ).flatMap(({ commands }) =>
        commands.map(({ operation, input }) => device.item(operation, input)),
      ),
    ),
  }));
}

async function pushAll(boxes: readonly Outbox[]): Promise<number> {
  const commands = await Promise.all(
    boxes.map(async ({ device, batches }) => {
      for (const batch of batches) refuseNone((await device.push(batch)).outcomes);
      return batches.reduce((sum, batch) => sum + batch.length, 0);
    }),
  );
  return commands.reduce((sum, one) => sum + one, 0);
}

async function measure(server: CountryServer, devices: readonly TestDevice[]): Promise<Measured> {
  const boxes = fillOutboxes(devices, BATCHES);
  const before = await entriesIn(server);
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const commands = await pushAll(boxes);
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  const entries = (await entriesIn(server)) - before;
  return {
    entriesPerSecond: Math.round(entries / seconds),
    commandsPerSecond: Math.round(commands / seconds),
    serverMsPerEntry: Math.round((used.user + used.system) / entries / 10) / 100,
    coresOfServer: Math.round((used.user + used.system) / seconds / 10_000) / 100,
  };
}
