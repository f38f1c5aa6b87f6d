import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ACase, ANSWERS, done, factsOf, sectionOf } from './test-case.ts';
import { aCommand, type CountryServer, openCountryServer, workerOf } from './test-country.ts';
import { besideEachOther, PROTECTION_ANSWERS, type ProtectionClients } from './test-protection.ts';

let server: CountryServer;
let desk: ProtectionClients;
beforeAll(async () => {
  server = await openCountryServer();
  desk = await besideEachOther(server);
});
afterAll(() => server.close());

describe('[PR-1] what no longer fits', () => {
  test('is held for a supervisor, who takes it in; sent twice it is written once', async () => {
    const made = await desk.open();
    const first = sectionOf(PROTECTION_ANSWERS.guardian);
    const { receipt } = await done(desk.post('sela', made, 'guardian', first));
    expect((await done(desk.post('sela', made, 'guardian', first))).receipt).toMatchObject({
      position: receipt.position,
      replayed: true,
    });
    const stale = sectionOf(PROTECTION_ANSWERS.guardian, { basedOn: 0, whenRefused: 'tell' });
    expect(await desk.post('sela', made, 'guardian', stale)).toMatchObject({
      code: 'section.moved-on',
    });
    const held = sectionOf(
      { ...PROTECTION_ANSWERS.guardian, howChecked: 'Asked the office again.' },
      { basedOn: 77, whenRefused: 'hold' },
    );
    await done(desk.post('sela', made, 'guardian', held));
    await done(
      server.as('paz').post(`/cases/${made.recordId}/held/${held.entryId}`, {
        outcome: 'taken',
        reason: 'It is right.',
      }),
    );
    const { guardian } = await desk.view('sela', made);
    expect(guardian.content.answers.howChecked).toBe('Asked the office again.');
  });
});

describe('[PR-8] the clock of the guardian', () => {
  const clocksOf = async (made: ACase): Promise<readonly string[]> => {
    const { clocks } = await done(server.as('sela').get(`/cases/${made.recordId}`));
    return clocks.map((one: { clock: string }) => one.clock);
  };
  const register = (made: ACase, accompaniment: string) =>
    done(
      server
        .as('sela')
        .post(
          `/cases/${made.recordId}/registration`,
          sectionOf({ ...ANSWERS.registration, accompaniment }),
        ),
    );

  test('starts when a child alone is registered, and ends with somebody who speaks for the child', async () => {
    const made = await desk.open();
    await register(made, 'separated');
    expect(await clocksOf(made)).toContain('guardian');
    const { receipt } = await done(
      desk.post('sela', made, 'guardian', sectionOf({ state: 'requested' })),
    );
    expect(await clocksOf(made)).toContain('guardian');
    const appointed = sectionOf(PROTECTION_ANSWERS.guardian, { basedOn: receipt.position });
    await done(desk.post('sela', made, 'guardian', appointed));
    expect(await clocksOf(made)).not.toContain('guardian');
  });

  test('starts the moment a child with a caregiver is treated as trafficked', async () => {
    const made = await desk.open();
    await register(made, 'with-caregiver');
    expect(await clocksOf(made)).not.toContain('guardian');
    await done(server.as('sela').post(`/cases/${made.recordId}/identification/facts`, factsOf()));
    expect(await clocksOf(made)).toContain('guardian');
    await done(server.as('sela').post(`/cases/${made.recordId}/risk`, sectionOf(ANSWERS.risk)));
    expect(await clocksOf(made)).toEqual(expect.arrayContaining(['guardian', 'assessment']));
    await done(desk.post('sela', made, 'assessment', sectionOf(PROTECTION_ANSWERS.assessment)));
    expect(await clocksOf(made)).not.toContain('assessment');
  });
});

test('[PR-11, PR-12] the board says the same as the parts, and what people said of a measure', async () => {
  const made = await desk.written();
  await done(
    desk.post('sela', made, 'measures/status/block', {
      ...aCommand(),
      blocked: { reason: 'no-service' },
    }),
  );
  await done(
    desk.post('paz', made, 'measures/justice/owner', { ...aCommand(), owner: workerOf('sela') }),
  );
  const { measures } = await desk.view('paz', made);
  const of = (name: string) => measures.find((one: { measure: string }) => one.measure === name);
  expect(of('guardian')).toMatchObject({ state: 'done', by: { id: workerOf('sela') } });
  expect(of('interim-care')).toMatchObject({ state: 'done', isPartly: false });
  expect(of('assessment')).toMatchObject({ state: 'begun', missing: ['lasting-solution'] });
  expect(of('justice')).toMatchObject({ state: 'done', owner: { id: workerOf('sela') } });
  const police = await desk.view('toma', made);
  expect(police.mayNote).toBe(false);
  const shut = police.measures.filter((one: { state: string }) => one.state === 'not-for-you');
  expect(shut.map((one: { measure: string }) => one.measure)).toEqual([
    'identification',
    'guardian',
    'coordination',
    'interim-care',
    'assessment',
    'implementation',
  ]);
});
