import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from './demo/seed-people.ts';
import { type ACase, ANSWERS, done, openACase, sectionOf } from './test-case.ts';
import { aCommand, type CountryServer, openCountryServer, PEOPLE, TEAMS } from './test-country.ts';
import { OPERATIONS, type Operation, type Stage } from './test-operations.ts';

/** The floor: whatever changes something leaves a line in its transaction; whoever reads an identity, too. */
let server: CountryServer;
let stage: Stage;
beforeAll(async () => {
  server = await openCountryServer();
  stage = { author: server.as('sela'), overseer: server.as('paz'), team: TEAMS.coast };
});
afterAll(() => server.close());

type Line = {
  readonly action: string;
  readonly record: string | null;
  readonly worker: string | null;
  readonly xid: string;
};

async function rowsOf<Row>(query: ReturnType<typeof sql<Row>>): Promise<readonly Row[]> {
  return (await server.database.asOwner((owner) => query.execute(owner))).rows;
}

async function lastLine(): Promise<string> {
  const [row] = await rowsOf(
    sql<{ last: string }>`select coalesce(max(audit_id), 0)::text as last from audit_line`,
  );
  return row?.last ?? '0';
}

function linesAfter(last: string): Promise<readonly Line[]> {
  return rowsOf(sql<Line>`select action, record_id as record, worker_id as worker, xmin::text as xid
    from audit_line where audit_id > ${last}::bigint order by audit_id`);
}

const KEPT = [
  'journal_record',
  'journal_entry',
  'section_state',
  'record_card',
  'record_card_part',
  'held_entry',
  'access_grant',
  'access_block',
  'vault_key',
  'lookup_token',
  'notice',
  'referral_card',
  'draft',
] as const;

/** The transactions that changed a row of these tables since. */
async function changesSince(xid: string): Promise<ReadonlySet<string>> {
  const found: string[] = [];
  for (const table of KEPT) {
    const rows = await rowsOf(
      sql<{ xid: string }>`select distinct xmin::text as xid from ${sql.table(table)}
        where xmin::text::bigint >= ${xid}::bigint`,
    );
    found.push(...rows.map((row) => row.xid));
  }
  return new Set(found);
}

