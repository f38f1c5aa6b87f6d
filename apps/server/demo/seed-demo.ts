import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { instantAt } from '#kernel/instant.ts';
import { DemoChildren, DemoPeople } from '#packs/demo/demo-documents.ts';
import { demoTables } from '#packs/demo/read-tables.ts';
import type { Database } from '#platform/database/open-database.ts';
import type { AmparoPack } from '../country-pack.ts';
import { type ManyChildren, manyChildren, missingOf } from './many-children.ts';
import { childSeeder, type DemoOperations } from './seed-children.ts';
import { DEMO_PASSWORD, seedPeople } from './seed-people.ts';

export type DemoSignIn = {
  readonly email: string;
  readonly password: string;
  readonly roles: readonly string[];
};

export type Demo = {
  readonly people: DemoPeople;
  readonly signIns: readonly DemoSignIn[];
  readonly children: ManyChildren;
};

export type DemoOptions = {
  readonly packFolder: string;
  readonly pack: AmparoPack;
  /** How many invented children there are to be; those told by hand are always there. */
  readonly children: number;
};

/**
 * Fills an evaluation with the invented people of its pack and the children told by hand; the many
 * others are written later. Who is there already is left as people have changed them since.
 */
export async function seedDemo(
  database: Database,
  operations: DemoOperations,
  options: DemoOptions,
): Promise<Demo> {
  const { packFolder, pack } = options;
  const people = DemoPeople.parse(await readYaml(path.join(packFolder, 'people.yaml')));
  const told = DemoChildren.parse(await readYaml(path.join(packFolder, 'children.yaml'))).children;
  await seedPeople(database, people);
  const seed = childSeeder(operations, people);
  for (const child of await missingOf(database, told)) await seed(child, instantAt(Date.now()));
  const country = {
    people,
    tables: demoTables(packFolder),
    forms: pack.forms,
    places: [...pack.places.values()].flatMap(({ level, pcode }) => (level === 2 ? [pcode] : [])),
  };
  const count = Math.max(0, options.children - told.length);
  const children = await manyChildren(database, seed, country, { told: told.length, count });
  return { people, signIns: people.workers.map(signInOf), children };
}

function signInOf({ signIn, roles }: DemoPeople['workers'][number]): DemoSignIn {
  return { email: signIn, password: DEMO_PASSWORD, roles: roles.map(({ role }) => role) };
}

async function readYaml(file: string): Promise<unknown> {
  return parse(await readFile(file, 'utf8'));
}
