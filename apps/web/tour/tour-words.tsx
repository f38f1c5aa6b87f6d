import { type ReactNode, useEffect, useState } from 'react';
import { joinMessageFiles, type Messages } from '#platform/design/reader/message-catalogue.ts';
import { ReaderProvider } from '#platform/design/reader/reader.tsx';
import { useSettings } from '../settings-context.ts';

// Not among the words of the app: only an evaluation needs them.
const WORDS = import.meta.glob<Readonly<Record<string, unknown>>>('./tour-words.*.json', {
  import: 'default',
});

type Loaded = { readonly language: string; readonly messages: Messages };

/** Gives what stands inside the words of the tour, in the language of the person at the screen. */
export function WithTourWords(props: {
  readonly children: ReactNode;
  readonly waiting?: ReactNode;
}) {
  const { settings, catalogue } = useSettings();
  const { language } = settings;
  const [loaded, setLoaded] = useState<Loaded | undefined>(undefined);
  useEffect(() => {
    let isCurrent = true;
    void loadWords(language).then((messages) => {
      if (isCurrent) setLoaded({ language, messages });
    });
    return () => {
      isCurrent = false;
    };
  }, [language]);
  if (loaded?.language !== language) return props.waiting ?? null;
  return (
    <ReaderProvider settings={settings} messages={{ ...catalogue.messages, ...loaded.messages }}>
      {props.children}
    </ReaderProvider>
  );
}

async function loadWords(language: string): Promise<Messages> {
  const file = await WORDS[`./tour-words.${language}.json`]?.();
  return joinMessageFiles([file ?? {}]).messages;
}
