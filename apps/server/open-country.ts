import { saveRoles } from '#capabilities/access/storage/save-roles.ts';
import { instantAt } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { Database } from '#platform/database/open-database.ts';
import type { MasterKeys } from '#platform/vault/master-keys.ts';
import type { Slice } from './compose.ts';
import type { Config, StartRefusal } from './config.ts';
import { type DemoSignIn, seedDemo } from './demo/seed-demo.ts';
import { readInstallationPack } from './installation-pack.ts';
import { openSlices } from './slices.ts';

export type Country = {
  readonly slices: readonly Slice[];
  readonly signIns: readonly DemoSignIn[];
};

/** Reads the country pack, makes its roles those of the database, and puts the slices together. */
export async function openCountry(
  config: Config,
  database: Database,
  masterKeys: MasterKeys,
): Promise<Result<Country, StartRefusal>> {
  const read = readInstallationPack(config);
  if (!read.ok) return read;
  const { pack, folder } = read.value;
  await database.asOwner((owner) => saveRoles(owner, pack.parts.roles));
  // Records do not survive on the embedded database, whatever the country is.
  const isEvaluation =
    pack.evaluation || config.mode === 'evaluation' || database.engine === 'pglite';
  const { slices, identificationDesk } = await openSlices(database, masterKeys, pack, {
    isEvaluation,
  });
  if (!pack.evaluation) return accept({ slices, signIns: [] });
  const routes = slices.flatMap((slice) => slice.routes);
  const operations = { routes, identificationDesk };
  const signIns = await seedDemo(database, operations, folder, instantAt(Date.now()));
  return accept({ slices, signIns });
}
