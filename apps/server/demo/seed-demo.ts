import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { parse } from 'yaml';
import type { Instant } from '#kernel/instant.ts';
import { DemoChildren, DemoPeople } from '#packs/demo/demo-documents.ts';
import type { Database } from '#platform/database/open-database.ts';
import { type DemoOperations, seedChildren } from './seed-children.ts';
import { DEMO_PASSWORD, seedPeople } from './seed-people.ts';

export type DemoSignIn = {
  readonly email: string;
  readonly password: string;
  readonly roles: readonly string[];
};

/**
 * Fills an evaluation with the invented people and children of its pack. A seeding that was cut off
 * goes on where it stopped; a finished one is left as people have changed it since.
 */
export async function seedDemo(
  database: Database,
  operations: DemoOperations,
  packFolder: string,
  now: Instant,
): Promise<readonly DemoSignIn[]> {
  const people = DemoPeople.parse(await readYaml(path.join(packFolder, 'people.yaml')));
  const { children } = DemoChildren.parse(await readYaml(path.join(packFolder, 'children.yaml')));
  if (!(await isSeeded(database))) {
    await seedPeople(database, people);
    await seedChildren(operations, people, children, now);
    await markSeeded(database);
  }
  return people.workers.map(({ signIn, roles }) => ({
    email: signIn,
    password: DEMO_PASSWORD,
    roles: roles.map(({ role }) => role),
  }));
}

const SEEDED = 'server.demo-seeded';

async function isSeeded(database: Database): Promise<boolean> {
  const { rows } = await database.asOwner((owner) =>
    sql`select 1 from audit_line where action = ${SEEDED} limit 1`.execute(owner),
  );
  return rows.length > 0;
}

async function markSeeded(database: Database): Promise<void> {
  await database.asOwner((owner) =>
    sql`insert into audit_line (action) values (${SEEDED})`.execute(owner),
  );
}

async function readYaml(file: string): Promise<unknown> {
  return parse(await readFile(file, 'utf8'));
}
