import { expect, test } from 'vitest';
import { answersSchema, type Reference } from './form-answers.ts';
import { exportColumns } from './form-columns.ts';
import { messageKeysOf } from './form-messages.ts';
import { Form } from './form.ts';
import { Place, placeTree } from './place.ts';

const reference: Reference = {
  lists: new Map([['colour', { id: 'colour', codes: [{ code: 'red' }, { code: 'blue' }] }]]),
  places: placeTree([
    Place.parse({ pcode: 'XA', parent: null, level: 0, names: { en: 'Amparia' } }),
  ]),
};

const form = Form.parse({
  id: 'walk',
  version: 2,
  section: 'walk',
  class: 'care',
  steps: [
    {
      id: 'first',
      fields: [
        { id: 'wet', kind: 'ternary', required: true },
        { id: 'colours', kind: 'choices', list: 'colour' },
        {
          id: 'why',
          kind: 'text',
          maxLength: 20,
          required: true,
          showWhen: { field: 'wet', in: ['yes'] },
        },
        { id: 'miles', kind: 'number', min: 0, max: 50 },
        { id: 'start', kind: 'place', level: 0 },
        { id: 'walker', kind: 'name', identifying: true },
        { id: 'born', kind: 'date-as-known', identifying: true },
        { id: 'said', kind: 'exact-words', maxLength: 50 },
      ],
    },
  ],
});

function issuesOf(answers: unknown): readonly string[] {
  const parsed = answersSchema(form, reference).safeParse(answers);
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
}

test('answers that the form asks for are taken as they are', () => {
  const answers = {
    wet: 'yes',
    colours: ['red'],
    why: 'rain',
    miles: 3.5,
    start: 'XA',
    walker: { spoken: 'زهرة المثال', script: 'Arab' },
    born: { precision: 'unknown' },
    said: 'It rained.\nWe laughed.',
  };
  expect(answersSchema(form, reference).parse(answers)).toEqual(answers);
});

test('a field that is asked and required must be answered; one that is not asked must be absent', () => {
  expect(issuesOf({ wet: 'yes' })).toEqual(['why required']);
  expect(issuesOf({ wet: 'no' })).toEqual([]);
  expect(issuesOf({ wet: 'no', why: 'rain' })).toEqual(['why not-asked']);
  expect(issuesOf({})).toEqual(['wet required']);
});

test.each([
  ['an unknown field', { wet: 'no', hidden: 1 }],
  ['an unknown code', { wet: 'no', colours: ['green'] }],
  ['a code twice', { wet: 'no', colours: ['red', 'red'] }],
  ['an empty choice', { wet: 'no', colours: [] }],
  ['an unknown place', { wet: 'no', start: 'XB' }],
  ['a number out of range', { wet: 'no', miles: 51 }],
  ['a number that is none', { wet: 'no', miles: Number.NaN }],
  ['an answer that is no ternary', { wet: 'maybe' }],
  ['a pasted paragraph in a line', { wet: 'yes', why: 'one\ntwo' }],
  ['a text that is too long', { wet: 'yes', why: 'x'.repeat(21) }],
  [
    'a name with a hidden direction mark',
    { wet: 'no', walker: { spoken: 'Zeb\u202eedee', script: 'Latn' } },
  ],
  ['a date of an unknown kind', { wet: 'no', born: { precision: 'decade', year: 1990 } }],
  [
    'an impossible day',
    { wet: 'no', born: { precision: 'day', day: '2026-02-30', basis: 'child' } },
  ],
  ['a null character', { wet: 'no', said: 'a\0b' }],
  ['no answers at all', null],
  ['a list', []],
])('%s is refused', (_what, answers) => {
  expect(issuesOf(answers).length).toBeGreaterThan(0);
});

test('an issue never repeats what was typed', () => {
  const secret = 'Zebedee';
  expect(issuesOf({ wet: secret, why: secret, walker: secret }).join()).not.toContain(secret);
});

test('the export has a column for each part of an answer, and knows which point to the child', () => {
  const columns = exportColumns(form);
  expect(columns.map((column) => column.name)).toContain('born.precision');
  expect(
    columns
      .filter((column) => column.identifying)
      .every(({ name }) => /^(walker|born)\./.test(name)),
  ).toBe(true);
  const row = columns.map((column) =>
    column.read({ colours: ['red', 'blue'], miles: 2, walker: { spoken: 'Zeb', script: 'Latn' } }),
  );
  expect(row.filter((value) => value !== '')).toEqual(['red blue', '2', 'Zeb', 'Latn']);
});

test('every title and label that a screen needs has a key', () => {
  expect(messageKeysOf(form)).toEqual([
    'form.walk.title',
    'form.walk.step.first',
    ...['wet', 'colours', 'why', 'miles', 'start', 'walker', 'born', 'said'].map(
      (id) => `form.walk.field.${id}`,
    ),
  ]);
});
