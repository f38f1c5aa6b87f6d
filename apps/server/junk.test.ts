import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { accept } from '#kernel/result.ts';
import { route } from '#platform/http/route.ts';
import { ANSWERS, openACase } from './test-case.ts';
import { aCommand, type CountryServer, openCountryServer, PEOPLE } from './test-country.ts';
import { DEMO_PASSWORD } from './demo/seed-people.ts';
import { composeTestServer, signInCookie } from './test-server.ts';

const Schema = z.looseObject({ properties: z.record(z.string(), z.unknown()).optional() });
const Operation = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string().optional() })),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: Schema })) })
    .optional(),
});
const Description = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

const Problem = z.looseObject({
  type: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
});

type Target = { readonly method: string; readonly path: string; readonly names: readonly string[] };

async function targetsOf(server: Pick<CountryServer, 'app'>): Promise<readonly Target[]> {
  const { paths } = Description.parse((await server.app.inject('/api/openapi.json')).json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: `/api${path}`,
      names: [
        ...operation.parameters.flatMap((each) => each.name ?? []),
        ...Object.keys(operation.requestBody?.content['application/json']?.schema.properties ?? {}),
      ],
    })),
  );
}

const HOSTILE = [
  "' or 1=1 --",
  '\0',
  '\ud800',
  '../../etc/passwd',
  '{{7*7}}',
  '<script>',
  '00000000-0000-4000-8000-0000000000a1',
  '2026-02-30',
  'rosa@amparo.example',
  '123456',
  'x'.repeat(5000),
  '__proto__',
  'constructor',
];
const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }));
const value = fc.oneof(
  text,
  fc.double(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue(),
  fc.array(text, { maxLength: 5 }),
);

const payloadFor = (target: Target) =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.dictionary(fc.constantFrom('x', ...target.names), value).map(asJson),
    },
    {
      weight: 6,
      arbitrary: fc
        .tuple(...target.names.map(() => value))
        .map((values) =>
          asJson(Object.fromEntries(target.names.map((name, i) => [name, values[i]]))),
        ),
    },
    { weight: 2, arbitrary: fc.jsonValue().map(asJson) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('{"a":'.repeat(3000), '"'.padEnd(1_200_000, 'x'), ''),
    },
  );

const asJson = (body: unknown): string => JSON.stringify(body);

