import { expect, test } from 'vitest';
import { childInBrief } from './child-in-brief.ts';

const registration = {
  answers: {
    name: { spoken: 'Pip Invented', script: 'Latn' },
    sex: 'girl',
    languages: ['eng', 'ara'],
    whereStaying: 'Behind the market',
  },
};
const consent = { answers: { ageBand: '12-14', withhold: 'Not that I was ill.' } };

test('a child in brief is age band, sex and languages; name and wish stand apart from them', () => {
  expect(childInBrief({ registration, consent })).toEqual({
    ageBand: '12-14',
    sex: 'girl',
    languages: ['eng', 'ara'],
    name: { spoken: 'Pip Invented', script: 'Latn' },
    withhold: 'Not that I was ill.',
  });
});

test('what is not written, or not for the reader, is null and not a guess', () => {
  const nothing = { ageBand: null, sex: null, languages: [], name: null, withhold: null };
  expect(childInBrief({ registration: null, consent: undefined })).toEqual(nothing);
});
