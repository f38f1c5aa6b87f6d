import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Purpose } from '#kernel/sensitivity.ts';
import { SMALL_PACK, withPackFilesAsync } from '#platform/pack/temporary-pack.ts';
import { readCountryPack } from './country-pack.ts';
import { type ACase, ANSWERS, done, openACase, sectionOf } from './test-case.ts';
import {
  aCommand,
  type CountryServer,
  openCountryServer,
  TEAMS,
  workerOf,
} from './test-country.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

function sharing(over: Readonly<Record<string, unknown>> = {}) {
  return {
    ...aCommand(),
    to: { team: TEAMS.clinic },
    classes: ['identity', 'care', 'health'],
    mayWrite: true,
    purpose: 'health-care',
    until: inDays(30),
    ...over,
  };
}

async function withConsent(over: object = {}): Promise<ACase> {
  const sela = server.as('sela');
  const made = await openACase(sela);
  const answers = { ...ANSWERS.consent, ...over };
  await done(sela.post(`/cases/${made.recordId}/consent`, sectionOf(answers)));
  return made;
}

describe('who may not share', () => {
  test.each(['sela', 'noa'] as const)(
    '[AC-1] %s, a social worker: a supervisor shares',
    async (person) => {
      const { recordId } = await withConsent();
      const answer = await server.as(person).post(`/records/${recordId}/grants`, sharing());
      expect(answer).toMatchObject({ status: 403, code: 'access.denied.ability' });
      expect((await server.as('ife').get(`/cases/${recordId}`, 'health-care')).status).toBe(404);
    },
  );

  test('[AC-10] a supervisor of another team, for whom there is no such record', async () => {
    const { recordId } = await withConsent();
    const real = await server.as('huda').post(`/records/${recordId}/grants`, sharing());
    const none = await server.as('huda').post(`/records/${randomUUID()}/grants`, sharing());
    expect(real).toMatchObject({ status: 404, code: 'access.record.unknown' });
    expect(real).toEqual(none);
  });

  test('[AC-4] a supervisor, classes that they were given to read only, or not at all', async () => {
    const { recordId } = await withConsent();
    const toHuda = { to: { worker: workerOf('huda') }, classes: ['care'], mayWrite: false };
    const asGiven = { ...toHuda, purpose: 'child-protection' };
    await done(server.as('paz').post(`/records/${recordId}/grants`, sharing(asGiven)));
    const huda = server.as('huda');
    expect((await huda.get(`/cases/${recordId}`)).status).toBe(200);
    for (const classes of [['care'], ['identity']])
      expect(await huda.post(`/records/${recordId}/grants`, sharing({ classes }))).toMatchObject({
        status: 403,
        code: 'access.denied.class',
      });
  });

  test('[AC-4] the database gives nothing that the giver does not hold', async () => {
    const { recordId } = await withConsent();
    const give = (worker: string, purpose: Purpose, kind = 'assignment') =>
      server.database.transaction({ worker: worker as never, purpose }, (tx) =>
        sql`insert into access_grant (grant_id, record_id, worker_id, classes, may_write, purpose, kind, valid_until, granted_by)
            values (${randomUUID()}, ${recordId}, ${workerOf('uma')}, array['care'], false, 'child-protection', ${kind}, now() + interval '1 day', ${worker})`.execute(
          tx,
        ),
      );
    await expect(give(workerOf('huda'), 'child-protection')).rejects.toThrow(/row-level security/);
    await expect(give(workerOf('sela'), 'child-protection')).rejects.toThrow(/row-level security/);
    await expect(give(workerOf('paz'), 'child-protection', 'creation')).rejects.toThrow(
      /row-level security/,
    );
    await expect(give(workerOf('paz'), 'child-protection')).resolves.toBeDefined();
  });
});

