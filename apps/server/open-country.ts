import path from 'node:path';
import { saveRoles } from '#capabilities/access/storage/save-roles.ts';
import { instantAt } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { Database } from '#platform/database/open-database.ts';
import { showFault } from '#platform/pack/pack-fault.ts';
import type { MasterKeys } from '#platform/vault/master-keys.ts';
import type { Slice } from './compose.ts';
import { type Config, startRefused, type StartRefusal } from './config.ts';
import { readCountryPack } from './country-pack.ts';
import { type DemoSignIn, seedDemo } from './demo/seed-demo.ts';
import { openSlices } from './slices.ts';

export type Country = {
  readonly slices: readonly Slice[];
  readonly signIns: readonly DemoSignIn[];
};

const DEMO_PACK = path.resolve(import.meta.dirname, '../../packs/demo');
const MOST_FAULTS = 20;

/** Reads the country pack, makes its roles those of the database, and puts the slices together. */
export async function openCountry(
  config: Config,
  database: Database,
  masterKeys: MasterKeys,
): Promise<Result<Country, StartRefusal>> {
  const folder = config.packFolder ?? DEMO_PACK;
  const read = readCountryPack(folder);
  if (!read.ok) {
    const faults = read.refusal.faults
      .slice(0, MOST_FAULTS)
      .map((fault) => `\n  ${showFault(fault)}`);
    return startRefused(
      `The country pack ${folder} is broken, so nothing was started:${faults.join('')}`,
    );
  }
  const pack = read.value;
  if (pack.evaluation && config.mode === 'production') {
    return startRefused(
      'Production refuses the invented country. Set AMPARO_PACK to the folder of a country pack.',
    );
  }
  await database.asOwner((owner) => saveRoles(owner, pack.parts.roles));
  const { slices, identificationDesk } = await openSlices(database, masterKeys, pack);
  if (!pack.evaluation) return accept({ slices, signIns: [] });
  const routes = slices.flatMap((slice) => slice.routes);
  const operations = { routes, identificationDesk };
  const signIns = await seedDemo(database, operations, folder, instantAt(Date.now()));
  return accept({ slices, signIns });
}
