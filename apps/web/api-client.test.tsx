import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { createApi, requestOf } from './api-client.ts';

const readOne = endpoint({
  id: 'test.read',
  method: 'GET',
  path: '/things/:thingId/parts',
  summary: 'Parts of a thing',
  access: 'signed-in',
  input: z.object({
    thingId: z.string(),
    after: z.number().optional(),
    kinds: z.array(z.string()),
  }),
  output: z.object({ parts: z.array(z.string()) }),
  refusals: {},
});
const writeOne = endpoint({
  id: 'test.write',
  method: 'POST',
  path: '/things/:thingId',
  summary: 'Write a thing',
  access: 'signed-in',
  input: z.object({ thingId: z.string(), name: z.string() }),
  output: z.object({}),
  refusals: { 'test.taken': 409 },
});

function apiOver(answer: () => Promise<Response>) {
  const send = vi.fn<typeof fetch>(answer);
  const onSignedOut = vi.fn<(session: number) => Promise<boolean>>(async () => false);
  const api = createApi({ fetch: send, purpose: () => 'family-tracing', onSignedOut });
  return { api, send, onSignedOut };
}

const json = (status: number, body: unknown) => () =>
  Promise.resolve(new Response(JSON.stringify(body), { status }));

describe('the address of an operation', () => {
  it('has the parameters in its path, and the rest as query of a GET', () => {
    const input = { thingId: 'a/b', after: 3, kinds: ['x', 'y'], left: undefined };
    expect(requestOf(readOne, input)).toEqual({
      address: '/api/things/a%2Fb/parts?after=3&kinds=x&kinds=y',
      body: undefined,
    });
  });

  it('sends the rest of a POST as JSON', () => {
    expect(requestOf(writeOne, { thingId: '7', name: 'Nia' })).toEqual({
      address: '/api/things/7',
      body: '{"name":"Nia"}',
    });
  });
});

describe('a call', () => {
  it('tells purpose and origin, and keeps to its own server', async () => {
    const { api, send } = apiOver(json(200, {}));
    await api.call(writeOne, { thingId: '7', name: 'Nia' });
    const [, init] = send.mock.calls[0] ?? [];
    expect(init).toMatchObject({
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'x-amparo-request': '1', 'x-amparo-purpose': 'family-tracing' },
    });
  });

  it('gives the parsed answer', async () => {
    const { api } = apiOver(json(200, { parts: ['one'] }));
    const result = await api.call(readOne, { thingId: '7', kinds: [] });
    expect(result).toEqual({ ok: true, value: { parts: ['one'] } });
  });

  it('gives the refusal of a problem, with its details', async () => {
    const { api, onSignedOut } = apiOver(json(409, { code: 'test.taken', by: 'someone' }));
    const result = await api.call(writeOne, { thingId: '7', name: 'Nia' });
    expect(result).toMatchObject({ ok: false, refusal: { code: 'test.taken', by: 'someone' } });
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  it('notices that the session has ended', async () => {
    const { api, onSignedOut } = apiOver(json(401, { code: 'sign-in.required' }));
    await api.call(writeOne, { thingId: '7', name: 'Nia' });
    expect(onSignedOut).toHaveBeenCalledOnce();
  });

  it('makes a refusal of a network that fails', async () => {
    const { api } = apiOver(() => Promise.reject(new TypeError('Failed to fetch')));
    const result = await api.call(writeOne, { thingId: '7', name: 'Nia' });
    expect(result).toEqual({ ok: false, refusal: { code: 'network.unreachable' } });
  });

  it.each([
    ['an answer of another shape', json(200, { parts: 'one' })],
    ['a page in place of JSON', () => Promise.resolve(new Response('<html>'))],
    ['an error page', () => Promise.resolve(new Response('Bad gateway', { status: 502 }))],
  ])('makes a refusal of %s', async (_what, answer) => {
    const result = await apiOver(answer).api.call(readOne, { thingId: '7', kinds: [] });
    expect(result).toEqual({ ok: false, refusal: { code: 'answer.unreadable' } });
  });
});
