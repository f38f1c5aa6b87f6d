import type { RecordId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { CarriedEntry, CarriedRecord, PulledPage } from '#platform/sync/protocol/pull.ts';
import type { StoreChange, SyncMeta } from '../device-store.ts';
import type { SyncParts } from './sync-parts.ts';

/** Which version of the journal a page was asked from; when it moved on meanwhile, the page is dropped. */
export type Asked = Pick<SyncMeta, 'epoch' | 'cursor' | 'controlSeen'>;

/** The content of a page as changes of the store; its meta comes on top. */
export type PageContent = {
  readonly changes: readonly StoreChange[];
  readonly touched: ReadonlySet<RecordId>;
  /** Records that were not here before. */
  readonly added: readonly RecordId[];
};

/**
 * What of a page is kept. An entry of a class that the record's card does not open, or of a record
 * without a card, is never stored, whoever sent it. What is here already is not written again.
 */
export async function contentOf(
  parts: Pick<SyncParts, 'store' | 'clock'>,
  page: PulledPage,
  isCurrent: (record: CarriedRecord, held: CarriedRecord) => boolean,
): Promise<PageContent> {
  const cards = new Map<RecordId, CarriedRecord>();
  const changes: StoreChange[] = [];
  const added: RecordId[] = [];
  const touched = new Set<RecordId>();
  for (const record of page.records) {
    const held = await parts.store.record(record.recordId);
    touched.add(record.recordId);
    if (held && !isCurrent(record, held)) continue;
    if (!held) added.push(record.recordId);
    cards.set(record.recordId, record);
    changes.push(...closing(record, held), { put: 'record', value: record });
  }
  for (const recordId of new Set(page.entries.map((entry) => entry.recordId))) {
    const card = cards.get(recordId) ?? (await parts.store.record(recordId));
    const entries = page.entries.filter((entry) => entry.recordId === recordId);
    const news = await newEntries(parts, entries, card);
    if (news.length > 0) touched.add(recordId);
    changes.push(...news.map((value) => ({ put: 'entry', value }) as const));
  }
  return { changes: [...changes, ...namesIn(parts, page)], touched, added };
}

/** Classes that the new card no longer opens. */
function closing(record: CarriedRecord, held: CarriedRecord | undefined): readonly StoreChange[] {
  const open = new Set<SensitivityClass>(record.readable);
  const classes = held?.readable.filter((name) => !open.has(name)) ?? [];
  return classes.length === 0 ? [] : [{ drop: 'classes', recordId: record.recordId, classes }];
}

async function newEntries(
  parts: Pick<SyncParts, 'store'>,
  entries: readonly CarriedEntry[],
  card: CarriedRecord | undefined,
): Promise<readonly CarriedEntry[]> {
  if (!card) return [];
  const held = new Map<number, string>();
  for (const { position, id } of await parts.store.entries(card.recordId)) held.set(position, id);
  return entries.filter(
    (entry) => card.readable.includes(entry.class) && held.get(entry.position) !== entry.id,
  );
}

function namesIn(parts: Pick<SyncParts, 'clock'>, page: PulledPage): readonly StoreChange[] {
  const at = instantAt(parts.clock.now());
  return Object.entries(page.names).map(([id, value]) => ({
    put: 'answer',
    value: { key: nameKey(id), value, at },
  }));
}

/** Where the name of a person who wrote something is kept. */
export function nameKey(id: string): string {
  return `name/${id}`;
}
