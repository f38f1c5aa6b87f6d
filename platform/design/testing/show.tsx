import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { joinMessageFiles, type Messages } from '../reader/message-catalogue.ts';
import { ReaderProvider } from '../reader/reader.tsx';
import type { Settings } from '../reader/settings.ts';

const FILES = import.meta.glob<Readonly<Record<string, unknown>>>(
  ['../messages.*.json', '../../../capabilities/*/ui/messages.*.json'],
  { import: 'default', eager: true },
);

/** The words of components and slices in one language, as the app would load them. */
export function wordsOf(language: string): Messages {
  const files = Object.entries(FILES).filter(([path]) => path.endsWith(`.${language}.json`));
  return joinMessageFiles(files.map(([, file]) => file)).messages;
}

/** Puts something on a test screen, in English unless told otherwise. */
export function show(
  shown: ReactNode,
  options: { readonly settings?: Partial<Settings>; readonly messages?: Messages } = {},
) {
  const settings: Settings = {
    language: 'en',
    calendar: 'gregory',
    theme: 'device',
    ...options.settings,
  };
  const messages = { ...options.messages, ...wordsOf(settings.language) };
  return render(shown, {
    wrapper: ({ children }) => (
      <ReaderProvider settings={settings} messages={messages}>
        {children}
      </ReaderProvider>
    ),
  });
}
