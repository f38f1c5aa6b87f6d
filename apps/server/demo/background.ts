import { noteOfFault } from '#platform/http/fault.ts';
import type { Log } from '#platform/http/log.ts';
import type { ManyChildren } from './many-children.ts';

export type Background = { readonly begin: () => void; readonly stop: () => Promise<void> };

/** Writes the many invented children while the server answers; a stop waits for the one in work. */
export function writeInBackground(children: ManyChildren | undefined, log: Log): Background {
  const stopping = new AbortController();
  let writing: Promise<void> = Promise.resolve();
  return {
    begin: () => {
      writing = (children?.write(stopping.signal) ?? Promise.resolve()).catch((fault: unknown) => {
        // The evaluation goes on with the children who are there; the next start tries again.
        log.error({ ...noteOfFault(fault) }, 'invented children');
      });
    },
    stop: () => {
      stopping.abort();
      return writing;
    },
  };
}
