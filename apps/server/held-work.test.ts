import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ACase,
  ANSWERS,
  done,
  factsOf,
  openACase,
  openingOf,
  sectionOf,
  withFacts,
} from './test-case.ts';
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

const settling = (outcome: 'taken' | 'set-aside') => ({
  outcome,
  reason: 'Both of them met the child.',
});

/**
 * A registration by Sela, and one by Noa on a version that the section never had: it cannot be
 * brought together with anything (CA-26), so it is held.
 */
async function twoRegistrations(): Promise<ACase & { readonly heldId: string }> {
  const made = await openACase(server.as('sela'));
  const url = `/cases/${made.recordId}/registration`;
  await done(server.as('sela').post(url, sectionOf(ANSWERS.registration)));
  const second = { ...ANSWERS.registration, sex: 'boy' };
  const body = sectionOf(second, { basedOn: 77, whenRefused: 'hold' });
  const answer = await done(server.as('noa').post(url, body));
  expect(answer).toEqual({ receipt: null, held: 'section.moved-on', conflicts: [] });
  return { ...made, heldId: body.entryId };
}

describe('who may not settle held work', () => {
  test('[AC-5, CA-8] nobody settles their own, not even a supervisor', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const body = sectionOf(ANSWERS.consent, { basedOn: 5, whenRefused: 'hold' });
    await done(server.as('paz').post(`/cases/${recordId}/consent`, body));
    const url = `/cases/${recordId}/held/${body.entryId}`;
    for (const outcome of ['taken', 'set-aside'] as const)
      expect(await server.as('paz').post(url, settling(outcome))).toMatchObject({
        status: 403,
        code: 'access.denied.own-work',
      });
  });

  test('[CA-8] its author, a colleague, and anyone of another team', async () => {
    const { recordId, heldId } = await twoRegistrations();
    const url = `/cases/${recordId}/held/${heldId}`;
    const answers = {
      noa: 'access.denied.own-work',
      sela: 'cases.held.unknown',
      huda: 'cases.case.unknown',
      kai: 'cases.case.unknown',
    };
    for (const [person, code] of Object.entries(answers))
      expect([
        person,
        (await server.as(person as 'noa').post(url, settling('taken'))).code,
      ]).toEqual([person, code]);
    // Its author sees it wait, a colleague does not.
    const heldFor = async (person: 'noa' | 'sela' | 'paz') =>
      (await done(server.as(person).get(`/cases/${recordId}/held`))).held.length;
    expect([await heldFor('noa'), await heldFor('sela'), await heldFor('paz')]).toEqual([1, 0, 1]);
  });
});

