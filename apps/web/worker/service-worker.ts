import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import { type BuiltFile, keptAgain, sortFiles, wordsOf } from './files-of-version.ts';
import { askedOfWorker, type TakenOver } from './messages-to-worker.ts';

/**
 * Keeps the files of the app, so that it opens without a network. It knows files and nothing else:
 * what the API answers holds personal data and never comes near a cache of the browser.
 */
declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly BuiltFile[];
};

const KEPT = 'amparo-used-files';
const APP = '/app/';
const SHELL = `${APP}index.html`;

// The build puts the list of files in the place of this name, which may stand here only once.
const { atOnce, onDemand } = sortFiles(self.__WB_MANIFEST);
const onDemandPaths = onDemand.map((url) => `${APP}${url}`);
const controller = new PrecacheController();
controller.addToCacheList(atOnce.map(({ url, revision }) => ({ url: `${APP}${url}`, revision })));

self.addEventListener('install', (event) => {
  // No skipWaiting: windows that are open keep the version that they were opened with.
  event.waitUntil(Promise.all([controller.install(event), bringAlong()]));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([controller.activate(event), forgetOld()]).then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (!pathname.startsWith(APP)) return;
  if (request.mode !== 'navigate') event.respondWith(fileFor(request, pathname));
  else if (!/\.[a-z0-9]+$/i.test(pathname)) event.respondWith(shellFor(request));
});

self.addEventListener('message', (event) => {
  const asked = askedOfWorker(event.data);
  if (asked?.ask === 'keep') event.waitUntil(keep(asked.language, asked.used));
  if (asked?.ask === 'take-over') event.waitUntil(takeOver(event.ports[0]));
});

async function shellFor(request: Request): Promise<Response> {
  return (await controller.matchPrecache(SHELL)) ?? fetch(request);
}

async function fileFor(request: Request, pathname: string): Promise<Response> {
  const known = await controller.matchPrecache(request);
  if (known) return known;
  const kept = await caches.open(KEPT);
  const used = await kept.match(pathname);
  if (used) return used;
  const fetched = await fetch(request);
  if (fetched.ok && onDemandPaths.includes(pathname)) await kept.put(pathname, fetched.clone());
  return fetched;
}

async function keep(language: string, used: readonly string[]): Promise<void> {
  const words = wordsOf(language, onDemand).map((url) => `${APP}${url}`);
  await add([...words, ...used.filter((path) => onDemandPaths.includes(path))]);
}

async function bringAlong(): Promise<void> {
  const kept = await caches.open(KEPT);
  const paths = (await kept.keys()).map(({ url }) => new URL(url).pathname);
  await add(keptAgain(paths, onDemand).map((url) => `${APP}${url}`));
}

async function add(paths: readonly string[]): Promise<void> {
  const kept = await caches.open(KEPT);
  const held = new Set((await kept.keys()).map(({ url }) => new URL(url).pathname));
  // A path that is named twice would make the browser refuse them all.
  await kept.addAll([...new Set(paths)].filter((path) => !held.has(path)));
}

/** This version is the only one now; what only an older one used goes. */
async function forgetOld(): Promise<void> {
  const kept = await caches.open(KEPT);
  const old = (await kept.keys()).filter(
    ({ url }) => !onDemandPaths.includes(new URL(url).pathname),
  );
  await Promise.all(old.map((request) => kept.delete(request)));
}

async function takeOver(answer: MessagePort | undefined): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const ofApp = windows.filter(({ url }) => new URL(url).pathname.startsWith(APP));
  const said: TakenOver = ofApp.length > 1 ? 'others-open' : 'taken';
  answer?.postMessage(said);
  if (said === 'taken') await self.skipWaiting();
}
