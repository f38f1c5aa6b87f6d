import { appendBench } from './append.ts';
import { deviceBench } from './device.ts';
import { identifyBench } from './identify.ts';
import { listBench } from './list.ts';
import { syncIdleBench } from './sync-idle.ts';
import { syncPullBench } from './sync-pull.ts';
import { syncPushBench } from './sync-push.ts';
import { webBench } from './web.ts';

/** A measurement with a target. `run` gives plain data; a target that is missed is said, not hidden. */
type Bench = {
  readonly name: string;
  readonly run: () => Promise<{ readonly meetsTarget: boolean }>;
};

/** Every measurement; a new one is one line here. */
const BENCHES: readonly Bench[] = [
  identifyBench,
  appendBench,
  listBench,
  webBench,
  syncPullBench,
  syncPushBench,
  syncIdleBench,
  deviceBench,
];

const names = BENCHES.map(({ name }) => name).join(', ');
const [name, ...options] = process.argv.slice(2);
const bench = BENCHES.find((one) => one.name === name);

if (!bench) {
  console.error(`Usage: npm run -s bench -- NAME [--json]\nNAME is one of: ${names}`);
  process.exitCode = 2;
} else {
  const measured = await bench.run();
  if (options.includes('--json')) console.log(JSON.stringify(measured, null, 2));
  else
    console.table(
      Object.entries(measured).map(([what, value]) => ({ what, value: JSON.stringify(value) })),
    );
}
