import type { ReactNode } from 'react';
import { ReaderProvider } from '#platform/design/reader/reader.tsx';
import { useSettings } from '../settings-context.ts';
import { useWordsBeside } from '../words-beside.ts';

// Not among the words of the app: only an evaluation needs them.
const WORDS = import.meta.glob<Readonly<Record<string, unknown>>>('./tour-words.*.json', {
  import: 'default',
});

/** Gives what stands inside the words of the tour, in the language of the person at the screen. */
export function WithTourWords(props: {
  readonly children: ReactNode;
  readonly waiting?: ReactNode;
}) {
  const { settings, catalogue } = useSettings();
  const { language } = settings;
  const loaded = useWordsBeside(WORDS, language);
  if (loaded?.language !== language) return props.waiting ?? null;
  return (
    <ReaderProvider settings={settings} messages={{ ...catalogue.messages, ...loaded.messages }}>
      {props.children}
    </ReaderProvider>
  );
}
