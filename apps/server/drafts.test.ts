import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordId } from '#kernel/ids.ts';
import { eraseRecord } from '#platform/vault/erase-record.ts';
import { done, openACase } from './test-case.ts';
import { type CountryServer, openCountryServer, type Person, workerOf } from './test-country.ts';

const WORDS = 'Zorabel Quillmere said the lady waits';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const typed = (text: string) => ({ childWords: { kind: 'text', text } });
const aDraft = (text = WORDS, over: Readonly<Record<string, unknown>> = {}) => ({
  typed: typed(text),
  writer: randomUUID(),
  over: null,
  ...over,
});

async function rowsOf<Row>(query: ReturnType<typeof sql<Row>>): Promise<readonly Row[]> {
  return (await server.database.asOwner((owner) => query.execute(owner))).rows;
}

describe('[DR-1] a draft is its author’s', () => {
  test('nobody else finds it, whatever the role', async () => {
    await done(server.as('sela').put('/drafts/first-contact', aDraft()));
    const others: Person[] = ['noa', 'paz', 'rami', 'ife', 'toma', 'kai', 'ada'];
    for (const person of others) {
      expect(await done(server.as(person).get('/drafts/first-contact'))).toEqual({ draft: null });
      expect(await done(server.as(person).get('/drafts'))).toEqual({ drafts: [] });
      await done(server.as(person).delete('/drafts/first-contact'));
    }
    const { draft } = await done(server.as('sela').get('/drafts/first-contact'));
    expect(draft.typed).toEqual(typed(WORDS));
  });

  test('the database itself shows it to nobody else, and lets nobody write in another’s name', async () => {
    const asked = { worker: workerOf('paz'), purpose: 'supervision' } as const;
    const seen = await server.database.transaction(asked, (tx) =>
      sql`select 1 from draft`.execute(tx),
    );
    expect(seen.rows).toEqual([]);
    const forged = server.database.transaction(asked, (tx) =>
      sql`insert into draft (author, key, writer, body)
        values (${workerOf('sela')}, 'consent', ${randomUUID()}, '\\x01')`.execute(tx),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
  });

  test('of a case that is not open to the asker nothing is kept, and nothing is told', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const answer = await server.as('rami').put(`/drafts/registration.${recordId}`, aDraft());
    expect([answer.status, answer.code]).toEqual([404, 'drafts.record.unknown']);
    const invented = await server.as('sela').put(`/drafts/registration.${randomUUID()}`, aDraft());
    expect([invented.status, invented.code]).toEqual([404, 'drafts.record.unknown']);
  });

  test('whoever is shut out of a case reads on in no old draft', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await done(server.as('noa').put(`/drafts/registration.${recordId}`, aDraft()));
    await server.database.asOwner((owner) =>
      sql`insert into access_block (record_id, worker_id, kind, blocked_by)
        values (${recordId}, ${workerOf('noa')}, 'related', ${workerOf('paz')})`.execute(owner),
    );
    expect(await done(server.as('noa').get(`/drafts/registration.${recordId}`))).toEqual({
      draft: null,
    });
    expect((await done(server.as('noa').get('/drafts'))).drafts).toEqual([]);
  });
});

test('[DR-2] the list tells form, case and moment; nothing that was typed stands in clear', async () => {
  const { recordId, code } = await openACase(server.as('noa'));
  await done(server.as('noa').put(`/drafts/consent.${recordId}`, aDraft()));
  const { drafts } = await done(server.as('noa').get('/drafts'));
  expect(drafts).toEqual([
    {
      key: `consent.${recordId}`,
      form: 'consent',
      recordId,
      code,
      keptAt: expect.any(String),
      goneAt: expect.any(String),
    },
  ]);
  const rows = await rowsOf(sql<{
    all: string;
  }>`select encode(body, 'escape') || key as all from draft
    union all select detail::text || action from audit_line`);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ all }) => /Zorabel|Quillmere|lady/.test(all))).toEqual([]);
  expect(server.logLines.join()).not.toContain('Zorabel');
});

