import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { factsFromAnswers } from '#capabilities/identification/domain/facts-from-answers.ts';
import { buildRuleset } from '#capabilities/identification/contract.ts';
import { CodeList } from '#kernel/code-list.ts';
import { fieldsOf, Form } from '#kernel/form.ts';
import { coreDocuments, coreRuleset } from './core-ruleset.ts';

const core = path.join(import.meta.dirname, '..');
const yamlOf = (file: string): unknown => parse(readFileSync(path.join(core, file), 'utf8'));
const messagesOf = (language: string) =>
  z
    .looseObject({})
    .parse(
      JSON.parse(readFileSync(path.join(core, `messages/identification.${language}.json`), 'utf8')),
    );

const ruleset = coreRuleset();
const facts = new Map(ruleset.definitions.map((fact) => [fact.code, fact]));
const form = Form.parse(yamlOf('forms/identification.yaml'));
const lists = z.array(CodeList).parse(yamlOf('lists/identification.yaml'));
const { sets, accuracy } = ruleset.indicators;

describe('the dictionary', () => {
  const purposes = ruleset.definitions.filter(
    ({ groups, code }) => groups.includes('purpose') && code.startsWith('purpose-'),
  );

  test.each([
    ['LAB_MANUFACTURING', '20', 'typeOfLabourManufacturing'],
    ['LAB_CONSTRUCTION', '14', 'typeOfLabourConstruction'],
    ['LAB_DOMESTIC', '5', 'typeOfLabourDomesticWork'],
    ['LAB_FOOD', '9', 'typeOfLabourHospitality'],
    ['LAB_HOSPITALITY', '15', 'typeOfLabourHospitality'],
    ['BEG', '10', 'typeOfLabourBegging'],
    ['LAB_PEDDLING', '10', 'typeOfLabourPeddling'],
    ['ARMED', undefined, 'isForcedMilitary'],
    ['LAB_AGRICULTURE', '11', 'typeOfLabourAgriculture'],
    ['LAB_FISHING', '11', 'typeOfLabourAquafarming'],
    ['LAB_SALES_CREW', '8', 'typeOfLabourPeddling'],
    ['SEX_BROTHEL', '4', 'typeOfSexProstitution'],
    ['SEX_CLUB', '6', 'typeOfSexProstitution'],
    ['SEX_ESCORT', '1', 'typeOfSexProstitution'],
    ['SEX_MASSAGE', '2', 'typeOfSexProstitution'],
    ['LAB_BEAUTY', '13', 'isForcedLabour'],
    ['SEX_ONLINE', '21', 'typeOfSexRemoteInteractiveServices'],
    ['SEX_IMAGES', '7', 'typeOfSexPornography'],
    ['CRIME', '17', 'typeOfLabourIllicitActivities'],
    ['MARRIAGE', '12', 'isForcedMarriage'],
    ['ADOPTION', undefined, 'isOtherExploit'],
    ['ORGAN', undefined, 'isOrganRemoval'],
    ['LAB_MINING', undefined, 'typeOfLabourMiningOrDrilling'],
    ['LAB_LANDSCAPING', '16', 'isForcedLabour'],
    ['LAB_CLEANING', '19', 'isForcedLabour'],
    ['LAB_CARNIVAL', '22', 'isForcedLabour'],
    ['LAB_ARTS', '18', 'isForcedLabour'],
    ['LAB_RECREATION', '25', 'isForcedLabour'],
    ['LAB_HEALTH_CARE', '24', 'isForcedLabour'],
    ['LAB_FORESTRY', '23', 'isForcedLabour'],
  ])('%s has the codes of Polaris and CTDC', (ours, polaris, ctdc) => {
    const fact = purposes.find(({ maps }) => maps?.['ours'] === ours);
    expect(fact?.maps?.['polaris']).toBe(polaris);
    expect(fact?.maps?.['ctdc']?.split(' ')).toContain(ctdc);
  });

  test('every purpose has the codes of the ILO, UNODC, CTDC, ICCS and IC-TIP', () => {
    for (const { maps } of purposes) {
      expect(Object.keys(maps ?? {})).toEqual(
        expect.arrayContaining(['ours', 'ilo', 'unodc', 'ctdc', 'iccs', 'ic-tip']),
      );
    }
  });

  test('all 25 Polaris types are there', () => {
    const types = new Set(purposes.flatMap(({ maps }) => maps?.['polaris'] ?? []));
    expect([...types].map(Number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 25 }, (_, at) => at + 1),
    );
  });
});

