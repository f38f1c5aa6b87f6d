import { useEffect, useState } from 'react';
import { joinMessageFiles, type Messages } from '#platform/design/reader/message-catalogue.ts';

/** Files of words that are not among those of the app, by the end of their path: `words.en.json`. */
type Files = Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>>>>>;

export type WordsBeside = { readonly language: string; readonly messages: Messages };

/**
 * The words of one part of the app, in one language, loaded by whoever opens it; undefined until the
 * first are there. While another language is on its way, the last one stands.
 */
export function useWordsBeside(files: Files, language: string): WordsBeside | undefined {
  const [loaded, setLoaded] = useState<WordsBeside | undefined>(undefined);
  useEffect(() => {
    let isCurrent = true;
    void load(files, language).then((messages) => {
      if (isCurrent) setLoaded({ language, messages });
    });
    return () => {
      isCurrent = false;
    };
  }, [files, language]);
  return loaded;
}

async function load(files: Files, language: string): Promise<Messages> {
  const [, open] = Object.entries(files).find(([path]) => path.endsWith(`.${language}.json`)) ?? [];
  return joinMessageFiles([(await open?.()) ?? {}]).messages;
}
