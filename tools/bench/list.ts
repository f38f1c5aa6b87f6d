import { sql } from 'kysely';
import { listCasesHandler } from '#capabilities/cases/api/list-cases.ts';
import type { CaseDesk } from '#capabilities/cases/api/case-desk.ts';
import { colleagueNames } from '#capabilities/access/storage/colleague-names.ts';
import type { Database, Sql } from '#platform/database/open-database.ts';
import { people, seedClub } from '#platform/journal/examples.ts';
import { callOf } from './bench-call.ts';
import { machineOf, quantile, withBenchDatabase } from './bench-database.ts';

const SIZES = [10_000, 100_000, 1_000_000] as const;
const TEAMS = 20;
const PAGES = 400;
const PAGE = 50;
const TARGET_MS = 10;

type Measured = {
  readonly cases: number;
  readonly casesOfTeam: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly plan: string;
};

/**
 * A page of the list (50 cards of one's own team, soonest due first) in the server, from the
 * handler's first query to its answer: first pages and pages deep in the list, in turns.
 */
export const listBench = {
  name: 'list',
  run: () =>
    withBenchDatabase(async (database) => {
      await seedClub(database);
      const measured: Measured[] = [];
      let made = 0;
      for (const size of SIZES) {
        await database.asOwner((owner) => fillTo(owner, made, size));
        made = size;
        measured.push(await measure(database, size));
      }
      const meetsTarget = measured.every((one) => one.p95Ms < TARGET_MS);
      return { measured, targetMs: TARGET_MS, meetsTarget, machine: await machineOf(database) };
    }),
};

/** Cases `from`+1 to `to`, dealt out to 20 teams, each with card, care codes and grant. */
async function fillTo(owner: Sql, from: number, to: number): Promise<void> {
  const rows = sql`generate_series(${from + 1}::integer, ${to}::integer) n`;
  const id = sql`('00000000-0000-7000-a000-' || lpad(to_hex(n), 12, '0'))::uuid`;
  const team = sql`case when n % ${TEAMS} = 0 then ${people.north}::uuid else ${people.south}::uuid end`;
  await sql`insert into journal_record (record_id, record_type, created_by) select ${id}, 'case', ${people.alice} from ${rows}`.execute(
    owner,
  );
  await sql`insert into record_card (record_id, record_type, code, team_id, is_open, due_at)
    select ${id}, 'case', 'BENCH-' || n, ${team}, n % 7 <> 0, now() + (n::bigint * 7919 % 100000) * interval '1 minute' from ${rows}`.execute(
    owner,
  );
  await sql`insert into record_card_part (record_id, class, codes)
    select ${id}, 'care', '{"risk": "high", "plan": "written", "result": "concern"}' from ${rows}`.execute(
    owner,
  );
  await sql`insert into access_grant (grant_id, record_id, team_id, classes, may_write, purpose, kind, valid_until, granted_by)
    select gen_random_uuid(), ${id}, ${team}, array['identity', 'care'], true, 'child-protection', 'creation', now() + interval '1 year', ${people.alice}
    from ${rows}`.execute(owner);
  for (const table of ['record_card', 'record_card_part', 'access_grant', 'journal_record'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(owner);
}

async function measure(database: Database, cases: number): Promise<Measured> {
  const list = listCasesHandler(benchDesk(database));
  const times: number[] = [];
  let after: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const start = performance.now();
    const answer = await list(
      { team: people.north, of: 'team', limit: PAGE, after },
      callOf(people.alice),
    );
    times.push(performance.now() - start);
    if (!answer.ok || answer.value.cases.length === 0)
      throw new Error('An empty page measures nothing');
    after = page % 2 === 0 ? (answer.value.next ?? undefined) : undefined;
  }
  return {
    cases,
    casesOfTeam: Math.floor(cases / TEAMS),
    medianMs: round(quantile(times, 0.5)),
    p95Ms: round(quantile(times, 0.95)),
    plan: await planOf(database),
  };
}

/** The scan that gives the order; growth stays flat while it is this index. */
async function planOf(database: Database): Promise<string> {
  const { rows } = await database.asOwner((owner) =>
    sql<{
      'QUERY PLAN': string;
    }>`explain select record_id from record_card where team_id = ${people.north}
      and record_type = 'case' and is_open order by due_at, record_id limit ${PAGE}`.execute(owner),
  );
  return rows.map((row) => row['QUERY PLAN'].trim()).find((line) => /Scan/.test(line)) ?? '';
}

function benchDesk(database: Database): Pick<CaseDesk, 'database' | 'namesOf' | 'clocks'> {
  return { database, namesOf: colleagueNames, clocks: new Map() };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
