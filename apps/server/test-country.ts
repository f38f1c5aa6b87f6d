import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { parse } from 'yaml';
import { z } from 'zod';
import { saveRoles } from '#capabilities/access/storage/save-roles.ts';
import type { TeamId, WorkerId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import { DemoPeople } from '#packs/demo/demo-documents.ts';
import { folderShelf } from '#platform/blobs/folder-shelf.ts';
import { openTestDatabase, type TestDatabase } from '#platform/database/test-database.ts';
import { type MasterKeys, parseMasterKeys } from '#platform/vault/master-keys.ts';
import type { Slice } from './compose.ts';
import { type AmparoPack, readCountryPack } from './country-pack.ts';
import { DEMO_PASSWORD, demoTeam, demoWorker, seedPeople } from './demo/seed-people.ts';
import { openSlices } from './slices.ts';
import { composeTestServer, signInCookie } from './test-server.ts';

/** Invented people of the demo country, by what they do. */
export const PEOPLE = {
  sela: 'social.worker@demo.invalid',
  noa: 'new.social.worker@demo.invalid',
  paz: 'supervisor@demo.invalid',
  rami: 'social.worker.hills@demo.invalid',
  huda: 'supervisor.hills@demo.invalid',
  ife: 'health.worker@demo.invalid',
  toma: 'police.officer@demo.invalid',
  kai: 'border.officer@demo.invalid',
  mina: 'teacher@demo.invalid',
  odo: 'registrar@demo.invalid',
  ada: 'data.steward@demo.invalid',
  lio: 'trainer@demo.invalid',
  uma: 'analyst@demo.invalid',
} as const;
export type Person = keyof typeof PEOPLE;

export const TEAMS = {
  coast: demoTeam('coast-protection'),
  hills: demoTeam('hills-protection'),
  clinic: demoTeam('coast-clinic'),
  police: demoTeam('liaison-police'),
  border: demoTeam('amber-crossing'),
} as const;

export function workerOf(person: Person): WorkerId {
  return demoWorker(PEOPLE[person]);
}

export type Answer = {
  readonly status: number;
  /** The code of the refusal; undefined for a success. */
  readonly code: string | undefined;
  // eslint-disable-next-line typescript/no-explicit-any -- tests read any answer
  readonly body: any;
};

export type Client = {
  readonly worker: WorkerId;
  readonly get: (url: string, purpose?: Purpose) => Promise<Answer>;
  readonly post: (url: string, body: object, purpose?: Purpose) => Promise<Answer>;
  readonly put: (url: string, body: object, purpose?: Purpose) => Promise<Answer>;
  readonly delete: (url: string, purpose?: Purpose) => Promise<Answer>;
};

export type CountryServer = {
  readonly app: FastifyInstance;
  readonly database: TestDatabase;
  readonly masterKeys: MasterKeys;
  readonly pack: AmparoPack;
  readonly slices: readonly Slice[];
  readonly logLines: string[];
  /** Where sealed parts of photos and papers lie. */
  readonly blobFolder: string;
  readonly as: (person: Person) => Client;
  readonly close: () => Promise<void>;
};

const DEMO_PACK = path.resolve(import.meta.dirname, '../../packs/demo');

/** The whole server with every slice and the people of the demo country; no child yet. */
export async function openCountryServer(
  change: (pack: AmparoPack) => AmparoPack = (pack) => pack,
  connections?: number,
): Promise<CountryServer> {
  const database = await openTestDatabase(connections);
  const read = readCountryPack(DEMO_PACK);
  if (!read.ok) throw new Error(read.refusal.code);
  const pack = change(read.value);
  await database.asOwner((owner) => saveRoles(owner, pack.parts.roles));
  const people = await readFile(path.join(DEMO_PACK, 'people.yaml'), 'utf8');
  await seedPeople(database, DemoPeople.parse(parse(people)));
  const masterKeys = testMasterKeys();
  // Made with the first part that is kept.
  const blobFolder = path.join(tmpdir(), `amparo-blobs-${randomUUID()}`);
  const shelf = folderShelf(blobFolder);
  const { slices } = await openSlices(database, masterKeys, pack, { isEvaluation: true, shelf });
  const { app, logLines } = await composeTestServer(database, { slices });
  const cookies = new Map<Person, Promise<string>>();
  const cookieFor = (person: Person): Promise<string> => {
    const known = cookies.get(person) ?? signInCookie(app, PEOPLE[person], DEMO_PASSWORD);
    cookies.set(person, known);
    return known;
  };
  const close = async (): Promise<void> => {
    await app.close();
    await database.close();
    await rm(blobFolder, { recursive: true, force: true });
  };
  const as = (person: Person) => clientOf(app, person, cookieFor);
  return { app, database, masterKeys, pack, slices, logLines, blobFolder, as, close };
}

// A success of ours may hold a code too, of a case: only a problem has a type beside it.
const Refused = z.looseObject({ type: z.string(), code: z.string() });

function clientOf(
  app: FastifyInstance,
  person: Person,
  cookieFor: (person: Person) => Promise<string>,
): Client {
  const send = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload: object | undefined,
    purpose: Purpose,
  ): Promise<Answer> => {
    const response = await app.inject({
      method,
      url: `/api${url}`,
      headers: {
        cookie: await cookieFor(person),
        'x-amparo-request': '1',
        'x-amparo-purpose': purpose,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    const body: unknown = response.json();
    const refused = Refused.safeParse(body).data;
    return { status: response.statusCode, code: refused?.code, body };
  };
  return {
    worker: workerOf(person),
    get: (url, purpose = 'child-protection') => send('GET', url, undefined, purpose),
    post: (url, body, purpose = 'child-protection') => send('POST', url, body, purpose),
    put: (url, body, purpose = 'child-protection') => send('PUT', url, body, purpose),
    delete: (url, purpose = 'child-protection') => send('DELETE', url, undefined, purpose),
  };
}

function testMasterKeys(): MasterKeys {
  const keys = parseMasterKeys(
    JSON.stringify({ current: 'test-1', keys: { 'test-1': randomBytes(32).toString('base64') } }),
  );
  if (!keys.ok) throw new Error(keys.refusal.code);
  return keys.value;
}

/** Puts a person into a further team, with a role there. */
export async function joinTeam(
  { database }: Pick<CountryServer, 'database'>,
  person: Person,
  team: TeamId,
  role: string,
): Promise<void> {
  await database.asOwner((owner) =>
    sql`insert into team_member (team_id, worker_id, role) values (${team}, ${workerOf(person)}, ${role})`.execute(
      owner,
    ),
  );
}

/** What every command brings: a new id, and the moment on the sender's device. */
export function aCommand() {
  return { entryId: randomUUID(), deviceTime: instantAt(Date.now()) };
}

/** Day `days` from today. */
export function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
