import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import type { Database, SqlTransaction } from '#platform/database/open-database.ts';
import { openTestDatabase } from '#platform/database/test-database.ts';
import { type Grant, type Holding, mayRead, mayWrite, type World } from './access-oracle.ts';

/**
 * The floor against an oracle: random people, roles, grants and blocks, asked of the database as the
 * application role, whose answers must equal those of forty lines without any SQL.
 */
const id = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const workers = [1, 2, 3].map((n) => WorkerId.parse(id(n)));
const teams = [11, 12].map((n) => TeamId.parse(id(n)));
const records = [21, 22].map((n) => RecordId.parse(id(n)));
const maker = WorkerId.parse(id(99));
const roles = ['reader', 'writer', 'nobody'] as const;
const classes = SensitivityClass.options;
const READ = { identity: true, care: true, health: false, justice: true, critical: false };

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.asOwner(async (owner) => {
    await sql`insert into agency values (${id(90)}, 'Invented')`.execute(owner);
    for (const team of teams)
      await sql`insert into team (team_id, agency_id, name) values (${team}, ${id(90)}, 'T')`.execute(
        owner,
      );
    for (const worker of [...workers, maker])
      await sql`insert into worker (worker_id, agency_id, display_name, sign_in_name) values (${worker}, ${id(90)}, 'W', ${worker})`.execute(
        owner,
      );
    for (const one of classes) {
      if (READ[one])
        await sql`insert into role_class values ('reader', ${one}, false)`.execute(owner);
      await sql`insert into role_class values ('writer', ${one}, true)`.execute(owner);
    }
    for (const record of records) await fillRecord(owner, record);
  });
});
afterAll(() => database.close());

async function fillRecord(
  owner: Parameters<Parameters<Database['asOwner']>[0]>[0],
  record: RecordId,
): Promise<void> {
  await sql`insert into journal_record (record_id, record_type, created_by) values (${record}, 'walk', ${maker})`.execute(
    owner,
  );
  await sql`insert into record_card (record_id, record_type, code, team_id, is_open)
    values (${record}, 'walk', ${record}, ${teams[0]}, true)`.execute(owner);
  for (const one of classes) {
    await sql`insert into journal_entry (record_id, entry_id, type, section, class, author, purpose, device_time, body)
      values (${record}, gen_random_uuid(), 'walks.line-written', ${one}, ${one}, ${maker}, 'child-protection', now(), '\\x01')`.execute(
      owner,
    );
    await sql`insert into section_state values (${record}, ${one}, ${one}, 5, 1, '\\x01')`.execute(
      owner,
    );
    await sql`insert into record_card_part values (${record}, ${one}, '{}')`.execute(owner);
    await sql`insert into vault_key (record_id, class, version, master_key_id, wrapped) values (${record}, ${one}, 1, 'k', '\\x01')`.execute(
      owner,
    );
  }
}

const aGrant: fc.Arbitrary<Grant> = fc.record({
  record: fc.constantFrom(...records),
  to: fc.oneof(
    fc.constantFrom(...workers).map((worker) => ({ worker })),
    fc.constantFrom(...teams).map((team) => ({ team })),
  ),
  classes: fc.subarray([...classes], { minLength: 1 }),
  mayWrite: fc.boolean(),
  purpose: fc.constantFrom(...Purpose.options),
  when: fc.constantFrom('now', 'past', 'future', 'ended'),
});
const aHolding: fc.Arbitrary<Holding> = fc.record({
  worker: fc.constantFrom(...workers),
  team: fc.constantFrom(...teams),
  role: fc.constantFrom(...roles),
  when: fc.constantFrom('now', 'past', 'future'),
});
const aWorld: fc.Arbitrary<World> = fc.record({
  grants: fc.array(aGrant, { maxLength: 6 }),
  holdings: fc.uniqueArray(aHolding, {
    maxLength: 5,
    selector: (one) => `${one.worker}${one.team}${one.role}`,
  }),
  blocks: fc.uniqueArray(
    fc.record({
      record: fc.constantFrom(...records),
      worker: fc.constantFrom(...workers),
      isLifted: fc.boolean(),
    }),
    { maxLength: 2, selector: (one) => `${one.record}${one.worker}` },
  ),
  inactive: fc.subarray([...workers], { maxLength: 1 }),
  reads: fc.constant(READ),
});

const SPANS = {
  now: ['-1 day', '1 day'],
  past: ['-2 days', '-1 day'],
  future: ['1 day', '2 days'],
  ended: ['-1 day', '1 day'],
} as const;

async function build(world: World): Promise<void> {
  await database.asOwner(async (owner) => {
    await sql`delete from access_grant`.execute(owner);
    await sql`delete from access_block`.execute(owner);
    await sql`delete from team_member`.execute(owner);
    await sql`update worker set active = not (worker_id = any(${[...world.inactive]}::uuid[]))`.execute(
      owner,
    );
    for (const grant of world.grants) {
      const [from, until] = SPANS[grant.when];
      const worker = 'worker' in grant.to ? grant.to.worker : null;
      const team = 'team' in grant.to ? grant.to.team : null;
      await sql`insert into access_grant (grant_id, record_id, worker_id, team_id, classes, may_write, purpose, kind, valid_from, valid_until, granted_by, ended_at)
        values (gen_random_uuid(), ${grant.record}, ${worker}, ${team}, ${grant.classes}::text[], ${grant.mayWrite}, ${grant.purpose}, 'assignment',
                now() + ${from}::interval, now() + ${until}::interval, ${maker}, ${grant.when === 'ended' ? sql`now()` : null})`.execute(
        owner,
      );
    }
    for (const one of world.holdings) {
      const [from, until] = SPANS[one.when];
      await sql`insert into team_member values (${one.team}, ${one.worker}, ${one.role}, now() + ${from}::interval, now() + ${until}::interval)`.execute(
        owner,
      );
    }
    for (const block of world.blocks)
      await sql`insert into access_block values (${block.record}, ${block.worker}, 'related', ${maker}, now(), ${block.isLifted ? sql`now()` : null})`.execute(
        owner,
      );
  });
}