describe('the talk', () => {
  const listed = new Map(lists.map((list) => [list.id, list]));
  const factOf = (field: { id: string }, answer: unknown) =>
    factsFromAnswers(form, { [field.id]: answer }, 'observed', listed);

  test('every fact that a field or a code states is in the dictionary', () => {
    const byField = fieldsOf(form).flatMap(({ fact }) => fact ?? []);
    const byCode = lists.flatMap(({ codes }) => codes.flatMap(({ maps }) => maps?.['fact'] ?? []));
    for (const fact of [...byField, ...byCode]) expect(facts.has(fact)).toBe(true);
    expect(byField.length).toBeGreaterThan(40);
  });

  test('the way here is asked before what was done, the sexual last of the harm', () => {
    const steps = form.steps.map(({ id }) => id);
    const order = ['beginning', 'age', 'wayHere', 'work', 'armed', 'pressure', 'sexualHarm'];
    expect(steps.filter((id) => order.includes(id))).toEqual(order);
    expect(steps.at(-1)).toBe('seen');
  });

  test('sensitive facts are asked only by people trained for it', () => {
    for (const field of fieldsOf(form)) {
      const codes = 'list' in field ? (listed.get(field.list)?.codes ?? []) : [];
      const stated = [
        ...(field.fact === undefined ? [] : [field.fact]),
        ...codes.flatMap(({ maps }) => maps?.['fact'] ?? []),
      ];
      const isSensitive = stated.some((fact) => facts.get(fact)?.sensitive);
      expect([field.id, isSensitive && field.trainedOnly !== true]).toEqual([field.id, false]);
    }
  });

  test('an answer to the talk becomes facts', () => {
    const places = fieldsOf(form).find(({ id }) => id === 'workPlaces');
    expect(places && factOf(places, ['mining'])).toMatchObject([{ fact: 'purpose-mining' }]);
  });
});

describe('words', () => {
  const needed = [
    ...ruleset.definitions.map(({ code }) => `identification.fact.${code}`),
    ...ruleset.questions.map((question) => `identification.question.${question}`),
    ...ruleset.results.results.flatMap(({ code }) => [
      `identification.result.${code}`,
      `identification.result.${code}.for-child`,
    ]),
    ...ruleset.regimes.map(({ id }) => `identification.regime.${id}`),
    ...ruleset.rules.map(({ id }) => `identification.rule.${id}`),
    ...ruleset.rules.flatMap(({ missing }) =>
      missing === undefined ? [] : [`identification.missing.${missing}`],
    ),
    ...ruleset.safeguards.flatMap(({ id, requires }) => [
      `identification.rule.${id}`,
      ...requires.map((code) => `identification.safeguard.${code}`),
    ]),
    ...sets.flatMap(({ id, dimensions }) => [
      `identification.indicators.${id}`,
      ...dimensions.flatMap((dimension) => [
        `identification.indicators.${id}.${dimension.id}`,
        ...dimension.indicators.map((one) => `identification.indicator.${id}.${one.id}`),
      ]),
    ]),
  ];

  const { languages } = z.object({ languages: z.array(z.string()) }).parse(yamlOf('pack.yaml'));

  test.each(languages)('all that the rules speak of can be said in %s', (language) => {
    const messages = messagesOf(language);
    expect(needed.filter((key) => typeof messages[key] !== 'string')).toEqual([]);
  });

  test.each(languages)('%s has the same keys as English, and says whether it was read', (one) => {
    expect(Object.keys(messagesOf(one)).sort()).toEqual(Object.keys(messagesOf('en')).sort());
    expect(messagesOf(one)['_meta']).toMatchObject({ reviewed: one === 'en' });
  });

  test('nobody is called a victim, an offender, a perpetrator or a child soldier', () => {
    const texts = Object.entries(messagesOf('en')).filter(([key]) => key !== '_meta');
    const said = texts.filter(([, text]) => /victim|perpetrator|child soldier/i.test(String(text)));
    expect(said).toEqual([]);
  });
});

describe('indicator sets and accuracy', () => {
  test('[ID-12] the ILO set for child labour has 65 indicators in six dimensions, none weak', () => {
    const ilo = sets.find(({ id }) => id === 'ilo-child-labour');
    const counts = (ilo ? ilo.dimensions : []).map(({ indicators }) => indicators.length);
    expect(counts).toEqual([10, 10, 15, 8, 15, 7]);
    const weights = (ilo ? ilo.dimensions : []).map(
      ({ indicators }) => indicators.filter(({ weight }) => weight === 'strong').length,
    );
    expect(weights).toEqual([2, 4, 0, 1, 8, 0]);
    expect(ilo && ilo.confirmed).toBe(false);
  });

  test('[ID-12] signs of UNODC and topics of Vera have no weights', () => {
    const others = sets.filter(({ id }) => id !== 'ilo-child-labour');
    expect(others.map(({ method }) => method)).toEqual(['observation', 'judgement']);
  });

  test('[ID-17] published accuracy is there for four studies', () => {
    expect(accuracy.map(({ participants }) => participants)).toEqual([340, 108, 810, 212]);
  });

  test('[ID-16] a set on a fact that nobody can record is refused with its path', () => {
    const file = 'identification/indicators/unodc-signs.yaml';
    const documents = coreDocuments().map((document) => {
      const text = JSON.stringify(document.content).replace('"sign-fearful"', '"sign-gone"');
      return document.file === file ? { file, content: JSON.parse(text) } : document;
    });
    expect(buildRuleset(documents)).toMatchObject({
      refusal: { broken: [{ file, path: ['dimensions', 0, 'indicators', 1, 'facts', 0] }] },
    });
  });

  test('[ID-16] a file that nothing reads is refused: it may be a law under a mistyped name', () => {
    const file = 'identification/regime/north.yaml';
    expect(buildRuleset([...coreDocuments(), { file, content: {} }])).toMatchObject({
      refusal: { broken: [{ file, path: [] }] },
    });
  });
});
