import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveCatalogue } from './catalogue.ts';
import { createApp } from './create-app.ts';
import { serveHealth } from './health.ts';
import { servePage } from './pages.ts';
import { collectSentences } from './refusal-sentences.ts';
import { putBook, readShelf, SENTENCES } from './test-shelves.ts';
import { serveWebFiles } from './web-files.ts';

const sentences = collectSentences([SENTENCES]);
const newApp = (isHttpsOnly = false) => createApp({ sentences, observers: [], isHttpsOnly });

describe('headers', () => {
  test('every answer allows only our own content, is not framed and leaks no address', async () => {
    const { headers } = await newApp().inject('/nothing');
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:/);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  test('in production browsers are told to use HTTPS only', async () => {
    const { headers } = await newApp(true).inject('/nothing');
    expect(headers['strict-transport-security']).toContain('max-age=63072000');
  });

  test('a page may use the style block that it was sent with, by its hash', async () => {
    const app = newApp();
    servePage(app, '/', () => '<!doctype html><style>p{color:red}</style><p>Hello');
    const { headers, statusCode } = await app.inject('/');
    const hash = createHash('sha256').update('p{color:red}').digest('base64');
    expect(statusCode).toBe(200);
    expect(headers['content-security-policy']).toContain(`style-src 'self' 'sha256-${hash}'`);
  });
});

describe('the catalogue of refusals', () => {
  test('lists every code, and explains each with its operations', async () => {
    const app = newApp();
    serveCatalogue(app, [readShelf, putBook], sentences);
    const index = await app.inject('/problems');
    for (const code of Object.keys(sentences)) expect(index.body).toContain(`/problems/${code}"`);
    const page = await app.inject('/problems/shelves.full');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toMatch(
      /The shelf is full\.[\s\S]*Take another shelf\.[\s\S]*409[\s\S]*Puts a book/,
    );
    expect((await app.inject('/problems/shelves.burnt')).statusCode).toBe(404);
    expect((await app.inject('/problems/%3Cscript%3E')).body).not.toContain('<script>');
  });
});

describe('health', () => {
  test('the process is healthy while it is not ready, and says what is missing', async () => {
    const app = newApp();
    let isReady = false;
    serveHealth(app, [
      { name: 'database', isReady: async () => true },
      { name: 'pack', isReady: async () => isReady },
      {
        name: 'other',
        isReady: () => (isReady ? Promise.resolve(true) : Promise.reject(new Error('secret'))),
      },
    ]);
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    const before = await app.inject('/readyz');
    expect(before.statusCode).toBe(503);
    expect(before.json()).toEqual({
      status: 'not-ready',
      checks: { database: true, pack: false, other: false },
    });
    isReady = true;
    expect((await app.inject('/readyz')).statusCode).toBe(200);
  });
});

describe('HEAD', () => {
  test('asks a page or the health of the process what GET would, and gets no body', async () => {
    const app = newApp();
    serveHealth(app, [{ name: 'database', isReady: async () => false }]);
    servePage(app, '/', () => '<!doctype html><title>start</title>');
    for (const url of ['/healthz', '/readyz', '/']) {
      const get = await app.inject(url);
      const head = await app.inject({ method: 'HEAD', url });
      expect([url, head.statusCode, head.body]).toEqual([url, get.statusCode, '']);
      for (const name of ['content-type', 'content-length', 'cache-control'])
        expect([name, head.headers[name]]).toEqual([name, get.headers[name]]);
    }
  });
});

describe('the web app', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'web-'));
    await mkdir(path.join(folder, 'assets'));
    await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>app</title>');
    await writeFile(path.join(folder, 'assets/main-4f2a.js'), 'export {};');
    await writeFile(path.join(folder, 'manifest.webmanifest'), '{}');
    await writeFile(path.join(folder, 'service-worker.js'), '');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('screens get the app anew, files by their hash are kept, and missing files are missing', async () => {
    const app = newApp();
    await serveWebFiles(app, folder);
    for (const url of ['/app/', '/app/cases/01928?tab=plan', '/app/cases']) {
      const screen = await app.inject(url);
      expect(screen.statusCode).toBe(200);
      expect(screen.body).toContain('<title>app</title>');
      expect(screen.headers['cache-control']).toBe('no-cache');
    }
    const asset = await app.inject('/app/assets/main-4f2a.js');
    expect(asset.headers['content-type']).toContain('javascript');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await app.inject('/app/manifest.webmanifest')).headers['cache-control']).toBe(
      'no-cache',
    );
    expect((await app.inject('/app/assets/old.js')).statusCode).toBe(404);
    expect((await app.inject('/app/../../package.json')).statusCode).toBe(404);
    expect((await app.inject('/app/%2e%2e/%2e%2e/package.json')).body).not.toContain('"amparo"');
    expect((await app.inject('/app')).headers.location).toBe('/app/');
    const head = await app.inject({ method: 'HEAD', url: '/app/' });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect(head.headers['content-type']).toContain('text/html');
  });

  test('the service worker is asked for anew each time, and rules the app alone', async () => {
    const app = newApp();
    await serveWebFiles(app, folder);
    const { headers } = await app.inject('/app/service-worker.js');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['service-worker-allowed']).toBe('/app/');
  });

  test('the app may compile what makes a key from a PIN, and may make no script from text', async () => {
    const app = newApp();
    await serveWebFiles(app, folder);
    for (const url of ['/app/', '/app/assets/main-4f2a.js']) {
      const policy = (await app.inject(url)).headers['content-security-policy'];
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(policy).not.toMatch(/'unsafe-(?:eval|inline)'/);
    }
  });
});
