import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { joinMessageFiles, type Messages } from '../reader/message-catalogue.ts';
import { MessagesThrough, ReaderProvider } from '../reader/reader.tsx';
import { pseudoMessages } from '../reader/pseudo-words.ts';
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

const asTheyAre = (messages: Messages) => messages;

/** Puts something on a test screen, in English unless told otherwise. */
export function show(
  shown: ReactNode,
  options: {
    readonly settings?: Partial<Settings>;
    readonly messages?: Messages;
    /** In the language that nobody speaks, to find what was written into the code. */
    readonly pseudo?: boolean;
  } = {},
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
      <MessagesThrough value={options.pseudo ? pseudoMessages : asTheyAre}>
        <ReaderProvider settings={settings} messages={messages}>
          {children}
        </ReaderProvider>
      </MessagesThrough>
    ),
  });
}
