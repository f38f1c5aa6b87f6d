import { z } from 'zod';
import type { Instant } from '#kernel/instant.ts';
import type { DeviceStore, StoreChange } from '../device-store.ts';
import { type Hit, SearchDocument, type SearchSetup } from './search-document.ts';
import { searchIndex } from './search-index.ts';

const KEY = 'search-index';
const Snapshot = z.object({ setup: z.string(), documents: z.array(SearchDocument) });

export type KeptSearchParts = {
  readonly store: Pick<DeviceStore, 'answer' | 'commit'>;
  readonly setup: SearchSetup;
  /** Another whenever documents are made in another way: what was kept is then made anew. */
  readonly setupVersion: string;
  readonly now: () => Instant;
  /** What may be found now, by id and version: kept documents of anything else are dropped. */
  readonly current: () => Promise<ReadonlyMap<string, string>>;
  /** Made from what the device holds; undefined when it holds it no more. */
  readonly documentOf: (id: string) => Promise<SearchDocument | undefined>;
  /**
   * Keeps what changed a while later, several changes at once: sealing thousands of documents must not
   * hold up whoever saves. What was not kept is read again after the next unlocking.
   */
  readonly later?: (work: () => Promise<void>) => void;
};

export type KeptSearch = {
  readonly search: (typed: string) => readonly Hit[];
  /** Looks again at these and keeps what it sees. */
  readonly changed: (ids: readonly string[]) => Promise<void>;
  /**
   * Forgets these at once. What is given back belongs into the commit that drops them from the store, so
   * that no kept word outlives its record.
   */
  readonly without: (ids: readonly string[]) => StoreChange;
  /** That commit ended: whatever the store still has of these may be found again, once it is looked at. */
  readonly dropped: (ids: readonly string[]) => void;
  /** The device was locked: nothing readable stays in memory, and nothing is written any more. */
  readonly forget: () => void;
};

/**
 * The search over what a device holds. Documents are kept sealed among the answers of the store, so that
 * unlocking need not open each record; the index itself is made in memory from them.
 */
export async function openKeptSearch(parts: KeptSearchParts): Promise<KeptSearch> {
  const { store, setup, documentOf } = parts;
  let index = searchIndex(setup);
  let isForgotten = false;
  const gone = new Set<string>();
  /** Raised whenever something is taken away: what was read before that is read again. */
  let removals = 0;
  const readNow = async (id: string): Promise<SearchDocument | undefined> => {
    for (;;) {
      const seen = removals;
      const document = await documentOf(id);
      if (removals === seen || isForgotten) return document;
    }
  };
  const kept = () => keptAs(parts, index.documents());
  const look = async (ids: readonly string[]) => {
    for (const id of ids) {
      const document = await readNow(id);
      if (isForgotten) return;
      // Taken away, and the store does not know it yet.
      if (document && !gone.has(id)) index.put(document);
      else index.remove(id);
      // The store knows; what is given anew from here on is found again.
      if (!document) gone.delete(id);
    }
  };
  // Sealing takes time, so two writes may change places: what was taken away meanwhile is written again.
  const keep = async (): Promise<void> => {
    const seen = removals;
    await store.commit([kept()]);
    if (removals !== seen && !isForgotten) await keep();
  };
  const keepChanged = atOnceOrLater(parts.later, async () => {
    if (!isForgotten) await keep();
  });
  const { fresh, missing, isStale } = await compareKept(parts);
  for (const document of fresh) index.put(document);
  await look(missing);
  if (isStale) await keep();
  return {
    search: (typed) => index.search(typed),
    changed: async (ids) => {
      if (isForgotten) return;
      await look(ids);
      await keepChanged();
    },
    without: (ids) => {
      for (const id of ids) {
        gone.add(id);
        removals += 1;
        index.remove(id);
      }
      return kept();
    },
    dropped: (ids) => {
      removals += 1;
      for (const id of ids) gone.delete(id);
    },
    forget: () => {
      isForgotten = true;
      index = searchIndex(setup);
    },
  };
}

/** What was kept and still holds, and what is to be read anew. */
async function compareKept({ store, setupVersion, current: currentNow }: KeptSearchParts) {
  const current = await currentNow();
  const before = await keptDocuments(store, setupVersion);
  const fresh = before.filter((document) => current.get(document.id) === document.version);
  const here = new Set(fresh.map((document) => document.id));
  const missing = [...current.keys()].filter((id) => !here.has(id));
  return { fresh, missing, isStale: missing.length > 0 || fresh.length < before.length };
}

/** Several askers before the moment comes have the work done once. */
function atOnceOrLater(
  later: KeptSearchParts['later'],
  work: () => Promise<void>,
): () => Promise<void> {
  let isPlanned = false;
  return async () => {
    if (!later) return work();
    if (isPlanned) return;
    isPlanned = true;
    later(async () => {
      isPlanned = false;
      await work();
    });
  };
}

/** For the commit that drops records while no search is open: the next one is made anew. */
export function withoutKeptSearch(at: Instant): StoreChange {
  return { put: 'answer', value: { key: KEY, value: null, at } };
}

function keptAs(parts: KeptSearchParts, documents: readonly SearchDocument[]): StoreChange {
  const value = { setup: parts.setupVersion, documents };
  return { put: 'answer', value: { key: KEY, value, at: parts.now() } };
}

/** What cannot be read, or was made in another way, is as good as none: it is made anew. */
async function keptDocuments(
  store: KeptSearchParts['store'],
  version: string,
): Promise<readonly SearchDocument[]> {
  const answer = await store.answer(KEY);
  const read = Snapshot.safeParse(answer?.value);
  return read.success && read.data.setup === version ? read.data.documents : [];
}
