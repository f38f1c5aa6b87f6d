import { joinMessageFiles } from '#platform/design/reader/message-catalogue.ts';
import { Page } from '#platform/design/patterns/page.tsx';
import { ReaderProvider, useReader } from '#platform/design/reader/reader.tsx';
import { useSettings } from '../settings-context.ts';
import { GalleryControls } from './gallery-controls.tsx';
import { GalleryForm } from './gallery-form-part.tsx';
import { GalleryPatterns } from './gallery-patterns.tsx';
import { GalleryResult } from './gallery-result.tsx';

// Not among the words of the app: only who opens the gallery loads them.
const WORDS = import.meta.glob<Readonly<Record<string, unknown>>>('./gallery-words.*.json', {
  import: 'default',
  eager: true,
});

/** Every component in its states, for the eye and for the checks of accessibility. */
export function GalleryPage() {
  const { settings, catalogue } = useSettings();
  const own = joinMessageFiles([WORDS[`./gallery-words.${settings.language}.json`] ?? {}]);
  return (
    <ReaderProvider settings={settings} messages={{ ...catalogue.messages, ...own.messages }}>
      <Parts />
    </ReaderProvider>
  );
}

function Parts() {
  const { words } = useReader();
  return (
    <Page width="wide" title={words('gallery.title')} lead={words('gallery.lead')}>
      <GalleryControls />
      <GalleryPatterns />
      <GalleryResult />
      <GalleryForm />
    </Page>
  );
}
