import { expect, test } from 'vitest';
import { CodeList } from '#kernel/code-list.ts';
import { Form } from '#kernel/form.ts';
import { factsFromAnswers } from './facts-from-answers.ts';

const form = Form.parse({
  id: 'talk',
  version: 1,
  section: 'identification',
  class: 'care',
  steps: [
    {
      id: 'work',
      fields: [
        { id: 'works', kind: 'ternary', fact: 'work-economic' },
        { id: 'hours', kind: 'number', min: 0, max: 168, fact: 'hours-economic' },
        { id: 'places', kind: 'choices', list: 'places' },
        { id: 'by', kind: 'choice', list: 'places' },
        { id: 'alone', kind: 'ternary' },
        { id: 'words', kind: 'exact-words', maxLength: 100 },
      ],
    },
  ],
});
const places = CodeList.parse({
  id: 'places',
  codes: [
    { code: 'mine', maps: { fact: 'purpose-mining' } },
    { code: 'farm', maps: { fact: 'purpose-agriculture' } },
    { code: 'home' },
  ],
});
const stated = (answers: Readonly<Record<string, unknown>>) =>
  factsFromAnswers(form, answers, 'observed', new Map([['places', places]])).map(
    ({ fact, value }) => [fact, value],
  );

test('yes, no and not known are stated; who prefers not to say has said nothing', () => {
  expect(stated({ works: 'yes' })).toEqual([['work-economic', 'yes']]);
  expect(stated({ works: 'no' })).toEqual([['work-economic', 'no']]);
  expect(stated({ works: 'unknown' })).toEqual([['work-economic', 'unknown']]);
  expect(stated({ works: 'declined' })).toEqual([]);
  expect(stated({})).toEqual([]);
});

test('[ID-1] what is chosen is so, and what is not chosen stays unknown', () => {
  expect(stated({ places: ['farm', 'home'] })).toEqual([['purpose-agriculture', 'yes']]);
  expect(stated({ by: 'mine' })).toEqual([['purpose-mining', 'yes']]);
});

test('hours are numbers, words and fields without a fact state nothing', () => {
  expect(stated({ hours: 43, words: 'I sort stones', alone: 'yes' })).toEqual([
    ['hours-economic', 43],
  ]);
});

test('the evidence is that of the talk', () => {
  expect(factsFromAnswers(form, { works: 'yes' }, 'child-disclosed', new Map())).toEqual([
    { fact: 'work-economic', value: 'yes', evidence: 'child-disclosed' },
  ]);
});
