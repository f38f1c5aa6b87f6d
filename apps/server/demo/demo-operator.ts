import { randomBytes } from 'node:crypto';
import type { Endpoint } from '#kernel/endpoint.ts';
import { uuidv7, type WorkerId } from '#kernel/ids.ts';
import { type Instant, millisecondsOf } from '#kernel/instant.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Call } from '#platform/http/call.ts';
import type { Route } from '#platform/http/route.ts';

export type DemoHand = {
  readonly worker: WorkerId;
  readonly now: Instant;
  readonly purpose?: Purpose;
};
export type Operate = (endpoint: Endpoint, input: unknown, hand: DemoHand) => Promise<unknown>;

/** Calls operations as an invented worker would, with everything checked but the sign-in. */
export function demoOperator(routes: readonly Route[]): Operate {
  const byId = new Map(routes.map((route) => [route.endpoint.id, route]));
  return async (endpoint, input, hand) => {
    const route = byId.get(endpoint.id);
    if (!route) throw new Error(`No operation ${endpoint.id}`);
    const result = await route.run(endpoint.input.parse(input), demoCall(hand));
    if (!result.ok)
      throw new Error(`Demo data: ${endpoint.id} refused with ${JSON.stringify(result.refusal)}`);
    return result.value;
  };
}

/** A request as an invented worker would make it at that moment. */
export function demoCall({ worker, now, purpose }: DemoHand): Call {
  return {
    worker,
    now,
    purpose: purpose ?? 'child-protection',
    sessionId: 'demo',
    mintId: () => uuidv7(millisecondsOf(now), randomBytes(10)),
    language: 'en',
    browser: { cookie: '', userAgent: '', network: '', setCookies: () => undefined },
  };
}
