import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, sectionOf } from './test-case.ts';
import { type CountryServer, openCountryServer, workerOf } from './test-country.ts';
import { besideEachOther, PROTECTION_ANSWERS, type ProtectionClients } from './test-protection.ts';

const SECRETS = {
  critical: PROTECTION_ANSWERS['safe-place'].address,
  justice: 'Muster Nobody',
  health: 'sample syrup',
  care: 'asks for her sister',
} as const;

let server: CountryServer;
let desk: ProtectionClients;
beforeAll(async () => {
  server = await openCountryServer();
  desk = await besideEachOther(server);
});
afterAll(() => server.close());

describe('[AC-1] who may not see a part', () => {
  const SHUT = {
    ife: ['critical', 'justice'],
    toma: ['care', 'health', 'critical'],
  } as const;

  test.each(['ife', 'toma'] as const)(
    '%s reads no other class, by whatever operation',
    async (person) => {
      const made = await desk.written();
      const id = made.recordId;
      const reads = [
        `/cases/${id}`,
        `/cases/${id}/protection`,
        `/cases/${id}/timeline`,
        `/cases/${id}/held`,
      ];
      const answers = await Promise.all(reads.map((url) => server.as(person).get(url)));
      const said = JSON.stringify(answers.map((one) => one.body));
      for (const one of SHUT[person])
        expect([one, said.includes(SECRETS[one])]).toEqual([one, false]);
      expect(said).toContain(SECRETS[person === 'ife' ? 'health' : 'justice']);
    },
  );

  test.each(['ife', 'toma'] as const)(
    '%s finds no row of another class in the database',
    async (person) => {
      const made = await desk.written();
      const asker = { worker: workerOf(person), purpose: 'child-protection' } as const;
      const { rows } = await server.database.transaction(asker, (tx) =>
        sql<{ class: string }>`
        select class from section_state where record_id = ${made.recordId}
        union select class from journal_entry where record_id = ${made.recordId}
        union select class from vault_key where record_id = ${made.recordId}
        union select class from record_card_part where record_id = ${made.recordId}`.execute(tx),
      );
      const found = rows.map((row) => row.class);
      expect(found.length).toBeGreaterThan(0);
      const shut: readonly string[] = SHUT[person];
      expect(found.filter((one) => shut.includes(one))).toEqual([]);
    },
  );

  test.each([
    ['ife', 'justice'],
    ['ife', 'safe-place'],
    ['ife', 'guardian'],
    ['ife', 'assessment'],
    ['toma', 'health'],
    ['toma', 'safe-place'],
    ['toma', 'guardian'],
    ['toma', 'assessment'],
  ] as const)('%s does not write %s', async (person, part) => {
    const made = await desk.open();
    const answer = await desk.post(person, made, part, sectionOf(PROTECTION_ANSWERS[part]));
    expect(answer).toMatchObject({ status: 403, code: 'access.denied.class' });
  });

  test('a health worker writes health, the police write justice, and each part is there for whoever has it', async () => {
    const made = await desk.open();
    await done(desk.post('ife', made, 'health', sectionOf(PROTECTION_ANSWERS.health)));
    await done(desk.post('toma', made, 'justice', sectionOf(PROTECTION_ANSWERS.justice)));
    const [health, police, care] = [
      await desk.view('ife', made),
      await desk.view('toma', made),
      await desk.view('sela', made),
    ];
    const partsOf = (one: object) =>
      ['guardian', 'safePlace', 'health', 'justice', 'assessment'].filter((part) => part in one);
    expect(partsOf(health)).toEqual(['guardian', 'health', 'assessment']);
    expect(partsOf(police)).toEqual(['justice']);
    expect(care.health.content.by.id).toBe(workerOf('ife'));
    expect(care.justice.content.by.id).toBe(workerOf('toma'));
  });
});

describe('[PR-4] the address of a safe place', () => {
  test('stands in nothing that is read but where it is asked for', async () => {
    const made = await desk.written();
    const id = made.recordId;
    const held = sectionOf(PROTECTION_ANSWERS['safe-place'], { basedOn: 77, whenRefused: 'hold' });
    expect((await done(desk.post('sela', made, 'safe-place', held))).held).toBe('section.moved-on');
    for (const url of [
      `/cases/${id}`,
      `/cases/${id}/protection`,
      `/cases/${id}/timeline`,
      `/cases/${id}/held`,
    ]) {
      const body = JSON.stringify((await server.as('sela').get(url)).body);
      expect([url, body.includes('Imaginary Lane'), body.includes('Bell of the house')]).toEqual([
        url,
        false,
        false,
      ]);
    }
    const { safePlace } = await desk.view('sela', made);
    expect(safePlace).toMatchObject({ hasAddress: true, content: { answers: { kind: 'foster' } } });
  });

  test('opens with a line of its own each time, with the name of who it was', async () => {
    const made = await desk.written();
    const shown = await done(desk.post('sela', made, 'safe-place/address', {}));
    expect(shown.address).toEqual({
      address: SECRETS.critical,
      nightContact: PROTECTION_ANSWERS['safe-place'].nightContact,
    });
    await done(desk.post('paz', made, 'safe-place/address', {}));
    const log = await done(
      server.as('paz').get(`/cases/${made.recordId}/access-log`, 'supervision'),
    );
    const opened = log.lines.filter(
      (line: { action: string }) => line.action === 'protection.address-shown',
    );
    expect(opened.map((line: { by: { id: string } }) => line.by.id).toSorted()).toEqual(
      [workerOf('sela'), workerOf('paz')].toSorted(),
    );
    expect(JSON.stringify(log)).not.toContain('Imaginary');
  });

  test('that is not there, or not for the asker, opens nothing and leaves no line', async () => {
    const made = await desk.open();
    expect(await desk.post('sela', made, 'safe-place/address', {})).toMatchObject({
      status: 404,
      code: 'protection.safe-place.no-address',
    });
    expect(await desk.post('ife', made, 'safe-place/address', {})).toMatchObject({
      status: 403,
      code: 'access.denied.class',
    });
    const log = await done(
      server.as('paz').get(`/cases/${made.recordId}/access-log`, 'supervision'),
    );
    expect(JSON.stringify(log)).not.toContain('address-shown');
  });

  test('is nowhere in clear in any row of the database, nor is who may exploit the child', async () => {
    await desk.written();
    const rows = await server.database.asOwner(async (owner) => {
      const { rows: tables } = await sql<{ name: string }>`
        select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(
        owner,
      );
      const texts = await Promise.all(
        tables.map(({ name }) =>
          sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(owner),
        ),
      );
      return texts.flatMap((one) => one.rows.map((row) => row.text)).join('\n');
    });
    expect(rows.length).toBeGreaterThan(10_000);
    for (const secret of Object.values(SECRETS)) {
      expect(rows).not.toContain(secret);
      expect(rows).not.toContain(Buffer.from(secret).toString('hex'));
    }
    expect(server.logLines.join('')).not.toContain('Imaginary');
  });
});
