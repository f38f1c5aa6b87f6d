import type { FastifyInstance } from 'fastify';
import type { WorkerId } from '#kernel/ids.ts';
import type { Authenticate } from './call.ts';
import { createApp } from './create-app.ts';
import { mount, type MountOptions } from './mount.ts';
import type { Outcome } from './observer.ts';
import { collectSentences, type RefusalSentences } from './refusal-sentences.ts';
import type { Route } from './route.ts';

/** A server for tests: the cookie `worker=ID` signs in, every outcome is kept. */
export type TestApp = { readonly app: FastifyInstance; readonly outcomes: Outcome[] };

const authenticateByName: Authenticate = async (browser) => {
  const named = /worker=([0-9a-f-]{36})/.exec(browser.cookie)?.[1];
  return named === undefined ? undefined : { worker: asWorker(named), sessionId: `s-${named}` };
};

export function testApp(
  routes: readonly Route[],
  sentences: RefusalSentences,
  options: Partial<MountOptions> = {},
): TestApp {
  const outcomes: Outcome[] = [];
  const all = collectSentences([sentences]);
  const app = createApp({
    sentences: all,
    observers: [(outcome) => outcomes.push(outcome)],
    isHttpsOnly: false,
    bodyLimit: 10_000,
  });
  mount(app, routes, {
    prefix: '/api',
    sentences: all,
    authenticate: authenticateByName,
    now: () => Date.parse('2026-11-24T09:00:00.000Z'),
    languages: ['en', 'ar'],
    ...options,
  });
  return { app, outcomes };
}

function asWorker(id: string): WorkerId {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the pattern above is a UUID's
  return id as WorkerId;
}
