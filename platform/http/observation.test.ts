import { describe, expect, test } from 'vitest';
import { accept, refuse } from '#kernel/result.ts';
import { createApp } from './create-app.ts';
import { logRequests, openLog } from './log.ts';
import { openMetrics, serveMetrics } from './metrics.ts';
import { mount } from './mount.ts';
import { collectSentences } from './refusal-sentences.ts';
import { route } from './route.ts';
import { OWN, putBook, readShelf, SENTENCES, SIGNED_IN, WORKER } from './test-shelves.ts';

function observed(token?: string) {
  const lines: string[] = [];
  const log = openLog({ write: (line) => lines.push(line) });
  const metrics = openMetrics([{ name: 'books', help: 'Books.', read: () => 7 }]);
  const sentences = collectSentences([SENTENCES]);
  const app = createApp({
    sentences,
    observers: [logRequests(log), metrics.observe],
    isHttpsOnly: true,
  });
  const routes = [
    route(readShelf, async ({ shelf }) =>
      shelf === 'gone' ? refuse({ code: 'shelves.unknown' }) : accept({ shelf, page: 1, seen: 0 }),
    ),
    route(putBook, async ({ title }) => {
      throw new Error(`invalid input value "${title}"`, { cause: new Error(`Key (${title})`) });
    }),
  ];
  mount(app, routes, {
    prefix: '/api',
    sentences,
    authenticate: async () => ({ worker: readWorker(), sessionId: 'x' }),
    now: Date.now,
    languages: ['en'],
  });
  serveMetrics(app, metrics, token);
  return { app, lines };
}

const readWorker = () => WORKER as never;

async function callWithNames(app: ReturnType<typeof observed>['app']) {
  await app.inject({ url: '/api/shelves/Amina?page=1', headers: SIGNED_IN });
  await app.inject({ url: '/api/shelves/gone', headers: SIGNED_IN });
  await app.inject({ url: '/api/shelves/x?name=Amina', headers: SIGNED_IN });
  await app.inject({ url: '/Amina/%41mina', headers: { ...SIGNED_IN, 'user-agent': 'Amina' } });
  await app.inject({ url: '/api/%zzAmina' });
  await app.inject({
    method: 'POST',
    url: '/api/shelves/Amina/books',
    headers: { ...OWN, 'x-forwarded-for': '203.0.113.9' },
    payload: { title: 'Amina Diallo' },
    remoteAddress: '203.0.113.9',
  });
}

describe('the log', () => {
  test('has one line a request, with route, status and code', async () => {
    const { app, lines } = observed();
    await callWithNames(app);
    expect(lines).toHaveLength(6);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({
      level: 'info',
      method: 'GET',
      route: '/api/shelves/:shelf',
      status: 404,
      code: 'shelves.unknown',
    });
    expect(JSON.parse(lines[5] ?? '')).toMatchObject({
      level: 'error',
      code: 'fault',
      incident: expect.any(String),
      fault: {
        kind: 'Error',
        cause: { kind: 'Error' },
        at: expect.arrayContaining([expect.stringContaining('observation.test.ts')]),
      },
    });
  });

  test('never has a name, an address, a query or an id, even when an error quotes them', async () => {
    const { app, lines } = observed();
    await callWithNames(app);
    expect(lines.join('')).not.toMatch(/Amina|Diallo|203\.0\.113|worker=|page=|0000000a/);
  });
});

describe('the metrics', () => {
  test('count by route, status and code, and read what they are given to read', async () => {
    const { app } = observed();
    await callWithNames(app);
    const { body } = await app.inject('/metrics');
    expect(body).toContain(
      'amparo_http_request_seconds_count{method="GET",route="/api/shelves/:shelf",status="200"} 1',
    );
    expect(body).toContain('amparo_refusals_total{code="shelves.unknown"} 1');
    expect(body).toContain('amparo_faults_total{route="/api/shelves/:shelf/books"} 1');
    expect(body).toContain('books 7');
    expect(body).not.toMatch(/Amina|203\.0\.113/);
  });

  test('with a token they are there only for whoever brings it', async () => {
    const { app } = observed('a token of sixteen');
    expect((await app.inject('/metrics')).statusCode).toBe(404);
    for (const wrong of ['', 'Bearer a token of sixteeN', 'Bearer a token of sixteen ', 'Bearer '])
      expect(
        (await app.inject({ url: '/metrics', headers: { authorization: `${wrong}x` } })).statusCode,
      ).toBe(404);
    const authorization = 'Bearer a token of sixteen';
    expect((await app.inject({ url: '/metrics', headers: { authorization } })).statusCode).toBe(
      200,
    );
  });
});