describe('[CA-8] work that no longer fits when it arrives', () => {
  test('is told to whoever is there to be told, and changes nothing', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await done(server.as('sela').post(`/cases/${recordId}/consent`, sectionOf(ANSWERS.consent)));
    const answer = await server
      .as('noa')
      .post(`/cases/${recordId}/consent`, sectionOf(ANSWERS.consent));
    expect(answer).toMatchObject({ status: 409, code: 'section.moved-on' });
    expect((await done(server.as('paz').get(`/cases/${recordId}/held`))).held).toEqual([]);
  });

  test('is held with its reason and its words, and taken in by a supervisor', async () => {
    const { recordId, heldId } = await twoRegistrations();
    const paz = server.as('paz');
    const { held } = await done(paz.get(`/cases/${recordId}/held`));
    expect(held).toMatchObject([
      {
        entryId: heldId,
        type: 'cases.child-registered',
        by: { id: workerOf('noa') },
        reason: 'section.moved-on',
        body: { filledIn: [{ sex: 'boy' }] },
      },
    ]);
    expect((await done(paz.get(`/cases/${recordId}`))).waiting).toBe(1);
    const url = `/cases/${recordId}/held/${heldId}`;
    expect(await done(paz.post(url, settling('taken')))).toEqual({ outcome: 'taken' });
    const view = await done(paz.get(`/cases/${recordId}`));
    expect(view.registration.content).toMatchObject({ answers: { sex: 'boy' } });
    expect(view.waiting).toBe(0);
    expect(await paz.post(url, settling('taken'))).toMatchObject({
      status: 404,
      code: 'cases.held.unknown',
    });
  });

  test('is set aside by a supervisor, and what stands stays', async () => {
    const { recordId, heldId } = await twoRegistrations();
    const paz = server.as('paz');
    await done(paz.post(`/cases/${recordId}/held/${heldId}`, settling('set-aside')));
    const view = await done(paz.get(`/cases/${recordId}`));
    expect(view.registration.content.answers.sex).toBe('girl');
    expect(view.waiting).toBe(0);
    // It stays readable, with the reason, for its author and the supervisor.
    for (const person of ['noa', 'paz'] as const) {
      const { held, settled } = await done(server.as(person).get(`/cases/${recordId}/held`));
      expect(held).toEqual([]);
      expect(settled).toMatchObject([
        {
          entryId: heldId,
          body: { filledIn: [{ sex: 'boy' }] },
          outcome: 'set-aside',
          settledBy: { id: workerOf('paz') },
          note: 'Both of them met the child.',
        },
      ]);
    }
    expect((await done(server.as('sela').get(`/cases/${recordId}/held`))).settled).toEqual([]);
  });

  test('that still does not fit is refused with the reason, and waits on', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const risk = { ...ANSWERS.risk, exploiterKnowsWhere: 'yes', level: 'low' };
    const body = sectionOf(risk, { whenRefused: 'hold' });
    expect(await done(server.as('sela').post(`/cases/${recordId}/risk`, body))).toEqual({
      receipt: null,
      held: 'cases.risk.below-floor',
      conflicts: [],
    });
    const later = sectionOf({ ...ANSWERS.consent, servicesBy: ['caregiver'] }, {});
    const facts = { ...ANSWERS.facts, parentExploiter: 'yes' };
    await done(server.as('sela').post(`/cases/${recordId}/identification/facts`, factsOf(facts)));
    const consent = { ...later, whenRefused: 'hold' };
    await done(server.as('sela').post(`/cases/${recordId}/consent`, consent));
    const url = `/cases/${recordId}/held/${consent.entryId}`;
    expect(await server.as('paz').post(url, settling('taken'))).toMatchObject({
      status: 409,
      code: 'cases.held.still-refused',
      body: { because: 'cases.consent.giver-may-exploit' },
    });
    const { held } = await done(server.as('paz').get(`/cases/${recordId}/held`));
    expect(held.map((one: { entryId: string }) => one.entryId)).toContain(consent.entryId);
  });

  test('of someone whose access ended in the meantime is held, not thrown away', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const grant = {
      ...aCommand(),
      to: { worker: workerOf('rami') },
      classes: ['care'],
      mayWrite: true,
      purpose: 'child-protection',
      until: new Date(Date.now() + 86_400_000).toISOString(),
    };
    const paz = server.as('paz');
    const { grantId } = await done(paz.post(`/records/${recordId}/grants`, grant));
    await done(paz.post(`/records/${recordId}/grants/${grantId}/end`, aCommand()));
    const rami = server.as('rami');
    const body = sectionOf(ANSWERS.consent, { whenRefused: 'hold' });
    expect(await done(rami.post(`/cases/${recordId}/consent`, body))).toEqual({
      receipt: null,
      held: 'cases.case.unknown',
      conflicts: [],
    });
    const never = sectionOf(ANSWERS.consent, { whenRefused: 'hold' });
    expect(await server.as('huda').post(`/cases/${recordId}/consent`, never)).toMatchObject({
      status: 404,
      code: 'cases.case.unknown',
    });
    await done(paz.post(`/cases/${recordId}/held/${body.entryId}`, settling('taken')));
    expect((await done(paz.get(`/cases/${recordId}`))).consent.content.by.id).toBe(workerOf('paz'));
  });

  test('sent twice is held once; something else under its id is refused and not lost in silence', async () => {
    const { recordId } = await openACase(server.as('sela'));
    const url = `/cases/${recordId}/consent`;
    const body = sectionOf(ANSWERS.consent, { basedOn: 3, whenRefused: 'hold' });
    const first = await done(server.as('noa').post(url, body));
    expect(await done(server.as('noa').post(url, body))).toEqual(first);
    const other = { ...body, answers: { ...ANSWERS.consent, storage: 'not-asked' } };
    const { storageBy: _gone, ...answers } = other.answers;
    expect(await server.as('noa').post(url, { ...other, answers })).toMatchObject({
      status: 409,
      code: 'journal.entry.id-taken',
    });
    expect(await server.as('sela').post(url, body)).toMatchObject({
      status: 409,
      code: 'journal.entry.id-taken',
    });
    expect((await done(server.as('paz').get(`/cases/${recordId}/held`))).held).toHaveLength(1);
  });

  test('is sealed: nothing of it stands in clear in the table', async () => {
    await twoRegistrations();
    const { rows } = await server.database.asOwner((owner) =>
      sql<{ body: Buffer }>`select body from held_entry where body is not null`.execute(owner),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { body } of rows) expect(body.toString('latin1')).not.toMatch(/Pip|Invented/);
  });
});

