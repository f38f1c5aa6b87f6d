import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import type { Database, Sql } from '#platform/database/open-database.ts';
import { openTestDatabase } from '#platform/database/test-database.ts';
import { checkEpoch } from '#platform/sync/epoch.ts';
import { readPage } from '#platform/sync/read-page.ts';
import { type Grant, type Holding, mayRead, type World } from './access-oracle.ts';

/**
 * What devices are told to hold and to destroy, against the oracle of access: after every change of
 * grants, roles, memberships, blocks and people, a device that obeys its orders holds exactly the
 * classes that its worker may read.
 */
const id = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const workers = [1, 2, 3].map((n) => WorkerId.parse(id(n)));
const teams = [11, 12].map((n) => TeamId.parse(id(n)));
const records = [21, 22, 23].map((n) => RecordId.parse(id(n)));
const maker = WorkerId.parse(id(99));
const classes = SensitivityClass.options;
const purpose = 'child-protection';
const deviceOf = (worker: WorkerId) => id(100 + workers.indexOf(worker));

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.asOwner(async (owner) => {
    await checkEpoch(owner);
    await sql`insert into agency values (${id(90)}, 'Invented')`.execute(owner);
    for (const team of teams)
      await sql`insert into team (team_id, agency_id, name) values (${team}, ${id(90)}, 'T')`.execute(
        owner,
      );
    for (const worker of [...workers, maker])
      await sql`insert into worker (worker_id, agency_id, display_name, sign_in_name)
        values (${worker}, ${id(90)}, 'W', ${worker})`.execute(owner);
    for (const record of records) {
      await sql`insert into journal_record (record_id, record_type, created_by)
        values (${record}, 'walk', ${maker})`.execute(owner);
      await sql`insert into record_card (record_id, record_type, code, team_id, is_open)
        values (${record}, 'walk', ${record}, ${teams[0]}, true)`.execute(owner);
    }
    for (const one of classes)
      await sql`insert into role_class values ('writer', ${one}, true)`.execute(owner);
    for (const worker of workers)
      await sql`insert into field_device (device_id, worker_id, label, purpose, signing_key, lease_until)
        values (${deviceOf(worker)}, ${worker}, 'D', ${purpose}, decode(repeat('04', 65), 'hex'), now())`.execute(
        owner,
      );
  });
});
afterAll(() => database.close());

const NOW_OR_NOT = ['now', 'past', 'future', 'ended'] as const;
const aGrant: fc.Arbitrary<Grant> = fc.record({
  record: fc.constantFrom(...records),
  to: fc.oneof(
    fc.constantFrom(...workers).map((worker) => ({ worker })),
    fc.constantFrom(...teams).map((team) => ({ team })),
  ),
  classes: fc.subarray([...classes], { minLength: 1 }),
  mayWrite: fc.boolean(),
  purpose: fc.oneof(
    { weight: 4, arbitrary: fc.constant(purpose) },
    { weight: 1, arbitrary: fc.constantFrom(...Purpose.options) },
  ),
  when: fc.constantFrom(...NOW_OR_NOT),
});
const aHolding: fc.Arbitrary<Holding> = fc.record({
  worker: fc.constantFrom(...workers),
  team: fc.constantFrom(...teams),
  role: fc.constantFrom('reader', 'writer', 'nobody'),
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
  reads: fc.record({
    identity: fc.boolean(),
    care: fc.boolean(),
    health: fc.boolean(),
    justice: fc.boolean(),
    critical: fc.boolean(),
  }),
});

const SPANS = {
  now: ['-1 day', '1 day'],
  past: ['-2 days', '-1 day'],
  future: ['1 day', '2 days'],
  ended: ['-1 day', '1 day'],
} as const;

/** Turns the world before into this one, as the work does it: grants end, blocks are lifted, nothing is deleted. */
async function become(owner: Sql, world: World): Promise<void> {
  await sql`update access_grant set ended_at = now() where ended_at is null`.execute(owner);
  await sql`update access_block set lifted_at = now() where lifted_at is null`.execute(owner);
  await sql`delete from team_member`.execute(owner);
  await sql`delete from role_class where role = 'reader'`.execute(owner);
  for (const one of classes.filter((each) => world.reads[each]))
    await sql`insert into role_class values ('reader', ${one}, false)`.execute(owner);
  await sql`update worker set active = not (worker_id = any(${[...world.inactive]}::uuid[]))`.execute(
    owner,
  );
  for (const one of world.grants) await give(owner, one);
  for (const { team, worker, role, when } of world.holdings) {
    const [from, until] = SPANS[when];
    await sql`insert into team_member
      values (${team}, ${worker}, ${role}, now() + ${from}::interval, now() + ${until}::interval)`.execute(
      owner,
    );
  }
  for (const { record, worker, isLifted } of world.blocks)
    await sql`insert into access_block values
      (${record}, ${worker}, 'related', ${maker}, now(), ${isLifted ? sql`now()` : null})
      on conflict (record_id, worker_id, kind) do update set lifted_at = excluded.lifted_at`.execute(
      owner,
    );
}

