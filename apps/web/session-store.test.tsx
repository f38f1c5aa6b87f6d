import { afterEach, describe, expect, it, vi } from 'vitest';
import { listNotices } from '#capabilities/access/record-endpoints.ts';
import { dropAllDrafts, draftFor, keepDraft } from '#platform/design/form/drafts.ts';
import { createSessionStore } from './session-store.ts';

const id = (last: number) => `018f0000-0000-7000-8000-00000000000${last}`;
const meOf = (worker: number, purposes = ['child-protection', 'supervision']) => ({
  worker: {
    id: id(worker),
    name: 'Mira Tallow',
    roles: ['social-worker'],
    teams: [{ id: id(8), name: 'Amber Coast Team' }],
    agency: { id: id(9), name: 'Lumeria Child Office' },
  },
  trained: true,
  purposes,
  abilities: [],
  reads: [],
  signIn: {
    by: 'password',
    twoFactors: false,
    hasTotp: false,
    hasPasskey: false,
    needsTwoFactors: false,
    lacks: null,
  },
});

/** A server that answers what it is told to, by path. */
function storeOver(server: Record<string, [number, unknown] | 'down'>) {
  return createSessionStore((request) => {
    const address = typeof request === 'string' ? request : '';
    const answer = server[address.replace('/api', '')] ?? [404, { code: 'none' }];
    if (answer === 'down') return Promise.reject(new TypeError('no network'));
    const [status, body] = answer;
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
}

const draft = { name: { kind: 'text', text: 'Zinnober' } } as const;

afterEach(dropAllDrafts);

describe('the session', () => {
  it('waits, then knows who is signed in', async () => {
    const store = storeOver({ '/me': [200, meOf(1)] });
    expect(store.snapshot().now.state).toBe('waiting');
    await store.refresh();
    expect(store.snapshot().now).toMatchObject({ state: 'signed-in', me: { trained: true } });
  });

  it('lays the sign-in over the work when a session ends, and goes on when the same person is back', async () => {
    const server: Record<string, [number, unknown]> = { '/me': [200, meOf(1)] };
    const store = storeOver(server);
    await store.refresh();
    keepDraft('form', draft);
    server['/notices'] = [401, { code: 'sign-in.required' }];
    const waiting = store.api.call(listNotices, {});
    await vi.waitFor(() => expect(store.snapshot().now.state).toBe('ended'));
    expect(store.snapshot().now).toMatchObject({ me: { worker: { id: id(1) } } });
    server['/notices'] = [200, { notices: [], unseen: 0 }];
    await store.refresh();
    expect(await waiting).toEqual({ ok: true, value: { notices: [], unseen: 0 } });
    expect(draftFor('form')).toEqual(draft);
  });

  it('sends nothing in the name of another person who signs in instead', async () => {
    const server: Record<string, [number, unknown]> = { '/me': [200, meOf(1)] };
    const store = storeOver(server);
    await store.refresh();
    server['/notices'] = [401, { code: 'sign-in.required' }];
    const waiting = store.api.call(listNotices, {});
    await vi.waitFor(() => expect(store.snapshot().now.state).toBe('ended'));
    server['/me'] = [200, meOf(2)];
    server['/notices'] = [200, { notices: [], unseen: 0 }];
    await store.refresh();
    expect(await waiting).toEqual({ ok: false, refusal: { code: 'sign-in.required' } });
  });

  it('keeps the work out of sight, not away, while the network fails at the sign-in', async () => {
    const server: Record<string, [number, unknown] | 'down'> = { '/me': [200, meOf(1)] };
    const store = storeOver(server);
    await store.refresh();
    server['/me'] = [401, { code: 'sign-in.required' }];
    await store.refresh();
    server['/me'] = 'down';
    await store.refresh();
    expect(store.snapshot().now.state).toBe('ended');
  });

  it('shows nobody what another person was writing', async () => {
    const server: Record<string, [number, unknown]> = { '/me': [200, meOf(1)] };
    const store = storeOver(server);
    await store.refresh();
    keepDraft('form', draft);
    server['/me'] = [200, meOf(2)];
    await store.refresh();
    expect(draftFor('form')).toBeUndefined();
  });

  it('drops drafts at sign-out', async () => {
    const store = storeOver({ '/me': [200, meOf(1)], '/sign-out': [200, {}] });
    await store.refresh();
    keepDraft('form', draft);
    expect(await store.signOut()).toBeUndefined();
    expect(draftFor('form')).toBeUndefined();
    expect(store.snapshot().now.state).toBe('signed-out');
  });

  it('does not pretend to be signed out when the server could not be told', async () => {
    const store = storeOver({ '/me': [200, meOf(1)], '/sign-out': 'down' });
    await store.refresh();
    expect(await store.signOut()).toEqual({ code: 'network.unreachable' });
    expect(store.snapshot().now.state).toBe('signed-in');
  });

  it('takes only a purpose that the worker has', async () => {
    const store = storeOver({ '/me': [200, meOf(1, ['health-care'])] });
    await store.refresh();
    expect(store.snapshot().purpose).toBe('health-care');
  });
});