async function nextXid(): Promise<string> {
  const [row] = await rowsOf(
    sql<{ xid: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as xid`,
  );
  return row?.xid ?? '0';
}

// A supervisor may do most; what is left is for a social worker.
const BY_AUTHOR = new Set(['cases.hand-over']);
const byWhom = ({ id }: Operation) => (BY_AUTHOR.has(id) ? stage.author : stage.overseer);
const mutations = () =>
  server.slices
    .flatMap((slice) => slice.routes)
    .filter(({ endpoint }) => endpoint.method !== 'GET')
    .map(({ endpoint }) => endpoint.id);

test('every operation that changes something is tried below', () => {
  const tried = OPERATIONS.map(({ id }) => id);
  expect(mutations().length).toBeGreaterThan(20);
  expect(mutations().filter((id) => !tried.includes(id))).toEqual([]);
});

/** A notice is tried below; what needs a device of one's own, in sync-lines.test.ts. */
const NEEDS_MORE = new Set([
  'access.see-notice',
  'access.renew-lease',
  'access.revoke-field-device',
  'sync.push',
  'sync.pull',
  'sync.file',
  'sync.parcels',
  'sync.settle-quarantine',
]);

describe('every change leaves a line in its own transaction', () => {
  test('of every operation that changes something', async () => {
    for (const id of mutations().filter((each) => !NEEDS_MORE.has(each))) {
      const operation = OPERATIONS.find((one) => one.id === id);
      if (!operation) throw new Error(id);
      const made = await openACase(stage.author);
      const [last, xid] = [await lastLine(), await nextXid()];
      // The refused half of an operation changes nothing, so that only what it needs first is counted too.
      const answer = await operation.attempt(byWhom(operation), made, stage);
      expect([id, answer.status]).toEqual([id, 200]);
      const lines = await linesAfter(last);
      const audited = new Set(lines.map((line) => line.xid));
      const silent = [...(await changesSince(xid))].filter((each) => !audited.has(each));
      expect([id, silent]).toEqual([id, []]);
      expect([id, lines.some((line) => line.worker === byWhom(operation).worker)]).toEqual([
        id,
        true,
      ]);
    }
  });

  test('of seeing a notice', async () => {
    const { recordId } = await openACase(stage.author);
    const body = {
      ...aCommand(),
      classes: ['care'],
      hours: 1,
      reason: 'medical-emergency',
      explanation: 'The hospital asks who she is.',
    };
    await done(server.as('rami').post(`/records/${recordId}/break-glass`, body));
    const { notices } = await done(stage.overseer.get('/notices'));
    const [last, xid] = [await lastLine(), await nextXid()];
    await done(stage.overseer.post(`/notices/${notices[0].id}/seen`, {}));
    const lines = await linesAfter(last);
    expect(lines.map((line) => line.action)).toEqual(['access.notice-seen']);
    expect([...(await changesSince(xid))]).toEqual(lines.map((line) => line.xid));
  });

  test('of signing in and out', async () => {
    const send = async (url: string, payload: object, cookie = '') =>
      server.app.inject({
        method: 'POST',
        url: `/api${url}`,
        headers: { 'x-amparo-request': '1', cookie },
        payload,
      });
    const last = await lastLine();
    const signedIn = await send('/sign-in', { email: PEOPLE.uma, password: DEMO_PASSWORD });
    const cookie = signedIn.cookies
      .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
      .join('; ');
    await send('/sign-out', {}, cookie);
    const lines = await linesAfter(last);
    expect(lines.map((line) => line.action)).toEqual(['access.signed-in', 'access.signed-out']);
  });

  test('a change that is refused leaves nothing, not even of a part', async () => {
    const { recordId } = await openACase(stage.author);
    const xid = await nextXid();
    const stale = sectionOf(ANSWERS.registration, { basedOn: 9 });
    expect((await stage.author.post(`/cases/${recordId}/registration`, stale)).status).toBe(409);
    expect([...(await changesSince(xid))]).toEqual([]);
  });
});

describe('[AC-7] every reading of an identity leaves a line', () => {
  const NAME = 'Zephyrine Madeup';

  async function registered(): Promise<ACase> {
    const made = await openACase(stage.author);
    const answers = { ...ANSWERS.registration, name: { spoken: NAME, script: 'Latn' } };
    await done(stage.author.post(`/cases/${made.recordId}/registration`, sectionOf(answers)));
    const held = sectionOf(answers, { basedOn: 77, whenRefused: 'hold' });
    await done(server.as('noa').post(`/cases/${made.recordId}/registration`, held));
    return made;
  }

  test('whichever operation shows it, and by whom', async () => {
    const made = await registered();
    const shown: string[] = [];
    const reading = OPERATIONS.filter(({ id }) => !mutations().includes(id));
    for (const { id, attempt } of reading) {
      const last = await lastLine();
      const answer = await attempt(stage.overseer, made, stage);
      if (!JSON.stringify(answer.body).includes(NAME)) continue;
      shown.push(id);
      const lines = await linesAfter(last);
      expect([id, lines]).toEqual([
        id,
        [expect.objectContaining({ record: made.recordId, worker: stage.overseer.worker })],
      ]);
    }
    expect(shown).toEqual(['cases.read', 'cases.timeline', 'cases.held']);
  });

  test('a search leaves a line without the name', async () => {
    await registered();
    const last = await lastLine();
    const name = { spoken: NAME, script: 'Latn' };
    const found = await done(stage.author.post('/cases/look-up', { name }));
    expect(found.known.length).toBeGreaterThan(0);
    const [row] = await rowsOf(
      sql<{
        line: string;
      }>`select to_jsonb(l)::text as line from audit_line l where audit_id > ${last}::bigint`,
    );
    expect(row?.line).toContain('cases.name-looked-up');
    expect(row?.line).not.toMatch(/zephyrine|madeup/i);
  });

  test('nobody takes a line away, nor writes one for another', async () => {
    const asker = { worker: stage.author.worker, purpose: 'child-protection' } as const;
    const as = (query: ReturnType<typeof sql>) =>
      server.database.transaction(asker, (tx) => query.execute(tx));
    await expect(as(sql`delete from audit_line`)).rejects.toThrow(/permission denied/);
    await expect(as(sql`update audit_line set action = 'x.y'`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      as(sql`insert into audit_line (worker_id, action) values (${stage.overseer.worker}, 'x.y')`),
    ).rejects.toThrow(/row-level security/);
    await expect(
      server.database.asOwner((owner) => sql`delete from audit_line`.execute(owner)),
    ).rejects.toThrow(/append-only/);
  });

  test('the log of a record is for its supervisor and a data steward of its team, when they say so', async () => {
    const { recordId } = await registered();
    const url = `/cases/${recordId}/access-log`;
    expect(await stage.overseer.get(url)).toMatchObject({
      status: 403,
      code: 'access.denied.purpose',
    });
    for (const purpose of ['supervision', 'quality-audit'] as const)
      expect((await done(stage.overseer.get(url, purpose))).lines.length).toBeGreaterThan(2);
    for (const person of ['sela', 'huda', 'ada', 'kai'] as const)
      expect(await server.as(person).get(url, 'supervision')).toMatchObject({ status: 404 });
  });
});

test('no name, and no word of a child, stands in the log of the server', () => {
  const log = server.logLines.join('');
  expect(server.logLines.length).toBeGreaterThan(50);
  for (const word of ['Zephyrine', 'Madeup', 'Pip Invented', 'Sela', DEMO_PASSWORD, '.invalid'])
    expect(log).not.toContain(word);
});
