import { expect, test } from 'vitest';
import { smallRuleset } from './example-pack.ts';
import { aMade } from './examples.ts';
import { identificationSection } from './identification-section.ts';
import { recordFacts } from './record-facts.ts';

const nothing = identificationSection.start;
const ruleset = smallRuleset();

test('a child who says one sentence and stops has said something, and it is kept as it was said', () => {
  const answers = { howKnown: 'child-disclosed', childWords: 'I do not want to go back there.' };
  const told = recordFacts(nothing, ruleset, aMade(), { facts: [], age: null, answers });
  expect(told.ok && told.value[0]?.body).toMatchObject({ statements: [], answers });
});

test('where nothing at all was said there is nothing to keep', () => {
  const told = recordFacts(nothing, ruleset, aMade(), { facts: [], age: null, answers: {} });
  expect(told).toEqual({ ok: false, refusal: { code: 'identification.facts.none' } });
});
