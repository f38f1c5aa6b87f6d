import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { wordsOf } from '#platform/design/testing/show.tsx';
import { wordsForChild } from './words-for-child.ts';

const FILES = import.meta.glob<string>('../../../packs/core/identification/results.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const { results } = z
  .object({ results: z.array(z.object({ code: z.string() })) })
  .parse(parse(Object.values(FILES).join('')));
const codes = results.map(({ code }) => code);

const keysOf = (code: string) =>
  wordsForChild(code).flatMap(({ part, lines }) => [
    `for-child.${part}`,
    ...lines.map((line) => `for-child.${part}.${line}`),
  ]);

describe.each(['en', 'ar', 'es', 'fr'])('the words for the child in %s', (language) => {
  const words = wordsOf(language);

  test('are there for every result that the rules may lead to', () => {
    expect(codes.length).toBeGreaterThan(15);
    const missing = codes.flatMap(keysOf).filter((key) => words[key] === undefined);
    expect(missing).toEqual([]);
  });

  test('are short enough to be read out and understood', () => {
    for (const key of codes.flatMap(keysOf)) expect((words[key] ?? '').length).toBeLessThan(180);
  });
});

test('promise nothing, name no law and call nobody a victim', () => {
  const words = wordsOf('en');
  const forbidden =
    /\b(promise|always|never again|will be safe|guarantee|victim|traffick|crime|law)\b/i;
  const said = codes.flatMap(keysOf).map((key) => words[key] ?? '');
  expect(said.filter((sentence) => forbidden.test(sentence))).toEqual([]);
});

test('always say that the child may say no, and who knows', () => {
  for (const code of [...codes, 'a-result-of-another-country'])
    expect(keysOf(code)).toEqual(
      expect.arrayContaining(['for-child.your-word.say-no', 'for-child.who-knows.helpers']),
    );
});
