import path from 'node:path';
import { saveRoles } from '#capabilities/access/storage/save-roles.ts';
import { accept, type Result } from '#kernel/result.ts';
import { folderShelf } from '#platform/blobs/folder-shelf.ts';
import type { Database } from '#platform/database/open-database.ts';
import type { MasterKeys } from '#platform/vault/master-keys.ts';
import type { Slice } from './compose.ts';
import type { Config, StartRefusal } from './config.ts';
import type { AmparoPack } from './country-pack.ts';
import { demoRoute } from './demo/demo-route.ts';
import type { ManyChildren } from './demo/many-children.ts';
import { withinOneTransaction } from './demo/one-transaction.ts';
import { type Demo, type DemoSignIn, seedDemo } from './demo/seed-demo.ts';
import { readInstallationPack } from './installation-pack.ts';
import { openSlices } from './slices.ts';

export type Country = {
  readonly slices: readonly Slice[];
  readonly signIns: readonly DemoSignIn[];
  /** The invented children who are written while the server answers already; nobody at work. */
  readonly children: ManyChildren | undefined;
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
  const shelf = shelfOf(config);
  const { slices } = await openSlices(database, masterKeys, pack, { isEvaluation, shelf });
  const demo = pack.evaluation
    ? await openDemo(database, masterKeys, { pack, packFolder: folder, config })
    : undefined;
  const all = [...slices, { routes: [demoRoute(demo)], sentences: {} }];
  return accept({ slices: all, signIns: demo?.signIns ?? [], children: demo?.children });
}

function shelfOf({ dataDir }: Config) {
  return folderShelf(path.join(dataDir, 'blobs'));
}

type DemoPack = {
  readonly pack: AmparoPack;
  readonly packFolder: string;
  readonly config: Config;
};

/** Seeds over the same operations as everybody's, with one transaction for each child. */
async function openDemo(
  database: Database,
  masterKeys: MasterKeys,
  { pack, packFolder, config }: DemoPack,
): Promise<Demo> {
  const { database: seeding, whole } = withinOneTransaction(database);
  const { slices, identificationDesk } = await openSlices(seeding, masterKeys, pack, {
    isEvaluation: true,
    shelf: shelfOf(config),
  });
  const routes = slices.flatMap((slice) => slice.routes);
  const versionOf = (form: string): number => pack.forms.get(form)?.version ?? 0;
  const operations = { routes, identificationDesk, versionOf, whole };
  return seedDemo(database, operations, { packFolder, pack, children: config.demoChildren });
}
