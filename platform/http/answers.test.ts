import { describe, expect, test } from 'vitest';
import { accept, refuse } from '#kernel/result.ts';
import { route } from './route.ts';
import { testApp } from './test-app.ts';
import { OWN, putBook, shelves, SIGNED_IN } from './test-shelves.ts';

const problem = (response: { headers: Record<string, unknown>; json: () => { code?: string } }) => {
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  return response.json();
};

describe('answers', () => {
  test('what the output does not declare is dropped', async () => {
    const response = await shelves().app.inject({ url: '/api/shelves/a', headers: SIGNED_IN });
    expect(response.json()).not.toHaveProperty('extra');
    expect(response.headers['cache-control']).toBe('no-store');
  });

  test('a refusal comes with its status, a stable code, a sentence and its details', async () => {
    const response = await shelves().app.inject({ url: '/api/shelves/gone', headers: SIGNED_IN });
    expect(response.statusCode).toBe(404);
    expect(problem(response)).toEqual({
      type: '/problems/shelves.unknown',
      title: 'There is no such shelf.',
      status: 404,
      code: 'shelves.unknown',
      detail: 'There is no such shelf. Choose another.',
      nearest: 'north',
    });
  });

  test('a fault shows an incident number and nothing of itself; the observer gets where it was', async () => {
    const { app, outcomes } = shelves((title) => {
      throw new Error(`no room for ${title}`);
    });
    const response = await app.inject({
      method: 'POST',
      url: '/api/shelves/a/books',
      headers: OWN,
      payload: { title: 'Amina' },
    });
    expect(response.statusCode).toBe(500);
    expect(problem(response)).toMatchObject({
      code: 'fault',
      incident: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(response.body).not.toMatch(/Amina|room|mount\.ts/);
    expect(outcomes[0]).toMatchObject({
      route: '/api/shelves/:shelf/books',
      code: 'fault',
      fault: { kind: 'Error' },
    });
    expect(JSON.stringify(outcomes)).not.toContain('Amina');
  });

  test('an output of another shape is a fault, not an answer', async () => {
    const { app } = shelves(() => ({ titles: 'many' }));
    const response = await app.inject({
      method: 'POST',
      url: '/api/shelves/a/books',
      headers: OWN,
      payload: { title: 'x' },
    });
    expect(response.statusCode).toBe(500);
  });

  test('a denial by row-level security is a 403 and leaves an incident, for it is a gap in the policy', async () => {
    const { app, outcomes } = shelves(() => {
      throw Object.assign(new Error('new row violates row-level security policy'), {
        code: '42501',
      });
    });
    const response = await app.inject({
      method: 'POST',
      url: '/api/shelves/a/books',
      headers: OWN,
      payload: { title: 'x' },
    });
    expect(response.statusCode).toBe(403);
    expect(problem(response).code).toBe('access.denied');
    expect(outcomes[0]).toMatchObject({ code: 'access.denied', fault: { code: '42501' } });
  });

  test('an unknown address and an unknown method are problems too', async () => {
    const { app } = shelves();
    for (const request of [
      { url: '/api/nothing' },
      { url: '/api/shelves/a', method: 'PATCH' as const },
    ]) {
      const response = await app.inject(request);
      expect(response.statusCode).toBe(404);
      expect(problem(response).code).toBe('request.not-found');
    }
    const broken = await app.inject('/api/%zz');
    expect(broken.statusCode).toBe(400);
    expect(problem(broken).code).toBe('request.invalid');
  });

  test('a route whose refusal nobody worded stops the start', () => {
    expect(() => testApp([route(putBook, async () => accept({ titles: 1 }))], {})).toThrow(
      'shelves.full',
    );
  });
});

// The compiler is the test: an undeclared code does not fit the handler's type.
// @ts-expect-error -- 'shelves.burnt' is not among the refusals of the endpoint
route(putBook, async () => refuse({ code: 'shelves.burnt' }));
