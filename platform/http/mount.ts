import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '#kernel/endpoint.ts';
import { uuidv7 } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Authenticate, Browser, PublicCall, SignedIn } from './call.ts';
import { languageFrom, purposeFrom, refuseCrossSite } from './guards.ts';
import { networkOf } from './network.ts';
import { CommonRefused, problemOf } from './problem.ts';
import { type Rate, rateLimit, type RateLimit } from './rate-limit.ts';
import { inputReader } from './read-input.ts';
import {
  codesWithoutSentence,
  type CommonRefusal,
  type RefusalSentences,
} from './refusal-sentences.ts';
import { sendProblem } from './reply.ts';
import type { RefusalWithDetail, Route } from './route.ts';

export type MountOptions = {
  /** Before every path of an endpoint, such as `/api`. */
  readonly prefix: string;
  readonly sentences: RefusalSentences;
  readonly authenticate: Authenticate;
  /** Why someone signed in may not do this for now; undefined when nothing lacks. */
  readonly heldBack?:
    ((who: SignedIn, access: Endpoint['access']) => Promise<HeldBack | undefined>) | undefined;
  readonly now: () => number;
  readonly languages: readonly string[];
  /** As `https://amparo.example`, when it is not what the Host header says. */
  readonly publicOrigin?: string | undefined;
  /** Whom the limits count, when it is not the network: a device that proved itself before. */
  readonly callerOf?: ((browser: Browser) => string | undefined) | undefined;
  readonly rates?: Rates | undefined;
};

export type Rates = {
  readonly signedIn: Rate;
  readonly anonymous: Rate;
  /** All devices of one network together, before it is known which of them calls. */
  readonly devices?: Rate | undefined;
};

export type HeldBack = Extract<
  CommonRefusal,
  'access.factor.needed' | 'access.factor.unproved' | 'access.password.first'
>;

/** A worker at a screen stays far below; a script that walks through records does not. */
export const DEFAULT_RATES = {
  signedIn: { burst: 240, everyMilliseconds: 100 },
  anonymous: { burst: 60, everyMilliseconds: 1000 },
  devices: { burst: 600, everyMilliseconds: 20 },
} as const;

/** Puts every route on the server, each with the same guards in the same order. */
export function mount(app: FastifyInstance, routes: readonly Route[], options: MountOptions): void {
  const unworded = codesWithoutSentence(
    routes.map((each) => each.endpoint),
    options.sentences,
  );
  if (unworded.length > 0) throw new Error(`Refusals without a sentence: ${unworded.join(', ')}`);
  const limit = rateLimit();
  for (const each of routes) mountOne(app, each, options, limit);
}

type Admitted = { readonly signedIn: SignedIn | undefined; readonly call: PublicCall };

function mountOne(
  app: FastifyInstance,
  { endpoint, run }: Route,
  options: MountOptions,
  limit: RateLimit,
): void {
  const read = inputReader(endpoint);
  const admitted = new WeakMap<FastifyRequest, Admitted>();
  app.route({
    method: endpoint.method,
    url: `${options.prefix}${endpoint.path}`,
    // Before the body is read: who may not is not listened to.
    onRequest: async (request, reply) => {
      if (endpoint.method !== 'GET') refuseCrossSite(request.headers, options.publicOrigin);
      const purpose = purposeFrom(request.headers);
      const browser = browserOf(request, reply);
      const needsSession = endpoint.access !== 'public' && endpoint.access !== 'device';
      const signedIn = needsSession ? await options.authenticate(browser) : undefined;
      if (endpoint.access === 'device') refuseDevices(limit, options, browser);
      else refuseTooMany(limit, options, browser, signedIn);
      if (needsSession && signedIn === undefined) throw new CommonRefused('sign-in.required');
      const lacking = signedIn && (await options.heldBack?.(signedIn, endpoint.access));
      if (lacking !== undefined) throw new CommonRefused(lacking);
      admitted.set(request, { signedIn, call: callOf(request, purpose, browser, options) });
    },
    handler: async (request, reply) => {
      const entered = admitted.get(request);
      if (entered === undefined) throw new Error('A request reached its handler unadmitted');
      const input = read({ params: request.params, query: request.query, body: request.body });
      if (endpoint.access === 'device') refuseOneDevice(limit, options, input);
      const result = await run(input, { ...entered.call, ...entered.signedIn });
      if (!result.ok) return refuse(reply, endpoint.refusals, result.refusal, options.sentences);
      reply.header('cache-control', 'no-store');
      return endpoint.output.parse(result.value);
    },
  });
}

function refuse(
  reply: FastifyReply,
  statuses: Readonly<Record<string, number>>,
  refusal: RefusalWithDetail,
  sentences: RefusalSentences,
): FastifyReply {
  const status = statuses[refusal.code];
  if (status === undefined) throw new Error(`The refusal ${refusal.code} is not declared`);
  return sendProblem(reply, problemOf(refusal, status, sentences));
}

function refuseTooMany(
  limit: RateLimit,
  options: MountOptions,
  browser: Browser,
  signedIn: SignedIn | undefined,
): void {
  const rates = options.rates ?? DEFAULT_RATES;
  const caller = options.callerOf?.(browser) ?? `network ${browser.network}`;
  const retryAfterSeconds =
    signedIn === undefined
      ? limit.take(caller, rates.anonymous, options.now())
      : limit.take(`session ${signedIn.sessionId}`, rates.signedIn, options.now());
  wait(retryAfterSeconds);
}

/**
 * A device has no session by which to count it, and an office of thirty must not hold each other up:
 * first its network is counted, generously, before the body is read, then the device that it names.
 */
function refuseDevices(limit: RateLimit, options: MountOptions, browser: Browser): void {
  const rate = options.rates?.devices ?? DEFAULT_RATES.devices;
  wait(limit.take(`devices of ${browser.network}`, rate, options.now()));
}

/** Whoever knows the id of a device may slow it down and no other; only the device and the server do. */
function refuseOneDevice(limit: RateLimit, options: MountOptions, input: unknown): void {
  const named = typeof input === 'object' && input !== null && 'deviceId' in input;
  if (!named || typeof input.deviceId !== 'string') return;
  const rate = options.rates?.signedIn ?? DEFAULT_RATES.signedIn;
  wait(limit.take(`field device ${input.deviceId}`, rate, options.now()));
}

function wait(retryAfterSeconds: number | undefined): void {
  if (retryAfterSeconds !== undefined)
    throw new CommonRefused('request.too-many', { retryAfterSeconds });
}

function callOf(
  request: FastifyRequest,
  purpose: Purpose,
  browser: Browser,
  options: MountOptions,
): PublicCall {
  const now = options.now();
  return {
    now: instantAt(now),
    purpose,
    mintId: () => uuidv7(options.now(), randomBytes(10)),
    language: languageFrom(request.headers, options.languages),
    browser,
  };
}

function browserOf(request: FastifyRequest, reply: FastifyReply): Browser {
  return {
    cookie: request.headers.cookie ?? '',
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 400),
    network: networkOf(request.ip),
    setCookies: (headers) => {
      for (const header of headers) reply.header('set-cookie', header);
    },
  };
}
