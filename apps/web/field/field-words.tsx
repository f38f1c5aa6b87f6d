import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { z } from 'zod';
import { ReaderProvider } from '#platform/design/reader/reader.tsx';
import { useSettings } from '../settings-context.ts';
import { useWordsBeside } from '../words-beside.ts';

// Not among the words of the first load: most people never set up a field device.
const WORDS = import.meta.glob<Readonly<Record<string, unknown>>>('./field-words.*.json', {
  import: 'default',
});
const Texts = z.record(z.string(), z.string());

/** Adds the words of work without a network to those that stand around it, the pack's among them. */
export function WithFieldWords(props: {
  readonly children: ReactNode;
  readonly waiting?: ReactNode;
}) {
  const { settings } = useSettings();
  const around = useIntl().messages;
  const { language } = settings;
  const loaded = useWordsBeside(WORDS, language);
  if (loaded?.language !== language) return props.waiting ?? null;
  return (
    <ReaderProvider settings={settings} messages={{ ...Texts.parse(around), ...loaded.messages }}>
      {props.children}
    </ReaderProvider>
  );
}