async function give(owner: Sql, { to, when, ...grant }: Grant): Promise<void> {
  const [from, until] = SPANS[when];
  const worker = 'worker' in to ? to.worker : null;
  const team = 'team' in to ? to.team : null;
  await sql`insert into access_grant (grant_id, record_id, worker_id, team_id, classes, may_write, purpose, kind,
      valid_from, valid_until, granted_by, ended_at)
    values (gen_random_uuid(), ${grant.record}, ${worker}, ${team}, ${grant.classes}::text[], ${grant.mayWrite},
      ${grant.purpose}, 'assignment', now() + ${from}::interval, now() + ${until}::interval, ${maker},
      ${when === 'ended' ? sql`now()` : null})`.execute(owner);
}

/** A device as far as orders go: obeys them, and confirms. */
type Held = { seen: number; readonly classes: Set<string> };
const holds = new Map<WorkerId, Held>(
  workers.map((worker) => [worker, { seen: 0, classes: new Set<string>() }]),
);

async function obey(worker: WorkerId): Promise<Held> {
  const held = holds.get(worker) ?? { seen: 0, classes: new Set<string>() };
  const page = await database.transaction({ worker, purpose }, (tx) =>
    readPage(tx, {
      deviceId: deviceOf(worker),
      epoch: null,
      cursor: null,
      confirms: [],
      backfill: [],
      controlSeen: held.seen,
    }),
  );
  if ('refusal' in page) throw new Error(page.refusal);
  for (const order of page.control) {
    held.seen = order.number;
    if (order.kind === 'wipe') held.classes.clear();
    else
      for (const one of order.classes)
        if (order.kind === 'grant') held.classes.add(`${order.recordId} ${one}`);
        else held.classes.delete(`${order.recordId} ${one}`);
  }
  return held;
}

function promised(world: World, worker: WorkerId): readonly string[] {
  return records
    .flatMap((record) =>
      classes
        .filter((one) => mayRead(world, { worker, purpose, record, class: one }))
        .map((one) => `${record} ${one}`),
    )
    .toSorted();
}

test('[AC-1, AC-2, AC-8] a device that obeys holds what its worker may read, and no more', async () => {
  let some = 0;
  await fc.assert(
    fc.asyncProperty(aWorld, async (world) => {
      await database.asOwner((owner) => become(owner, world));
      for (const worker of workers) {
        const held = await obey(worker);
        expect([...held.classes].toSorted()).toEqual(promised(world, worker));
        some += held.classes.size;
        // Nothing has changed since: nothing is told.
        const { seen } = held;
        expect((await obey(worker)).seen).toBe(seen);
      }
    }),
    { numRuns: 150 },
  );
  expect(some).toBeGreaterThan(100);
}, 240_000);

test('[AC-2] what ends by itself is taken back without anybody doing anything', async () => {
  const [worker] = workers;
  if (!worker) throw new Error('nobody');
  const nothing = { grants: [], holdings: [], blocks: [], inactive: [] };
  const reads = { identity: true, care: true, health: true, justice: true, critical: true };
  await database.asOwner((owner) => become(owner, { ...nothing, reads }));
  await database.asOwner((owner) =>
    sql`insert into access_grant (grant_id, record_id, worker_id, classes, may_write, purpose, kind, valid_until, granted_by)
      values (gen_random_uuid(), ${records[0]}, ${worker}, '{care}', true, ${purpose}, 'assignment',
        now() + interval '1500 milliseconds', ${maker})`.execute(owner),
  );
  expect([...(await obey(worker)).classes]).toEqual([`${records[0]} care`]);
  await database.asOwner((owner) => sql`select pg_sleep(2)`.execute(owner));
  expect([...(await obey(worker)).classes]).toEqual([]);
});
