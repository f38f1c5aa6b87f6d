import { describe, expect, test } from 'vitest';
import { accept } from '#kernel/result.ts';
import { route } from './route.ts';
import { testApp } from './test-app.ts';
import { OWN, readShelf, SENTENCES, shelves, SIGNED_IN, WORKER } from './test-shelves.ts';

const problem = (response: { headers: Record<string, unknown>; json: () => { code?: string } }) => {
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  return response.json();
};

describe('who may not', () => {
  test('whoever is not signed in is asked to sign in before the body is read', async () => {
    const { app } = shelves();
    const response = await app.inject({
      method: 'POST',
      url: '/api/shelves/a/books',
      headers: { 'x-amparo-request': '1', 'content-type': 'application/json' },
      payload: '{ not json',
    });
    expect(response.statusCode).toBe(401);
    expect(problem(response)).toMatchObject({ type: '/problems/sign-in.required', status: 401 });
  });

  test.each([
    ['has no X-Amparo-Request', { ...SIGNED_IN }],
    ['names another origin', { ...OWN, host: 'amparo.example', origin: 'https://evil.example' }],
    ['names an opaque origin', { ...OWN, origin: 'null' }],
    ['says it is cross-site', { ...OWN, 'sec-fetch-site': 'cross-site' }],
    ['comes from a sibling site', { ...OWN, 'sec-fetch-site': 'same-site' }],
  ])('a change that %s is refused as cross-site', async (_how, headers) => {
    let changed = false;
    const { app } = shelves(() => (changed = true));
    const response = await app.inject({
      method: 'POST',
      url: '/api/shelves/a/books',
      headers,
      payload: { title: 'x' },
    });
    expect(response.statusCode).toBe(403);
    expect(problem(response).code).toBe('request.cross-site');
    expect(changed).toBe(false);
  });

  test('a purpose outside the closed list is refused; there is none for immigration enforcement', async () => {
    const { app } = shelves();
    const response = await app.inject({
      url: '/api/shelves/a',
      headers: { ...SIGNED_IN, 'x-amparo-purpose': 'immigration-enforcement' },
    });
    expect(response.statusCode).toBe(400);
    expect(problem(response).code).toBe('request.purpose-unknown');
  });

  test('a session that asks too fast has to wait, and is told how long; another session goes on', async () => {
    const rates = {
      signedIn: { burst: 2, everyMilliseconds: 5_000 },
      anonymous: { burst: 2, everyMilliseconds: 5_000 },
    };
    const { app } = testApp(
      [route(readShelf, async (input) => accept({ ...input, seen: 0 }))],
      SENTENCES,
      { rates },
    );
    const ask = (headers: Record<string, string>) => app.inject({ url: '/api/shelves/a', headers });
    await ask(SIGNED_IN);
    await ask(SIGNED_IN);
    const third = await ask(SIGNED_IN);
    expect(third.statusCode).toBe(429);
    expect(third.headers['retry-after']).toBe('5');
    expect(problem(third)).toMatchObject({ code: 'request.too-many', retryAfterSeconds: 5 });
    expect((await ask({ cookie: SIGNED_IN.cookie.replace('0a', '0b') })).statusCode).toBe(200);
  });
});

test('a device that proved itself is counted by itself, so that its network cannot use up its turn', async () => {
  const one = { burst: 1, everyMilliseconds: 5_000 };
  const { app } = testApp(
    [route(readShelf, async (input) => accept({ ...input, seen: 0 }))],
    SENTENCES,
    {
      rates: { signedIn: one, anonymous: one },
      callerOf: (browser) => /device=(\w+)/.exec(browser.cookie)?.[1],
    },
  );
  const ask = async (cookie: string) =>
    (await app.inject({ url: '/api/shelves/a', headers: { cookie } })).json().code;
  expect(await ask('')).toBe('sign-in.required');
  expect(await ask('')).toBe('request.too-many');
  expect(await ask('device=own')).toBe('sign-in.required');
});

describe('input', () => {
  test('parameters and query come as one object, with the kinds that the schema has', async () => {
    const { app } = shelves();
    const response = await app.inject({
      url: '/api/shelves/north?page=2&open=true&colours=red',
      headers: { ...SIGNED_IN, 'x-amparo-purpose': 'supervision' },
    });
    expect(response.json()).toEqual({
      shelf: 'north',
      page: 2,
      seen: { open: true, colours: ['red'], purpose: 'supervision', who: WORKER },
    });
  });

  test.each([
    ['/api/shelves/north?page=two', [{ path: 'page', reason: 'expected-number' }]],
    ['/api/shelves/north?page=0', [{ path: 'page', reason: 'too-small' }]],
    ['/api/shelves/north?secret=Amina', [{ path: 'secret', reason: 'unexpected' }]],
    ['/api/shelves/north?shelf=south', [{ path: 'shelf', reason: 'unexpected' }]],
    ['/api/shelves/a%00b', [{ path: 'shelf', reason: 'null-character' }]],
  ])('%s is refused with the place and the kind, never the value', async (url, issues) => {
    const { app } = shelves();
    const response = await app.inject({ url, headers: SIGNED_IN });
    expect(response.statusCode).toBe(400);
    expect(problem(response)).toMatchObject({ code: 'request.invalid', issues });
    expect(response.body).not.toContain('Amina');
  });

  test.each([
    ['not JSON', '{"title":', 'application/json', 400, 'request.invalid'],
    ['a list', '[1]', 'application/json', 400, 'request.invalid'],
    [
      'a hidden prototype',
      '{"title":"x","__proto__":{"a":1}}',
      'application/json',
      400,
      'request.invalid',
    ],
    ['broken UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'application/json', 400, 'request.invalid'],
    ['a null character', '{"title":"a\\u0000"}', 'application/json', 400, 'request.invalid'],
    ['a form', 'title=x', 'application/x-www-form-urlencoded', 415, 'request.content-type'],
    [
      'too large',
      JSON.stringify({ title: 'x'.repeat(20_000) }),
      'application/json',
      413,
      'request.too-large',
    ],
    [
      'nested too deep',
      `{"title":${'['.repeat(2000)}${']'.repeat(2000)}}`,
      'application/json',
      400,
      'request.invalid',
    ],
  ])(
    'a body that is %s is refused and changes nothing',
    async (_what, payload, type, status, code) => {
      let changed = false;
      const { app } = shelves(() => (changed = true));
      const response = await app.inject({
        method: 'POST',
        url: '/api/shelves/a/books',
        headers: { ...OWN, 'content-type': type },
        payload,
      });
      expect(response.statusCode).toBe(status);
      expect(problem(response).code).toBe(code);
      expect(changed).toBe(false);
    },
  );
});
