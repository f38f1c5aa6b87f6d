import { expect, test } from 'vitest';
import { languageFrom, purposeFrom, refuseCrossSite } from './guards.ts';

const SPOKEN = ['en', 'ar'];

test.each([
  [undefined, 'en'],
  ['ar', 'ar'],
  ['ar-EG,en;q=0.8', 'ar'],
  ['fr,en;q=0.2,ar;q=0.9', 'ar'],
  ['ar;q=0,en', 'en'],
  ['tlh', 'en'],
  [';;;,,q=', 'en'],
])('Accept-Language %s is answered in %s', (header, language) => {
  const headers = header === undefined ? {} : { 'accept-language': header };
  expect(languageFrom(headers, SPOKEN)).toBe(language);
});

test('the purpose is child protection unless another is named', () => {
  expect(purposeFrom({})).toBe('child-protection');
  expect(purposeFrom({ 'x-amparo-purpose': 'health-care' })).toBe('health-care');
  expect(() => purposeFrom({ 'x-amparo-purpose': 'Health-care' })).toThrow(
    'request.purpose-unknown',
  );
});

test('a change from our own pages goes on, by the Host header or by the configured origin', () => {
  const own = { 'x-amparo-request': '1', 'sec-fetch-site': 'same-origin', host: 'amparo.example' };
  expect(() => refuseCrossSite({ ...own, origin: 'https://amparo.example' })).not.toThrow();
  expect(() => refuseCrossSite(own)).not.toThrow();
  const behindProxy = { ...own, host: 'inner:4000', origin: 'https://amparo.example' };
  expect(() => refuseCrossSite(behindProxy)).toThrow('request.cross-site');
  expect(() => refuseCrossSite(behindProxy, 'https://amparo.example')).not.toThrow();
});
