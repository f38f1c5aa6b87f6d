import { expect, test } from 'vitest';
import { loadNearest } from './catalogue.ts';

const only =
  (...here: readonly string[]) =>
  async (language: string) => {
    if (!here.includes(language)) throw new TypeError('Failed to fetch');
    return { messages: { word: language }, reviewed: true };
  };

test('the app opens in the wished language, and in another where that was never fetched', async () => {
  expect(await loadNearest('ar', only('en', 'ar'))).toMatchObject({ language: 'ar' });
  expect(await loadNearest('ar', only('fr'))).toMatchObject({
    language: 'fr',
    catalogue: { messages: { word: 'fr' } },
  });
});

test('with no words at all it fails as before, and says why', async () => {
  await expect(loadNearest('ar', only())).rejects.toThrow('Failed to fetch');
});