describe('[AC-9] immigration enforcement', () => {
  const NAMES = ['immigration-enforcement', 'border-control', 'deportation', 'return', ''];

  test.each(NAMES)(
    '%j is no purpose of a grant, of a request, or of a break-glass',
    async (name) => {
      const { recordId } = await withConsent();
      const paz = server.as('paz');
      expect(
        await paz.post(`/records/${recordId}/grants`, sharing({ purpose: name })),
      ).toMatchObject({ status: 400, code: 'request.invalid' });
      const read = await paz.get(`/cases/${recordId}`, name as Purpose);
      expect(read.status).toBe(name === '' ? read.status : 400);
    },
  );

  test.each([
    [
      'a role',
      'roles/more.yaml',
      'id: roles\nroles: [{ role: deportation-officer, reads: [identity], writes: [], abilities: [] }]\n',
    ],
    [
      'a recipient',
      'lists/referral-recipient.yaml',
      'id: referral-recipient\ncodes: [{ code: immigration-enforcement }]\n',
    ],
  ])('is no country pack’s to name, as %s', async (_what, file, text) => {
    await withPackFilesAsync({ ...SMALL_PACK, [`demo/${file}`]: text }, async (folder) => {
      const read = readCountryPack(path.join(folder, 'demo'));
      expect(read).toMatchObject({
        refusal: {
          faults: expect.arrayContaining([
            expect.objectContaining({ code: 'pack.purpose.forbidden', file }),
          ]),
        },
      });
    });
  });

  test('the database knows no such purpose, for anybody who writes to it', async () => {
    const { recordId } = await withConsent();
    const insert = server.database.asOwner((owner) =>
      sql`insert into access_grant (grant_id, record_id, worker_id, classes, may_write, purpose, kind, valid_until, granted_by)
          values (${randomUUID()}, ${recordId}, ${workerOf('kai')}, array['care'], false, 'immigration-enforcement', 'assignment', now() + interval '1 day', ${workerOf('paz')})`.execute(
        owner,
      ),
    );
    await expect(insert).rejects.toThrow(/purpose_check/);
    expect(Purpose.options.join(' ')).not.toMatch(/immigra|border|deport|enforce/);
  });
});

describe('what is refused', () => {
  test.each([
    ['an end that has passed', { until: inDays(-1) }, 422, 'access.grant.until-past'],
    ['an end after more than a year', { until: inDays(366) }, 422, 'access.grant.too-long'],
    ['a team that does not exist', { to: { team: randomUUID() } }, 404, 'access.grantee.unknown'],
    ['a person who does not', { to: { worker: randomUUID() } }, 404, 'access.grantee.unknown'],
    ['nobody', { to: {} }, 400, 'request.invalid'],
    ['no class', { classes: [] }, 400, 'request.invalid'],
    ['an unknown class', { classes: ['secret'] }, 400, 'request.invalid'],
    ['an end that is no moment', { until: '2026-02-30' }, 400, 'request.invalid'],
  ])('%s', async (_what, over, status, code) => {
    const { recordId } = await withConsent();
    const answer = await server.as('paz').post(`/records/${recordId}/grants`, sharing(over));
    expect(answer).toMatchObject({ status, code });
  });

  test.each([
    ['nothing was recorded', undefined],
    ['the child refused', { referral: 'refused' }],
  ])('[CA-6] telling another agency when %s', async (_what, over) => {
    const { recordId } = over ? await withConsent(over) : await openACase(server.as('sela'));
    const paz = server.as('paz');
    expect(await paz.post(`/records/${recordId}/grants`, sharing())).toMatchObject({
      status: 422,
      code: 'access.grant.consent-missing',
    });
    const within = sharing({ to: { team: TEAMS.hills }, purpose: 'child-protection' });
    const { kind } = await done(paz.post(`/records/${recordId}/grants`, within));
    expect(kind).toBe('assignment');
  });

  test('[AC-8] a person whom a conflict shuts out', async () => {
    const { recordId } = await withConsent();
    const conflict = { ...aCommand(), worker: workerOf('ife'), kind: 'related' };
    await done(server.as('sela').post(`/records/${recordId}/conflicts`, conflict));
    const toIfe = sharing({ to: { worker: workerOf('ife') } });
    expect(await server.as('paz').post(`/records/${recordId}/grants`, toIfe)).toMatchObject({
      status: 409,
      code: 'access.grantee.shut-out',
    });
  });
});

