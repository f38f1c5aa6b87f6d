import { useSyncExternalStore } from 'react';
import { Page } from '#platform/design/patterns/page.tsx';
import { Skeleton } from '#platform/design/patterns/waiting.tsx';
import { ReaderProvider, useReader } from '#platform/design/reader/reader.tsx';
import { useSettings } from '../settings-context.ts';
import { useWordsBeside } from '../words-beside.ts';
import { Group } from './exhibit.tsx';
import './gallery.css';
import { GalleryButtons } from './gallery-buttons.tsx';
import { GalleryChoices } from './gallery-choices.tsx';
import { GalleryDates, GalleryPlaces } from './gallery-dates.tsx';
import { GalleryFields } from './gallery-fields.tsx';
import { GalleryForm } from './gallery-form-part.tsx';
import { GalleryLists } from './gallery-lists.tsx';
import { GalleryNotices } from './gallery-notices.tsx';
import { GalleryResult } from './gallery-result.tsx';
import { GallerySwitches } from './gallery-switches.tsx';
import { GalleryTokens } from './gallery-tokens.tsx';

// Not among the words of the app: only who opens the gallery loads them, in their language.
const WORDS = import.meta.glob<Readonly<Record<string, unknown>>>('./gallery-words.*.json', {
  import: 'default',
});

/** Every component in its states, for the eye and for the checks of accessibility. */
export function GalleryPage() {
  const { settings, catalogue } = useSettings();
  const { language } = settings;
  const loaded = useWordsBeside(WORDS, language);
  if (!loaded) return <Skeleton lines={4} />;
  const messages = { ...catalogue.messages, ...loaded.messages };
  return (
    <ReaderProvider settings={settings} messages={messages}>
      {/* Made anew with another language, so that what was typed in examples follows it. */}
      <Parts key={`${loaded.language} ${settings.calendar}`} />
    </ReaderProvider>
  );
}

function Parts() {
  const { words } = useReader();
  return (
    <Page width="wide" title={words('gallery.title')} lead={words('gallery.lead')}>
      <GallerySwitches />
      <p>{words('gallery.states.note')}</p>
      <div className="form-columns">
        <SideList />
        <div className="stack-wide">
          <GalleryTokens />
          <Group id="controls">
            <GalleryButtons />
            <GalleryFields />
            <GalleryChoices />
            <GalleryPlaces />
          </Group>
          <Group id="dates">
            <GalleryDates />
          </Group>
          <Group id="patterns">
            <GalleryNotices />
            <GalleryLists />
          </Group>
          <Group id="forms">
            <GalleryForm />
            <GalleryResult />
          </Group>
        </div>
      </div>
    </Page>
  );
}

/** The way to each component, read from the page, so that the list cannot fall behind it. */
function SideList() {
  const { words } = useReader();
  const headings = useSyncExternalStore(standsStill, headingsNow);
  return (
    <nav className="form-sections gallery-list" aria-label={words('gallery.jump')}>
      <ol className="bare-list">
        {headings.map((heading) => (
          <li key={heading.id} className={heading.matches('h2') ? 'is-group' : ''}>
            <a href={`#${heading.id}`} onClick={jump}>
              <bdi>{heading.querySelector('h3')?.textContent ?? heading.textContent}</bdi>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

let last: readonly Element[] = [];

function headingsNow(): readonly Element[] {
  const now = Array.from(document.querySelectorAll('.exhibit-group > h2, .exhibit'));
  if (now.length !== last.length || now.some((heading, at) => heading !== last[at])) last = now;
  return last;
}

// React looks once more when the page stands; after that it does not change.
const standsStill = () => () => undefined;

// The address stays as it is: the router would take a changed one for a change of the screen.
function jump(event: { readonly currentTarget: HTMLAnchorElement; preventDefault: () => void }) {
  event.preventDefault();
  const place = document.getElementById(event.currentTarget.hash.slice(1));
  const heading = place?.querySelector('h3') ?? place;
  heading?.focus({ preventScroll: true });
  place?.scrollIntoView();
}
