import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AgeEvidence, Statement } from '#capabilities/identification/contract.ts';
import { evaluate } from '#capabilities/identification/domain/evaluate.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { instantAt } from '#kernel/instant.ts';
import type { CaseFacts } from '../between-slices/case-work.ts';
import { caseFactsOf, PackRules, readRules } from '../between-slices/pack-rules.ts';
import type { AmparoPack } from './country-pack.ts';
import { packRoutes } from './pack-route.ts';
import { type CountryServer, day, openCountryServer, workerOf } from './test-country.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const languagesOf = async (query: string): Promise<readonly string[]> => {
  const answer = await server.app.inject(`/api/pack${query}`);
  return Object.keys(answer.json().messages).toSorted();
};

test('the pack comes with the texts of the language that was asked for, and no others', async () => {
  expect(await languagesOf('?language=es')).toEqual(['es']);
  expect(await languagesOf('?language=ar')).toEqual(['ar']);
});

test('whoever names no language, or one that the pack has not, gets all', async () => {
  const all = [...server.pack.languages].toSorted();
  expect(await languagesOf('')).toEqual(all);
  expect(await languagesOf('?language=tlh')).toEqual(all);
});

describe('what a device decides by', () => {
  const rulesHere = async () =>
    PackRules.parse((await server.app.inject('/api/pack/rules')).json());

  test('has the stamp of the pack, which is the same in every language', async () => {
    const { stamp } = await rulesHere();
    for (const query of ['?language=es', '?language=ar', ''])
      expect((await server.app.inject(`/api/pack${query}`)).json().stamp).toBe(stamp);
  });

  test('changes its stamp with a clock, a form or a word, and with nothing else', async () => {
    const { stamp } = await rulesHere();
    expect(await stampOf(server.pack)).toBe(stamp);
    const later = new Map(server.pack.clocks);
    for (const [id, clock] of later) later.set(id, { ...clock, hours: { high: 1 } });
    expect(await stampOf({ ...server.pack, clocks: later })).not.toBe(stamp);
    expect(await stampOf({ ...server.pack, forms: new Map() })).not.toBe(stamp);
    expect(await stampOf({ ...server.pack, messages: new Map() })).not.toBe(stamp);
  });

  test('makes the same facts: every version of every form, every clock, the same rules', async () => {
    const facts = await factsOfDevice(server);
    const { forms, olderForms, clocks, parts, formOf } = server.pack;
    expect(olderForms.length).toBeGreaterThan(0);
    for (const { id, version } of [...forms.values(), ...olderForms])
      expect(facts.formOf(id, version)).toEqual(formOf(id, version));
    expect(facts.clocks).toEqual(clocks);
    expect(facts.ruleset.version).toBe(parts.ruleset.version);
  });

  test('[ID-9] judges whatever was stated as the server does', async () => {
    const { ruleset } = await factsOfDevice(server);
    const here = server.pack.parts.ruleset;
    const statement = fc.record({
      fact: fc.constantFrom(...here.facts.keys()),
      value: fc.constantFrom('yes', 'no', 'unknown'),
    });
    const age = fc.record({ least: fc.integer({ min: 3, max: 17 }), basis: fc.constant('child') });
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 12 }), age, (stated, { least, basis }) => {
        const statements = stated.map((one) =>
          Statement.parse({
            ...one,
            evidence: 'child-disclosed',
            by: workerOf('sela'),
            on: day(0),
          }),
        );
        const agesAtEvent = [{ least, most: least + 4, basis }];
        const context = {
          age: AgeEvidence.parse({ agesAtEvent }),
          asOf: CalendarDay.parse(day(0)),
        };
        expect(evaluate(statements, context, ruleset)).toEqual(evaluate(statements, context, here));
      }),
    );
  });

  test('broken documents are refused as a whole, and nothing is decided by half of the law', async () => {
    const rules = await rulesHere();
    const pack = (await server.app.inject('/api/pack')).json();
    const ruleset = rules.ruleset.filter(({ file }) => !file.includes('facts'));
    expect(caseFactsOf(pack, { ...rules, ruleset })).toMatchObject({
      ok: false,
      refusal: { code: 'identification.ruleset.broken' },
    });
  });
});

async function factsOfDevice({ app }: CountryServer): Promise<CaseFacts> {
  const rules = PackRules.parse((await app.inject('/api/pack/rules')).json());
  const facts = caseFactsOf((await app.inject('/api/pack')).json(), rules);
  if (!facts.ok) throw new Error(JSON.stringify(facts.refusal));
  return facts.value;
}

async function stampOf(pack: AmparoPack): Promise<string> {
  const rules = packRoutes(pack, true).find(({ endpoint }) => endpoint.id === readRules.id);
  const answer = await rules?.run(
    {},
    {
      now: instantAt(0),
      purpose: 'child-protection',
      mintId: randomUUID,
      language: 'en',
      browser: { cookie: '', userAgent: '', network: '', setCookies: () => undefined },
    },
  );
  if (!answer?.ok) throw new Error('No rules');
  return PackRules.parse(answer.value).stamp;
}