// Most junk must get past the guards, or only the guards are tested.
const mostly = <T, U>(usual: T, other: fc.Arbitrary<U>, times = 9) =>
  fc.oneof({ weight: times, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

/** Ids that lead somewhere, so that junk gets past the look-up of the record. */
type Known = { readonly segments: readonly string[] };

const requestTo = (targets: readonly Target[], known: Known) =>
  fc.constantFrom(...targets).chain((target) =>
    fc.record({
      target: fc.constant(target),
      segments: mostly(known.segments, fc.array(text, { minLength: 4, maxLength: 4 }), 2),
      query: mostly(
        {},
        fc.dictionary(fc.constantFrom('x', ...target.names), text, { maxKeys: 3 }),
        target.method === 'GET' ? 1 : 9,
      ),
      payload: payloadFor(target),
      contentType: mostly('application/json', fc.constantFrom('text/plain', '')),
      purpose: mostly('child-protection', fc.constantFrom(undefined, 'immigration-enforcement')),
      isSignedIn: mostly(true, fc.constant(false)),
      isOwn: mostly(true, fc.constant(false)),
    }),
  );

function addressOf(path: string, segments: readonly string[], query: Record<string, string>) {
  let at = 0;
  const encode = (part: string) => encodeURIComponent(part.toWellFormed().slice(0, 150));
  const filled = path.replaceAll(/\{[^}]+\}/g, () =>
    encode(segments[at++ % segments.length] ?? ''),
  );
  const search = Object.entries(query).map(([name, each]) => `${name}=${encode(each)}`);
  return search.length === 0 ? filled : `${filled}?${search.join('&')}`;
}

/** What is wrong with an answer: it must be a success, or a problem that shows nothing of the inside. */
function flawsOf(response: {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}): readonly string[] {
  const { statusCode, body, headers } = response;
  if (statusCode < 300) return [];
  if (headers['content-type'] !== 'application/problem+json; charset=utf-8') return ['no problem'];
  const problem = Problem.parse(JSON.parse(body));
  return [
    ...(statusCode >= 400 && statusCode < 500 ? [] : [`status ${statusCode}`]),
    ...(problem.status === statusCode ? [] : ['another status']),
    ...(problem.type === `/problems/${problem.code}` ? [] : ['another type']),
    ...(problem.detail.length > 20 ? [] : ['no sentence']),
    ...(/node_modules|\.ts\b|\bat \/|syntax error|select |zod/i.test(body) ? ['internals'] : []),
  ];
}

/** Throws junk at every operation; rejects with the smallest request that got a flawed answer. */
async function throwJunk(
  server: Pick<CountryServer, 'app'>,
  known: Known,
  numRuns: number,
): Promise<void> {
  const signIn = () => signInCookie(server.app, PEOPLE.paz, DEMO_PASSWORD);
  let cookie = await signIn();
  await fc.assert(
    fc.asyncProperty(requestTo(await targetsOf(server), known), async (made) => {
      const { target } = made;
      const response = await server.app.inject({
        method: target.method as 'GET',
        url: addressOf(target.path, made.segments, made.query),
        headers: {
          ...(made.contentType === '' ? {} : { 'content-type': made.contentType }),
          ...(made.purpose === undefined ? {} : { 'x-amparo-purpose': made.purpose }),
          ...(made.isSignedIn ? { cookie } : {}),
          ...(made.isOwn ? { 'x-amparo-request': '1' } : {}),
        },
        ...(target.method === 'GET' ? {} : { payload: made.payload }),
      });
      const hasSignedOut = response.statusCode === 200 && target.path === '/api/sign-out';
      if (hasSignedOut) cookie = await signIn();
      expect(flawsOf(response)).toEqual([]);
    }),
    { numRuns },
  );
}

let server: CountryServer;
let known: Known;
beforeAll(async () => {
  server = await openCountryServer();
  const { recordId } = await openACase(server.as('sela'));
  known = { segments: [recordId, recordId] };
});
afterAll(() => server.close());

test('the junk is thrown at every slice', async () => {
  const targets = await targetsOf(server);
  expect(targets.length).toBeGreaterThan(40);
  for (const part of [
    '/api/cases/',
    '/api/records/',
    '/api/sessions',
    '/api/pack',
    '/api/handovers',
  ])
    expect(targets.some(({ path }) => path.startsWith(part))).toBe(true);
});

test('junk at any operation is refused as a problem with a sentence, and never becomes a fault', async () => {
  await expect(throwJunk(server, known, 1500)).resolves.toBeUndefined();
}, 240_000);

test('junk in place of an answer of a form is refused, and nothing of it is written', async () => {
  const sela = server.as('sela');
  const { recordId } = await openACase(sela);
  const parts = ['registration', 'consent', 'risk'] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...parts).chain((part) =>
        fc.record({
          part: fc.constant(part),
          field: fc.constantFrom('surprise', ...Object.keys(ANSWERS[part])),
          junk: value,
        }),
      ),
      async ({ part, field, junk }) => {
        const answers = { ...ANSWERS[part], [field]: junk };
        // Stale on purpose: an answer that happens to be understood writes nothing either.
        const body = { ...aCommand(), formVersion: 1, basedOn: 99, answers };
        const { status, code } = await sela.post(`/cases/${recordId}/${part}`, body);
        expect([status, code]).not.toEqual([200, undefined]);
        expect(status).toBeLessThan(500);
      },
    ),
    { numRuns: 300 },
  );
  const { body } = await sela.get(`/cases/${recordId}/timeline`);
  expect(body.entries).toHaveLength(1);
}, 120_000);

test('one operation that stumbles over junk would be found', async () => {
  const stumbling = endpoint({
    id: 'stones.turn',
    method: 'POST',
    path: '/stones',
    summary: 'Turns a stone',
    access: 'signed-in',
    input: z.looseObject({}),
    output: z.object({}),
    refusals: {},
  });
  const stones = route(stumbling, async (input) => {
    if ('x' in input) throw new Error('stumbled');
    return accept({});
  });
  const stumblingServer = await composeTestServer(server.database, {
    slices: [{ routes: [stones], sentences: {} }],
  });
  await expect(throwJunk(stumblingServer, known, 500)).rejects.toThrow('Property failed');
  await stumblingServer.app.close();
}, 120_000);
