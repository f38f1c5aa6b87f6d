import { createRoot } from 'react-dom/client';
import { loadSettings } from '#platform/design/reader/settings.ts';
import '#platform/design/style/design.css';
import { App } from './app.tsx';
import { loadNearest } from './catalogue.ts';
import { versions } from './shell/versions.ts';
import { wishedMessages } from './wished-messages.ts';

const settings = loadSettings();
const [{ language, catalogue }, through] = await Promise.all([
  loadNearest(settings.language),
  wishedMessages(),
]);
const place = document.getElementById('app');
if (!place) throw new Error('index.html has no place for the app');
createRoot(place).render(
  <App settings={{ ...settings, language }} catalogue={catalogue} through={through} />,
);

// Once the first screen stands; without a service worker the app works as long as the network does.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  void import('./worker/start-worker.ts')
    .then(({ startWorker }) => startWorker(versions))
    .catch(() => undefined);
}
