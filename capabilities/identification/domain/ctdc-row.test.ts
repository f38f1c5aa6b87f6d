import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CTDC_COLUMNS, CtdcRow, fromCtdcRow, toCtdcRow } from './ctdc-row.ts';
import { sela, today } from './examples.ts';

const { shape } = CtdcRow;
const aRow: fc.Arbitrary<CtdcRow> = fc.record({
  yearOfRegistration: fc.integer({ min: 1990, max: 2025 }).map(String),
  Datasource: fc.constantFrom(...shape.Datasource.options),
  gender: fc.constantFrom(...shape.gender.options),
  citizenship: fc.constantFrom('LK', 'UA', '0', '-99'),
  isForcedLabour: fc.constantFrom(...shape.isForcedLabour.options),
  ControlCategory: fc.constantFrom(...shape.ControlCategory.options),
  RecruiterCategory: fc.constantFrom(...shape.RecruiterCategory.options),
  ExploitType: fc.constantFrom(...shape.ExploitType.options),
  Labor_Type: fc.constantFrom(...shape.Labor_Type.options),
  ageCategories: fc.constantFrom(...shape.ageCategories.options),
});

const example: CtdcRow = {
  yearOfRegistration: '2016',
  Datasource: 'Hotline',
  gender: 'Female',
  citizenship: '0',
  isForcedLabour: '0',
  ControlCategory: 'Other',
  RecruiterCategory: 'Family/Relative',
  ExploitType: 'Sexual Exploitation',
  Labor_Type: 'Unknown',
  ageCategories: 'Age 9-17',
};
const valueIn = (row: CtdcRow, fact: string) =>
  fromCtdcRow(row, sela, today).statements.find((one) => one.fact === fact)?.value;

test('[ID-14] every row comes back from its facts unchanged', () => {
  fc.assert(
    fc.property(aRow, (row) => {
      expect(toCtdcRow(fromCtdcRow(row, sela, today))).toEqual(row);
    }),
    { numRuns: 3000 },
  );
});

test('[ID-14] a named recruiter is a recruitment recorded by a third party', () => {
  const { statements } = fromCtdcRow(example, sela, today);
  for (const fact of ['act-recruited', 'recruiter-family']) {
    expect(statements).toContainEqual({
      fact,
      value: 'yes',
      evidence: 'third-party',
      by: sela,
      on: today,
    });
  }
  expect(valueIn({ ...example, RecruiterCategory: 'Not Specified' }, 'act-recruited')).toBe(
    'unknown',
  );
});

test('[ID-14] "other" control is no evidence of means', () => {
  const { statements } = fromCtdcRow(example, sela, today);
  const means = statements.filter(({ fact }) => fact.startsWith('means-'));
  expect(means.map(({ fact, value }) => [fact, value])).toEqual([['means-other', 'unknown']]);
});

test('[ID-14] 0 is no, and -99 is not known', () => {
  expect(valueIn(example, 'purpose-forced-labour')).toBe('no');
  expect(valueIn({ ...example, isForcedLabour: '-99' }, 'purpose-forced-labour')).toBe('unknown');
});

test.each([
  ['Age 0-8', 0, 8],
  ['Age 9-17', 9, 17],
  ['Age 18-20', 18, 20],
  ['Age 48+', 48, 120],
])('[ID-14] the band %s is an age at the event of %i to %i', (ageCategories, least, most) => {
  const { age } = fromCtdcRow({ ...example, ageCategories }, sela, today);
  expect(age.agesAtEvent).toEqual([{ least, most, basis: 'third-party' }]);
});

test('[ID-14] an unknown code in any column makes the row unreadable', () => {
  for (const column of CTDC_COLUMNS) {
    expect(CtdcRow.safeParse({ ...example, [column]: 'Gremlin' }).success).toBe(false);
    expect(CtdcRow.safeParse({ ...example, [column]: '' }).success).toBe(false);
  }
  expect(CtdcRow.safeParse(example).success).toBe(true);
});
