import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const BUILT = path.join(root, '.cache/web');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** A second build of the same app, as a later version would be: other files under other names. */
async function buildLater(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'amparo-later-'));
  await build({
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
    plugins: [
      {
        name: 'later-version',
        transform: (code, id) =>
          /\/(main|pages\/[\w-]+)\.tsx$/.test(id)
            ? `${code}\nglobalThis.amparoVersion = 'later';`
            : undefined,
      },
    ],
  });
  return folder;
}

export type TwoVersions = {
  readonly address: string;
  /** From now on only the later version is served; files of the first are gone. */
  readonly deployLater: () => void;
  /** Whether what is no file of the app, the API, can be reached. */
  readonly reachApi: (isReached: boolean) => void;
  readonly stop: () => Promise<void>;
};

/** Stands before a running server and serves the app itself, in one version and then in the next. */
export async function serveTwoVersions(behind: string): Promise<TwoVersions> {
  const later = await buildLater();
  let folder = BUILT;
  let isApiReached = true;
  const front = createServer((asked, answer) => {
    const url = new URL(asked.url ?? '/', behind);
    if (url.pathname.startsWith('/app/')) void sendFile(folder, url.pathname, answer);
    else if (isApiReached) pass(asked, answer, url);
    else answer.destroy();
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const place = front.address();
  if (place === null || typeof place === 'string') throw new Error('No port');
  return {
    address: `http://127.0.0.1:${String(place.port)}`,
    deployLater: () => {
      folder = later;
    },
    reachApi: (isReached) => {
      isApiReached = isReached;
    },
    stop: async () => {
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
      await rm(later, { recursive: true, force: true });
    },
  };
}

async function sendFile(folder: string, pathname: string, answer: ServerResponse): Promise<void> {
  const isFile = path.extname(pathname) !== '';
  const name = isFile ? pathname.slice('/app/'.length) : 'index.html';
  try {
    const content = await readFile(path.join(folder, name));
    answer.setHeader('content-type', TYPES[path.extname(name)] ?? 'application/octet-stream');
    answer.setHeader('cache-control', 'no-cache');
    answer.end(content);
  } catch {
    answer.writeHead(404).end();
  }
}

function pass(asked: IncomingMessage, answer: ServerResponse, url: URL): void {
  const passed = request(url, { method: asked.method, headers: asked.headers }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers);
    got.pipe(answer);
  });
  passed.on('error', () => answer.destroy());
  asked.pipe(passed);
}
