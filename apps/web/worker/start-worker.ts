import { Workbox } from 'workbox-window';
import { loadSettings } from '#platform/design/reader/settings.ts';
import type { Versions } from '../shell/versions.ts';
import type { AskedOfWorker } from './messages-to-worker.ts';

// A phone may keep the app open for days, and browsers look for a new version only when one opens it.
const LOOK_HOURS = 6;

/** Gives the app a service worker, tells it what is used here, and looks for newer versions. */
export async function startWorker(versions: Versions): Promise<void> {
  const worker = new Workbox('/app/service-worker.js', { scope: '/app/' });
  worker.addEventListener('waiting', () => {
    versions.found({
      takeOver: async () => {
        const ask: AskedOfWorker = { ask: 'take-over' };
        const registration = await navigator.serviceWorker.getRegistration('/app/');
        if (!registration?.waiting) return 'taken';
        const said: unknown = await askWorker(registration.waiting, ask);
        if (said === 'others-open') return 'others-open';
        return 'taken';
      },
    });
  });
  let isFirst = !navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The first worker brings the very files that are on screen; a later one brings others.
    if (!isFirst) window.location.reload();
    isFirst = false;
  });
  await worker.register({ immediate: true });
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage(usedHere()));
  lookForNewer(() => void worker.update().catch(() => undefined));
}

function askWorker(worker: ServiceWorker, ask: AskedOfWorker): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = (event: MessageEvent<unknown>) => resolve(event.data);
    worker.postMessage(ask, [port2]);
  });
}

/** Words and letters of the language here; what was loaded before there was a worker is not lost on it. */
function usedHere(): AskedOfWorker {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  return { ask: 'keep', language: loadSettings().language, used: loaded };
}

function lookForNewer(look: () => void): void {
  let last = Date.now();
  const lookIfLongAgo = () => {
    if (document.hidden || Date.now() - last < LOOK_HOURS * 3_600_000) return;
    last = Date.now();
    look();
  };
  document.addEventListener('visibilitychange', lookIfLongAgo);
  window.setInterval(lookIfLongAgo, 3_600_000);
}
