import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CountryServer, openCountryServer } from './test-country.ts';

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
