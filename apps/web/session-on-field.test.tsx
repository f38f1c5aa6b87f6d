import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listNotices } from '#capabilities/access/record-endpoints.ts';
import { WorkerId } from '#kernel/ids.ts';
import { dropAllDrafts } from '#platform/design/form/drafts.ts';
import type { FieldDevice, FieldState, OpenDevice } from '#platform/device/field-device.ts';
import { type FieldSide, linkField } from './offline/field-link.ts';
import { owedSignOut } from './offline/owed-sign-out.ts';
import { createSessionStore, type Me } from './session-store.ts';

const id = (last: number) => `018f0000-0000-7000-8000-00000000000${last}`;
const meOf = (worker: number): Me => ({
  worker: {
    id: WorkerId.parse(id(worker)),
    name: 'Mira Tallow',
    roles: [],
    teams: [],
    agency: { id: id(9), name: 'Lumeria Child Office' } as Me['worker']['agency'],
  },
  trained: true,
  purposes: ['child-protection', 'supervision'],
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

/** A browser in which worker 1 has set up work without a network. */
function aField(isUnlocked: boolean) {
  let isOpen = isUnlocked;
  const watchers = new Set<() => void>();
  const kept: Me[] = [];
  const tell = () => {
    for (const changed of watchers) changed();
  };
  const opened = { worker: id(1), purpose: 'supervision' } as unknown as OpenDevice;
  const device = {
    snapshot: () => ({ state: isOpen ? 'open' : 'locked' }) as FieldState,
    subscribe: (changed: () => void) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    opened: () => (isOpen ? opened : undefined),
    lock: async () => {
      isOpen = false;
      tell();
    },
  } as unknown as FieldDevice;
  const side: FieldSide = {
    device,
    apiOver: (direct) => direct,
    keptMe: async () => (isOpen ? meOf(1) : undefined),
    keepMe: async (me) => void kept.push(me),
  };
  const link = linkField({ load: async () => side, hasField: async () => true });
  const unlock = () => {
    isOpen = true;
    tell();
  };
  return { link, unlock, lock: () => device.lock('idle'), kept, isOpen: () => isOpen };
}

type Server = Record<string, [number, unknown] | 'down'>;

function sending(server: Server, asked: string[] = []): typeof fetch {
  return (request) => {
    const address = typeof request === 'string' ? request.replace('/api', '') : '';
    asked.push(address);
    const answer = server[address] ?? [404, { code: 'none' }];
    if (answer === 'down') return Promise.reject(new TypeError('no network'));
    const [status, body] = answer;
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  };
}

const DOWN: Server = { '/me': 'down', '/sign-out': 'down' };
const ENDED: Server = { '/me': [401, { code: 'sign-in.required' }] };

beforeEach(() => owedSignOut.settle());
afterEach(dropAllDrafts);

describe('a session on a field device', () => {
  it('lets nobody in while it is locked and there is no network', async () => {
    const { link } = aField(false);
    const store = createSessionStore(sending(DOWN), link);
    await store.refresh();
    expect(store.snapshot().now).toEqual({
      state: 'refused',
      refusal: { code: 'network.unreachable' },
    });
  });

  it('lets its worker in by the PIN alone, under the purpose of the device', async () => {
    const { link, unlock } = aField(false);
    const store = createSessionStore(sending(DOWN), link);
    await store.refresh();
    unlock();
    await vi.waitFor(() => expect(store.snapshot().now.state).toBe('signed-in'));
    expect(store.snapshot()).toMatchObject({
      now: { offline: 'no-network', me: { worker: { id: id(1) } } },
      purpose: 'supervision',
    });
    store.choosePurpose('child-protection');
    expect(store.snapshot().purpose).toBe('supervision');
  });

  it('goes on when the server has ended the session, and says why', async () => {
    const { link } = aField(true);
    const store = createSessionStore(sending(ENDED), link);
    await store.refresh();
    expect(store.snapshot().now).toMatchObject({ state: 'signed-in', offline: 'no-session' });
  });

  it('goes on when the session ends in the middle of the work', async () => {
    const { link } = aField(true);
    const server: Server = { '/me': [200, meOf(1)] };
    const store = createSessionStore(sending(server), link);
    await store.refresh();
    server['/notices'] = [401, { code: 'sign-in.required' }];
    const answer = await store.api.call(listNotices, {});
    expect(answer).toEqual({ ok: false, refusal: { code: 'sign-in.required' } });
    expect(store.snapshot().now).toMatchObject({ state: 'signed-in', offline: 'no-session' });
  });

  it('is an ordinary session again once the server knows its worker', async () => {
    const { link, kept } = aField(true);
    const server: Server = { ...DOWN };
    const store = createSessionStore(sending(server), link);
    await store.refresh();
    server['/me'] = [200, meOf(1)];
    await store.refresh();
    expect(store.snapshot().now).toEqual({ state: 'signed-in', me: meOf(1) });
    expect(kept).toEqual([meOf(1)]);
  });

  it('ends with the lock where only the device had let its worker in', async () => {
    const { link, lock } = aField(true);
    const store = createSessionStore(sending(DOWN), link);
    await store.refresh();
    await lock();
    expect(store.snapshot().now.state).toBe('signed-out');
  });

  it('closes what is another person’s before somebody else sees anything', async () => {
    const { link, isOpen } = aField(true);
    const store = createSessionStore(sending({ '/me': [200, meOf(2)] }), link);
    await store.refresh();
    expect(isOpen()).toBe(false);
    expect(store.snapshot().now).toMatchObject({ me: { worker: { id: id(2) } } });
  });
});

describe('signing out on a field device', () => {
  it('needs no network, locks the device, and tells the server before anything else is asked', async () => {
    const { link, isOpen } = aField(true);
    const asked: string[] = [];
    const server: Server = { ...DOWN, '/me': [200, meOf(1)] };
    const store = createSessionStore(sending(server, asked), link);
    await store.refresh();
    expect(await store.signOut()).toBeUndefined();
    expect(isOpen()).toBe(false);
    expect(store.snapshot().now.state).toBe('signed-out');
    // The page is opened again with a network: the old session must not let anybody in.
    const [later, told]: [string[], Server] = [[], { ...ENDED, '/sign-out': [200, {}] }];
    await createSessionStore(sending(told, later), aField(false).link).refresh();
    expect(later).toEqual(['/sign-out', '/me']);
    expect(owedSignOut.isOwed()).toBe(false);
  });

  it('keeps the next page closed as long as the server could not be told', async () => {
    owedSignOut.owe();
    const server: Server = { '/me': [200, meOf(1)], '/sign-out': 'down' };
    const store = createSessionStore(sending(server), aField(false).link);
    await store.refresh();
    expect(store.snapshot().now.state).toBe('signed-out');
  });
});
