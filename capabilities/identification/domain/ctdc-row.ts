import { z } from 'zod';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { WorkerId } from '#kernel/ids.ts';
import type { Ternary } from '#kernel/ternary.ts';
import type { AgeEvidence } from './age-at-event.ts';
import type { Statement } from './fact.ts';

/** The code of the Counter-Trafficking Data Collaborative for "not recorded". */
const NOT_RECORDED = '-99';

/** What each control category states. `Other` names no means, so it stays unknown (ID-14). */
const CONTROL: Readonly<Record<string, readonly [fact: string, value: Ternary]>> = {
  Threats: ['means-threat', 'yes'],
  Financial: ['means-financial-control', 'yes'],
  Physical: ['means-physical-control', 'yes'],
  Survival: ['means-withholds-necessities', 'yes'],
  Other: ['means-other', 'unknown'],
};
const RECRUITER: Readonly<Record<string, string>> = {
  'Intimate Partner': 'recruiter-intimate-partner',
  'Family/Relative': 'recruiter-family',
  'Friend/Acquaintance': 'recruiter-friend',
  Other: 'recruiter-other',
};
const EXPLOITATION: Readonly<Record<string, string>> = {
  'Sexual Exploitation': 'purpose-sexual-exploitation',
  'Forced Labor': 'purpose-labour-exploitation',
  'Forced Marriage': 'purpose-marriage',
  Other: 'purpose-other-exploitation',
};
const LABOUR: Readonly<Record<string, string>> = {
  Agriculture: 'purpose-agriculture',
  Aquafarming: 'purpose-fishing',
  Begging: 'purpose-begging',
  Construction: 'purpose-construction',
  'Domestic Work': 'purpose-domestic-service',
  Hospitality: 'purpose-hospitality',
  Manufacturing: 'purpose-manufacturing',
  Peddling: 'purpose-peddling',
  Other: 'purpose-labour-other',
};
const FORCED: Readonly<Record<string, Ternary>> = {
  '1': 'yes',
  '0': 'no',
  [NOT_RECORDED]: 'unknown',
};
const AGES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  'Age 0-8': [0, 8],
  'Age 9-17': [9, 17],
  'Age 18-20': [18, 20],
  'Age 21-23': [21, 23],
  'Age 24-26': [24, 26],
  'Age 27-29': [27, 29],
  'Age 30-38': [30, 38],
  'Age 39-47': [39, 47],
  'Age 48+': [48, 120],
};
const NOT_SPECIFIED = 'Not Specified';
const LABOUR_UNKNOWN = 'Unknown';

const oneOf = (table: Readonly<Record<string, unknown>>, ...more: readonly string[]) =>
  z.enum([...Object.keys(table), NOT_RECORDED, ...more]);

/** One row of the published, k-anonymised victim data, as its columns say it. */
export const CtdcRow = z.strictObject({
  yearOfRegistration: z.string().regex(/^(19|20)\d{2}$/, 'Expected a year'),
  Datasource: z.enum(['Hotline', 'Case Management', NOT_RECORDED]),
  gender: z.enum(['Female', 'Male', 'Other', NOT_RECORDED]),
  citizenship: z
    .string()
    .regex(/^([A-Z]{2}|0|-99)$/, 'Expected an ISO 3166 code, or 0 where it was held back'),
  isForcedLabour: oneOf(FORCED),
  ControlCategory: oneOf(CONTROL),
  RecruiterCategory: oneOf(RECRUITER, NOT_SPECIFIED),
  ExploitType: oneOf(EXPLOITATION),
  Labor_Type: oneOf(LABOUR, LABOUR_UNKNOWN),
  ageCategories: oneOf(AGES),
});
export type CtdcRow = z.infer<typeof CtdcRow>;

export const CTDC_COLUMNS = CtdcRow.keyof().options;

/** A row as facts. `about` holds what the rules do not use, so that nothing of the row is lost. */
export type CtdcRecord = {
  readonly statements: readonly Statement[];
  readonly age: AgeEvidence;
  readonly about: {
    readonly datasource: CtdcRow['Datasource'];
    readonly gender: CtdcRow['gender'];
    readonly citizenship: string;
  };
};

/**
 * A row as facts, recorded by `by` on the day of import. All evidence is that of a third party. The
 * published band of age is taken as the age at the event: the data has no other.
 */
export function fromCtdcRow(row: CtdcRow, by: WorkerId, on: CalendarDay): CtdcRecord {
  const statements: Statement[] = [];
  const state = (fact: string, value: Ternary) => {
    statements.push({ fact, value, evidence: 'third-party', by, on });
  };
  const exploitation = EXPLOITATION[row.ExploitType];
  if (exploitation) state(exploitation, 'yes');
  state('purpose-forced-labour', FORCED[row.isForcedLabour] ?? 'unknown');
  const labour = LABOUR[row.Labor_Type];
  if (labour) state(labour, 'yes');
  else if (row.Labor_Type === NOT_RECORDED) state('purpose-labour-other', 'unknown');
  const control = CONTROL[row.ControlCategory];
  if (control) state(...control);
  const recruiter = RECRUITER[row.RecruiterCategory];
  if (recruiter) {
    state(recruiter, 'yes');
    state('act-recruited', 'yes');
  } else if (row.RecruiterCategory === NOT_SPECIFIED) state('act-recruited', 'unknown');
  const age = AGES[row.ageCategories];
  return {
    statements,
    age: {
      births: [],
      agesAtEvent: age ? [{ least: age[0], most: age[1], basis: 'third-party' }] : [],
      event: { precision: 'year', year: Number(row.yearOfRegistration), basis: 'third-party' },
      assessment: null,
    },
    about: { datasource: row.Datasource, gender: row.gender, citizenship: row.citizenship },
  };
}

/** The same row again, from facts and context alone: the proof that the mapping loses nothing. */
export function toCtdcRow({ statements, age, about }: CtdcRecord): CtdcRow {
  const values = new Map(statements.map(({ fact, value }) => [fact, value]));
  const holds = (fact: string) => values.get(fact) === 'yes';
  const keyIn = (table: Readonly<Record<string, string>>) =>
    Object.entries(table).find(([, fact]) => holds(fact))?.[0];
  const year = age.event.precision === 'year' ? String(age.event.year) : '';
  const [band] = age.agesAtEvent;
  const unasked = values.has('purpose-labour-other') ? NOT_RECORDED : LABOUR_UNKNOWN;
  return CtdcRow.parse({
    yearOfRegistration: year,
    Datasource: about.datasource,
    gender: about.gender,
    citizenship: about.citizenship,
    isForcedLabour: Object.entries(FORCED).find(
      ([, value]) => value === values.get('purpose-forced-labour'),
    )?.[0],
    ControlCategory:
      Object.entries(CONTROL).find(([, [fact, value]]) => values.get(fact) === value)?.[0] ??
      NOT_RECORDED,
    RecruiterCategory:
      keyIn(RECRUITER) ?? (values.has('act-recruited') ? NOT_SPECIFIED : NOT_RECORDED),
    ExploitType: keyIn(EXPLOITATION) ?? NOT_RECORDED,
    Labor_Type: keyIn(LABOUR) ?? unasked,
    ageCategories:
      Object.entries(AGES).find(([, [least]]) => least === band?.least)?.[0] ?? NOT_RECORDED,
  });
}
