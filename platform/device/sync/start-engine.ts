import type { RecordId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { FileKeys } from '#platform/sync/protocol/carried-file.ts';
import type { OutboxItem } from '../device-store.ts';
import type { Given, OpenDevice, SyncState } from '../field-device.ts';
import { exportFile } from './export-file.ts';
import { importReceipt } from './import-receipt.ts';
import { giveItem } from './outbox.ts';
import { settleItem } from './settle-items.ts';
import { type LoopParts, type SyncLoop, startLoop } from './sync-loop.ts';
import type { OtherPages } from './sync-parts.ts';
import { type Counted, count, nothingCounted } from './sync-state.ts';

/** As long as a person waits for the server before they are told that the device has kept it. */
const PATIENCE = 2000;

export type EngineParts = LoopParts & {
  readonly others: OtherPages;
  readonly fileKeys: FileKeys;
};

/** The pieces of an open device that sync brings; `stop` when it is locked. */
export type SyncEngine = Pick<
  OpenDevice,
  'give' | 'noteOpened' | 'syncNow' | 'settle' | 'exportFile' | 'importReceipt' | 'sync' | 'watch'
> & { readonly stop: () => void };

/** Starts to send and fetch for an unlocked device, and goes on until it is stopped. */
export function startEngine(parts: EngineParts): SyncEngine {
  const news = announcements(parts);
  const loop = startLoop(parts, {
    changed: (recordIds) => news.tell([...recordIds]),
    factsChanged: () => news.tell([]),
    moved: () => void news.recount(false),
  });
  news.show(loop);
  void loop.exchange();
  return {
    give: async (command) => {
      const item = await giveItem(parts, command);
      if (!item.ok) return { is: 'not-kept', refusal: item.refusal };
      news.tell([item.value.recordId]);
      return await answerInTime(parts, item.value, loop);
    },
    noteOpened: async (recordId, action) => {
      const value = { recordId, action, at: instantAt(parts.clock.now()) };
      await parts.withLock('kept', async () => parts.store.commit([{ put: 'opened', value }]));
    },
    syncNow: loop.exchange,
    settle: async (entryId) => {
      const item = await parts.store.outboxItem(entryId);
      await settleItem(parts, entryId);
      news.tell(item ? [item.recordId] : []);
    },
    exportFile: async () => {
      const file = await exportFile(parts);
      await news.recount(false);
      return file;
    },
    importReceipt: async (file) => {
      const read = await importReceipt(parts, file);
      if (read.ok) news.tell([...read.value.changed]);
      if (read.ok && read.value.isWipeOrdered) await loop.takeBack();
      return read.ok ? { ok: true, value: { answered: read.value.answered } } : read;
    },
    sync: { snapshot: news.snapshot, subscribe: news.subscribe },
    watch: news.watch,
    stop: () => {
      loop.stop();
      news.stop();
    },
  };
}

/** Sends at once; what the server says within a person's patience is the answer. */
async function answerInTime(parts: EngineParts, item: OutboxItem, loop: SyncLoop): Promise<Given> {
  if (item.state === 'waiting') {
    await Promise.race([
      loop.send(),
      new Promise<void>((resolve) => {
        parts.clock.after(PATIENCE, resolve);
      }),
    ]);
  }
  const now = (await parts.store.outboxItem(item.entryId)) ?? item;
  return now.state === 'answered' && now.outcome
    ? { is: 'answered', outcome: now.outcome }
    : { is: 'kept', item: now };
}

/** Tells screens, here and in other pages of the browser, what changed; counts what they show. */
function announcements(parts: EngineParts) {
  const watchers = new Set<(recordIds: readonly RecordId[]) => void>();
  const subscribers = new Set<() => void>();
  let loop: SyncLoop | undefined;
  let counted: Counted = nothingCounted;
  let shown: SyncState | undefined;
  const compose = (): SyncState => ({
    ...counted,
    ...(loop?.view() ?? { doing: 'resting', isReachable: true, failure: null, nextTryAt: null }),
  });
  let counting = Promise.resolve();
  // One after the other: a count that began earlier must not end later and say what was.
  const recount = (recordsChanged: boolean): Promise<void> => {
    counting = counting.then(async () => {
      // A store that was closed meanwhile has nothing to count; what stands stays shown.
      counted = await count(parts, counted, recordsChanged).catch(() => counted);
      shown = compose();
      for (const changed of subscribers) changed();
    });
    return counting;
  };
  const hear = (recordIds: readonly RecordId[]) => {
    for (const changed of watchers) changed(recordIds);
    void recount(true);
  };
  const deafen = parts.others.listen(hear);
  return {
    show: (started: SyncLoop) => {
      loop = started;
      void recount(true);
    },
    tell: (recordIds: readonly RecordId[]) => {
      hear(recordIds);
      parts.others.tell(recordIds);
    },
    recount,
    snapshot: () => (shown ??= compose()),
    subscribe: (changed: () => void) => {
      subscribers.add(changed);
      return () => subscribers.delete(changed);
    },
    watch: (changed: (recordIds: readonly RecordId[]) => void) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    stop: deafen,
  };
}