test('[DR-3] after 14 days it is gone, whoever it was of', async () => {
  await done(server.as('rami').put('/drafts/hand-over', aDraft()));
  const age = (days: number) =>
    server.database.asOwner((owner) =>
      sql`update draft set kept_at = now() - make_interval(days => ${days}, mins => -5)
        where author = ${workerOf('rami')}`.execute(owner),
    );
  await age(14);
  expect((await done(server.as('rami').get('/drafts/hand-over'))).draft).not.toBeNull();
  await age(15);
  await done(server.as('paz').get('/drafts'));
  expect(await rowsOf(sql`select 1 from draft where author = ${workerOf('rami')}`)).toEqual([]);
});

describe('[DR-4] the end of a draft', () => {
  test('once dropped it is gone, and dropping it again changes nothing', async () => {
    const toma = server.as('toma');
    await done(toma.put('/drafts/hand-over', aDraft()));
    await done(toma.delete('/drafts/hand-over'));
    await done(toma.delete('/drafts/hand-over'));
    expect(await done(toma.get('/drafts/hand-over'))).toEqual({ draft: null });
  });

  test('erasing a record takes the drafts about it along, whoever wrote them', async () => {
    const { recordId } = await openACase(server.as('sela'));
    for (const person of ['sela', 'paz'] as const)
      await done(server.as(person).put(`/drafts/risk.${recordId}`, aDraft()));
    const erased = await server.database.asOwner((owner) =>
      eraseRecord(owner, RecordId.parse(recordId)),
    );
    expect(erased.ok).toBe(true);
    expect(await rowsOf(sql`select 1 from draft where record_id = ${recordId}`)).toEqual([]);
  });
});

test('[DR-5] a second window neither overwrites the first nor is told to be it', async () => {
  const ife = server.as('ife');
  const first = aDraft('one');
  const { keptAt } = await done(ife.put('/drafts/hand-over', first));
  const other = await ife.put('/drafts/hand-over', aDraft('other'));
  expect([other.status, other.code]).toEqual([409, 'drafts.draft.elsewhere']);
  await done(ife.put('/drafts/hand-over', { ...first, typed: typed('one, two') }));
  const stale = await ife.put('/drafts/hand-over', aDraft('stale', { over: keptAt }));
  expect(stale.code).toBe('drafts.draft.elsewhere');
  const { draft } = await done(ife.get('/drafts/hand-over'));
  expect(draft.typed).toEqual(typed('one, two'));
  const goesOn = await ife.put('/drafts/hand-over', aDraft('three', { over: draft.keptAt }));
  expect(goesOn.status).toBe(200);
});

test('[DR-6] a line tells when a draft was begun, opened and dropped, and not of every word', async () => {
  const mina = server.as('mina');
  const draft = aDraft();
  for (const text of ['a', 'ab', 'abc'])
    await done(mina.put('/drafts/hand-over', { ...draft, typed: typed(text) }));
  await done(mina.get('/drafts/hand-over'));
  await done(mina.delete('/drafts/hand-over'));
  const lines = await rowsOf(sql<{ action: string }>`select action from audit_line
    where worker_id = ${workerOf('mina')} and action like 'drafts.%' order by audit_id`);
  expect(lines.map(({ action }) => action)).toEqual([
    'drafts.draft-begun',
    'drafts.draft-opened',
    'drafts.draft-dropped',
  ]);
});

test('a draft that is none is refused with a sentence', async () => {
  const sela = server.as('sela');
  const long = await sela.put('/drafts/consent', aDraft('x'.repeat(200_001)));
  expect([long.status, long.code]).toEqual([413, 'drafts.draft.too-long']);
  for (const key of ['Lumi%20Sample', 'consent.child', 'a..b']) {
    const answer = await sela.put(`/drafts/${key}`, aDraft());
    expect([key, answer.code]).toEqual([key, 'request.invalid']);
    expect(answer.body.detail.length).toBeGreaterThan(10);
  }
});

test('more drafts than a person can be writing are refused', async () => {
  const odo = server.as('odo');
  await server.database.asOwner((owner) =>
    sql`insert into draft (author, key, writer, body)
      select ${workerOf('odo')}, 'form-' || chr(97 + n / 26) || chr(97 + n % 26), gen_random_uuid(), '\\x01'
      from generate_series(0, 99) n`.execute(owner),
  );
  const answer = await odo.put('/drafts/hand-over', aDraft());
  expect([answer.status, answer.code]).toEqual([409, 'drafts.draft.too-many']);
});