const TABLES = ['journal_entry', 'section_state', 'record_card_part', 'vault_key'] as const;

async function seen(
  tx: SqlTransaction,
  table: (typeof TABLES)[number],
): Promise<readonly string[]> {
  const { rows } = await sql<{
    what: string;
  }>`select record_id || ' ' || class as what from ${sql.table(table)}`.execute(tx);
  return rows.map((row) => row.what).toSorted();
}

test('[AC-1] [AC-2] [AC-8] whatever the grants, roles and blocks, each table shows the granted classes and no other', async () => {
  await fc.assert(
    fc.asyncProperty(
      aWorld,
      fc.constantFrom(...workers),
      fc.constantFrom(...Purpose.options),
      async (world, worker, purpose) => {
        await build(world);
        const expected = records
          .flatMap((record) =>
            classes
              .filter((one) => mayRead(world, { worker, purpose, record, class: one }))
              .map((one) => `${record} ${one}`),
          )
          .toSorted();
        await database.transaction({ worker, purpose }, async (tx) => {
          for (const table of TABLES)
            expect([table, await seen(tx, table)]).toEqual([table, expected]);
        });
      },
    ),
    { numRuns: 120 },
  );
});

test('[AC-1] [AC-2] whatever the grants, an entry is taken where its class may be written and refused elsewhere', async () => {
  await fc.assert(
    fc.asyncProperty(
      aWorld,
      fc.constantFrom(...workers),
      fc.constantFrom(...classes),
      async (world, worker, one) => {
        await build(world);
        const [record] = records;
        if (!record) return;
        const purpose = 'child-protection';
        const allowed = mayWrite(world, { worker, purpose, record, class: one });
        expect(await tryToWrite({ worker, purpose }, record, one)).toBe(
          allowed ? 'taken' : 'refused',
        );
      },
    ),
    { numRuns: 120 },
  );
});

test('without anyone asking, the application role sees no record at all', async () => {
  for (const table of [
    ...TABLES,
    'journal_record',
    'record_card',
    'audit_line',
    'access_grant',
  ] as const) {
    const { rows } = await sql<{ count: string }>`select count(*) from ${sql.table(table)}`.execute(
      database.sql,
    );
    expect([table, rows]).toEqual([table, [{ count: '0' }]]);
  }
});

test('the application role is no superuser, bypasses nothing, and owns no table', async () => {
  const { rows } =
    await sql`select rolsuper, rolbypassrls, rolcreaterole, (select count(*)::integer from pg_class where relowner = r.oid) as owned
    from pg_roles r where rolname = current_user and rolname = 'amparo_app'`.execute(database.sql);
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: 0 }]);
});

test('[AC-9] the database knows the purposes of the kernel and no other', async () => {
  for (const purpose of Purpose.options)
    await sql`select ${purpose}::purpose`.execute(database.sql);
  await expect(
    sql`select 'immigration-enforcement'::purpose`.execute(database.sql),
  ).rejects.toThrow(/violates check constraint/);
});

/** Writes through the one way in, and undoes it. */
async function tryToWrite(
  asker: { readonly worker: WorkerId; readonly purpose: Purpose },
  recordId: RecordId,
  one: SensitivityClass,
): Promise<'taken' | 'refused'> {
  const part = { class: one, section: one };
  const entry = {
    ...part,
    id: randomUUID(),
    type: 'walks.line-written',
    deviceTime: '2026-11-24T08:00:00Z',
    body: 'AQ==',
  };
  const state = { ...part, position: 99, foldVersion: 1, state: 'AQ==' };
  const card = {
    team: teams[0],
    worker: null,
    isOpen: true,
    dueAt: null,
    clocks: {},
    position: 99,
    parts: [{ class: one, codes: {} }],
  };
  const batch = {
    recordId,
    ...asker,
    keys: [],
    tokens: [],
    entries: [entry],
    states: [state],
    card,
  };
  class Undone extends Error {}
  try {
    await database.transaction(asker, async (tx) => {
      const { rows } = await sql<{ answer: { refusal?: string } }>`
        select journal_append(${JSON.stringify(batch)}::text::jsonb) as answer`.execute(tx);
      if (rows[0]?.answer.refusal === undefined) throw new Undone();
    });
    return 'refused';
  } catch (thrown) {
    if (thrown instanceof Undone) return 'taken';
    if (/row-level security/.test(String(thrown))) return 'refused';
    throw thrown;
  }
}

test('the application role cannot write beside the one way in', async () => {
  const [record] = records;
  for (const table of [
    'journal_entry',
    'section_state',
    'record_card',
    'record_card_part',
    'vault_key',
    'journal_record',
    'lookup_token',
  ] as const) {
    const write = database.transaction({ worker: maker, purpose: 'child-protection' }, (tx) =>
      sql`insert into ${sql.table(table)} (record_id) values (${record})`.execute(tx),
    );
    await expect(write).rejects.toThrow(/permission denied/);
  }
  const step = sql`select journal_write_states(${record}, '[]')`.execute(database.sql);
  await expect(step).rejects.toThrow(/permission denied/);
});