describe('[ID-11, CA-8] a lower result', () => {
  const lowering = (evaluation: string) => ({
    ...aCommand(),
    evaluation,
    to: 'concern',
    reason: 'The aunt has lived with her since birth.',
  });

  test('waits for a second person, and holds once a supervisor took it in', async () => {
    const made = await openACase(server.as('sela'));
    const evaluation = await withFacts(server.as('sela'), made);
    const url = `/cases/${made.recordId}/identification`;
    const before = await done(server.as('sela').get(url));
    expect(before.workingResult).toBe('presumed-child-victim-of-trafficking');
    const body = lowering(evaluation);
    expect(await done(server.as('sela').post(`${url}/override`, body))).toEqual({
      receipt: null,
      held: 'identification.result.supervisor-needed',
    });
    expect((await done(server.as('sela').get(url))).workingResult).toBe(before.workingResult);
    const held = `/cases/${made.recordId}/held/${body.entryId}`;
    expect(await server.as('sela').post(held, settling('taken'))).toMatchObject({ status: 403 });
    await done(server.as('paz').post(held, settling('taken')));
    const after = await done(server.as('paz').get(url));
    expect(after.workingResult).toBe('concern');
    expect(after.decision).toMatchObject({ approvedBy: { id: workerOf('paz') } });
  });

  test('falls when facts were added before a supervisor looked', async () => {
    const made = await openACase(server.as('sela'));
    const evaluation = await withFacts(server.as('sela'), made);
    const url = `/cases/${made.recordId}/identification`;
    const body = lowering(evaluation);
    await done(server.as('sela').post(`${url}/override`, body));
    await done(server.as('sela').post(`${url}/facts`, factsOf({ ...ANSWERS.facts, debt: 'yes' })));
    const held = `/cases/${made.recordId}/held/${body.entryId}`;
    expect(await server.as('paz').post(held, settling('taken'))).toMatchObject({
      status: 409,
      body: { because: 'identification.result.facts-moved-on' },
    });
  });
});

describe('[CA-9] a child handed over', () => {
  test.each(['kai', 'mina', 'toma', 'ife'] as const)(
    '%s keeps a receipt and sees nothing more',
    async (person) => {
      const client = server.as(person);
      const body = openingOf({ team: TEAMS.coast });
      const receipt = await done(client.post('/handovers', body));
      expect(receipt).toEqual({
        code: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}$/),
        team: 'Child protection, Lantern Coast',
        receipt: expect.objectContaining({ position: 1, replayed: false }),
      });
      const again = await done(client.post('/handovers', body));
      expect(again.receipt).toEqual({ ...receipt.receipt, replayed: true });
      const { recordId } = body;
      for (const url of [
        `/cases/${recordId}`,
        `/cases/${recordId}/timeline`,
        `/cases/${recordId}/held`,
        `/cases/${recordId}/identification`,
        `/records/${recordId}/grants`,
      ])
        expect([url, (await client.get(url)).status]).toEqual([url, 404]);
      expect((await done(server.as('sela').get(`/cases/${recordId}`))).code).toBe(receipt.code);
    },
  );
});
