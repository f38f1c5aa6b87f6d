import { z } from 'zod';
import { aboutOf, DraftKey, goneAt } from '#capabilities/drafts/domain/draft-key.ts';
import type { RecordId } from '#kernel/ids.ts';
import { type Instant, instantAt } from '#kernel/instant.ts';
import type { DraftKeeper, Keeping } from '#platform/design/form/draft-keeper.ts';
import { parseDraft } from '#platform/design/form/parse-draft.ts';
import type { StoreChange } from '#platform/device/device-store.ts';
import type { OpenDevice } from '#platform/device/field-device.ts';
import { isEnded } from './answers/kept-answers.ts';

const Typed = z.record(z.string(), z.unknown());

/**
 * On a field device that is unlocked, drafts are kept sealed on it first, and with the server as far
 * as that can be reached. Without one, as before. Drafts about a record that is not carried here are
 * the server's alone.
 */
export function deviceDrafts(
  server: DraftKeeper,
  opened: () => OpenDevice | undefined,
): DraftKeeper {
  return {
    find: async (key) => {
      const here = await opened()?.store.draft(key);
      if (!here) return server.find(key);
      // Another device of the same person may have gone on since.
      const there = navigator.onLine ? await server.find(key) : undefined;
      if (there && there.keptAt > here.at) return there;
      if (isEnded(here)) return undefined;
      return { draft: parseDraft(Typed.parse(here.value)), keptAt: here.at };
    },
    keep: async (key, draft, how) => {
      const device = opened();
      if (!device || !(await belongsHere(device, key))) return server.keep(key, draft, how);
      const here = await keepHere(device, key, { ...draft });
      const there = server.keep(key, draft, how);
      if (here.kept === 'here' && !navigator.onLine) return here;
      const kept = await there;
      return kept.kept === 'not-now' ? here : kept;
    },
    drop: async (key) => {
      const device = opened();
      const isAway = !navigator.onLine || device?.sync.snapshot().isReachable === false;
      const ends: StoreChange = isAway
        ? { put: 'draft', value: { key, value: null, at: instantAt(Date.now()) } }
        : { drop: 'draft', key };
      await device?.store.commit([ends]).catch(() => undefined);
      await server.drop(key);
    },
  };
}

async function keepHere(
  { store }: OpenDevice,
  key: string,
  value: Readonly<Record<string, unknown>>,
): Promise<Keeping> {
  const at = instantAt(Date.now());
  try {
    await store.commit([{ put: 'draft', value: { key, value, at } }]);
    return { kept: 'here', at };
  } catch {
    // No room: the page still has the words, and the server may take them.
    return { kept: 'not-now' };
  }
}

async function belongsHere(device: OpenDevice, key: string): Promise<boolean> {
  const read = DraftKey.safeParse(key);
  if (!read.success) return false;
  const { recordId } = aboutOf(read.data);
  return recordId === null || (await isHere(device, recordId));
}

/** Carried, or opened here and not sent yet. */
async function isHere({ store }: Pick<OpenDevice, 'store'>, recordId: RecordId): Promise<boolean> {
  if (await store.record(recordId)) return true;
  return (await store.outbox()).some((item) => item.recordId === recordId);
}

/** DR-3, on the device as on the server. */
export async function dropOldDrafts({ store }: OpenDevice, now: Instant): Promise<void> {
  const old = (await store.drafts()).filter(({ at }) => goneAt(at) <= now);
  if (old.length > 0) await store.commit(old.map(({ key }) => ({ drop: 'draft', key }) as const));
}

/** What was half written about a record goes with it when it is taken away. */
export async function dropDraftsWithout(
  device: OpenDevice,
  changed: readonly RecordId[],
): Promise<void> {
  const gone: string[] = [];
  for (const { key } of await device.store.drafts()) {
    const read = DraftKey.safeParse(key);
    const recordId = read.success ? aboutOf(read.data).recordId : null;
    const isTold = recordId !== null && changed.includes(recordId);
    if (isTold && !(await isHere(device, recordId))) gone.push(key);
  }
  if (gone.length > 0) await device.store.commit(gone.map((key) => ({ drop: 'draft', key })));
}