describe('a sharing', () => {
  test('[AC-2] opens its classes to the team, as far as the role reads them, for its purpose only', async () => {
    const { recordId } = await withConsent();
    const body = sharing();
    const given = await done(server.as('paz').post(`/records/${recordId}/grants`, body));
    expect(given).toMatchObject({ kind: 'referral', grantId: body.entryId });
    const again = await done(server.as('paz').post(`/records/${recordId}/grants`, body));
    expect(again).toEqual({ ...given, receipt: { ...given.receipt, replayed: true } });
    expect(
      await server.as('paz').post(`/records/${recordId}/grants`, { ...body, mayWrite: false }),
    ).toMatchObject({ status: 409, code: 'journal.entry.id-taken' });

    const ife = server.as('ife');
    const view = await done(ife.get(`/cases/${recordId}`, 'health-care'));
    expect(view.firstContact).toMatchObject({ mayWrite: false });
    expect((await ife.get(`/cases/${recordId}`)).status).toBe(404);
    expect((await server.as('toma').get(`/cases/${recordId}`, 'health-care')).status).toBe(404);
  });

  test('[AC-11] ends when a supervisor of the team that answers ends it, once', async () => {
    const { recordId } = await withConsent();
    const paz = server.as('paz');
    const { grantId } = await done(paz.post(`/records/${recordId}/grants`, sharing()));
    const url = `/records/${recordId}/grants/${grantId}/end`;
    expect(await server.as('sela').post(url, aCommand())).toMatchObject({
      status: 403,
      code: 'access.denied.ability',
    });
    const ending = aCommand();
    await done(paz.post(url, ending));
    expect((await done(paz.post(url, ending))).receipt.replayed).toBe(true);
    expect((await server.as('ife').get(`/cases/${recordId}`, 'health-care')).status).toBe(404);
    expect(await paz.post(url, aCommand())).toMatchObject({
      status: 409,
      code: 'access.grant.ended-before',
    });
    const nothing = `/records/${recordId}/grants/${randomUUID()}/end`;
    expect(await paz.post(nothing, aCommand())).toMatchObject({
      status: 404,
      code: 'access.grant.unknown',
    });
  });

  test('[AC-11] never ends the access of the team that answers for the child', async () => {
    const { recordId } = await withConsent();
    const paz = server.as('paz');
    const { grants, mayShare } = await done(paz.get(`/records/${recordId}/grants`));
    expect(mayShare).toEqual(['identity', 'care', 'health', 'justice', 'critical']);
    expect(grants[0]).toMatchObject({ kind: 'creation', mayEnd: false, to: { team: {} } });
    const url = `/records/${recordId}/grants/${grants[0].grantId}/end`;
    expect(await paz.post(url, aCommand())).toMatchObject({
      status: 409,
      code: 'access.grant.of-origin',
    });
    const asker = { worker: workerOf('paz'), purpose: 'child-protection' } as const;
    const forced = await server.database.transaction(asker, (tx) =>
      sql`update access_grant set ended_at = now(), ended_by = ${asker.worker} where record_id = ${recordId}`.execute(
        tx,
      ),
    );
    expect(forced.numAffectedRows).toBe(0n);
  });
});

describe('the directory', () => {
  test('names the people of one’s own team; of another only to whoever may share', async () => {
    const own = await done(server.as('kai').get(`/colleagues?team=${TEAMS.border}`));
    expect(own.workers).toEqual([{ id: workerOf('kai'), name: 'Kai Dummyname' }]);
    const teams = own.teams.map(({ id }: { id: string }) => id);
    expect(teams).toEqual(expect.arrayContaining(Object.values(TEAMS)));
    const other = await done(server.as('paz').get(`/colleagues?team=${TEAMS.clinic}`));
    expect(other.workers).toEqual([{ id: workerOf('ife'), name: 'Ife Example' }]);
    for (const person of ['kai', 'sela', 'ada'] as const)
      expect(await server.as(person).get(`/colleagues?team=${TEAMS.clinic}`)).toMatchObject({
        status: 403,
        code: 'access.denied.ability',
      });
    expect((await done(server.as('uma').get('/colleagues'))).workers).toEqual([]);
  });
});
