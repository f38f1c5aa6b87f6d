import { Dexie } from 'dexie';
import type { RecordId } from '#kernel/ids.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import type { CarriedRecord } from '#platform/sync/protocol/pull.ts';
import type { StoreChange } from '../device-store.ts';
import { hexOf, keyId, type KeyRing, type RingKey } from './key-ring.ts';
import { places } from './places.ts';
import type { KeyKind, KeyRow, RecordRow, Tables } from './schema.ts';
import { type Bytes, randomBytes, seal } from './seal.ts';

/** One step inside the browser's transaction; everything slow was done before. */
export type Step = (tables: Tables) => PromiseLike<unknown>;

export type Prepared = {
  readonly steps: readonly Step[];
  /** Keys as they stood when the changes were sealed: id and stamp, null where there was none. */
  readonly expected: ReadonlyMap<string, string | null>;
};

type Work = () => Promise<Step>;

/** Seals changes, in their order, so that one transaction can write them without waiting for anything. */
export async function prepareChanges(
  changes: readonly StoreChange[],
  parts: {
    readonly ring: KeyRing;
    readonly keyRows: (ids: readonly string[]) => Promise<readonly (KeyRow | undefined)[]>;
    readonly nameOf: (table: string, key: string) => Promise<string>;
  },
): Promise<Prepared> {
  const wanted = [...new Set(changes.flatMap(keysOf).map(([id, kind]) => keyId(id, kind)))];
  const rows = new Map((await parts.keyRows(wanted)).map((row, at) => [wanted[at] ?? '', row]));
  const held = new Map<string, RingKey>();
  const works: Work[] = [];
  const keyFor = async (recordId: string, kind: KeyKind): Promise<CryptoKey> => {
    const id = keyId(recordId, kind);
    const known = held.get(id);
    if (known) return known.key;
    const row = rows.get(id);
    const made = row
      ? { row, key: await parts.ring.open(row) }
      : await parts.ring.make(recordId, kind);
    if (!row) works.push(async () => (tables) => tables.keys.put(made.row));
    held.set(id, made);
    return made.key;
  };
  const expected = new Map([...rows].map(([id, row]) => [id, row?.stamp ?? null]));
  const destroyed = (recordId: string, kinds: readonly KeyKind[]) => {
    // What is written after this in the same commit gets a key of its own.
    for (const kind of kinds) {
      rows.set(keyId(recordId, kind), undefined);
      held.delete(keyId(recordId, kind));
    }
  };
  for (const change of changes)
    if ('put' in change) {
      const keys = new Map<KeyKind, CryptoKey>();
      for (const [recordId, kind] of keysOf(change)) keys.set(kind, await keyFor(recordId, kind));
      works.push(() => sealed(change, keys, parts.nameOf));
    } else {
      if (change.drop === 'classes') destroyed(change.recordId, change.classes);
      if (change.drop === 'record') destroyed(change.recordId, KINDS_OF_RECORD);
      works.push(() => dropped(change, parts.nameOf));
    }
  return { steps: await Promise.all(works.map((work) => work())), expected };
}

type Put = Extract<StoreChange, { put: string }>;
type Drop = Extract<StoreChange, { drop: string }>;

const KINDS_OF_RECORD: readonly KeyKind[] = [...SensitivityClass.options, 'card'];

/** The keys that a change is sealed with. */
function keysOf(change: StoreChange): readonly (readonly [string, KeyKind])[] {
  if ('drop' in change) return [];
  if (change.put === 'entry') return [[change.value.recordId, change.value.class]];
  if (change.put === 'blob-part') return [['', 'blob']];
  if (change.put !== 'record') return [['', change.put]];
  const { recordId } = change.value;
  return [[recordId, 'card'], ...classesOf(change.value).map((name) => [recordId, name] as const)];
}

function classesOf(record: CarriedRecord): SensitivityClass[] {
  return SensitivityClass.options.filter((name) => record.card.parts[name] !== undefined);
}

async function sealed(
  change: Put,
  keys: ReadonlyMap<KeyKind, CryptoKey>,
  nameOf: (table: string, key: string) => Promise<string>,
): Promise<Step> {
  const sealAs = (kind: KeyKind, place: string, value: unknown): Promise<Bytes> => {
    const key = keys.get(kind);
    if (!key) throw new Error(`No key was prepared for ${kind}`);
    return seal(key, place, value);
  };
  switch (change.put) {
    case 'record': {
      const row = await sealedRecord(change.value, sealAs);
      return (tables) => tables.records.put(row);
    }
    case 'entry': {
      const { recordId, position, class: name } = change.value;
      const bytes = await sealAs(name, places.entry(recordId, name, position), change.value);
      return (tables) => tables.entries.put({ recordId, position, class: name, sealed: bytes });
    }
    case 'outbox': {
      const { parcel: part, ...item } = change.value;
      const { entryId, number, writtenAt: keptAt } = item;
      const bytes = await sealAs('outbox', places.outbox(entryId, number), item);
      // That it was sent is forgotten here and at worst costs sending it twice.
      const parcel = part && { part, keptAt, sentIn: null };
      return (tables) => tables.outbox.put({ entryId, number, sealed: bytes, parcel });
    }
    case 'meta': {
      const bytes = await sealAs('meta', places.named('meta', 'meta'), change.value);
      return (tables) => tables.meta.put({ id: 'meta', sealed: bytes });
    }
    case 'opened': {
      const id = hexOf(randomBytes(16));
      const bytes = await sealAs('opened', places.named('opened', id), change.value);
      return (tables) => tables.opened.add({ id, sealed: bytes });
    }
    case 'blob': {
      const { blobId } = change.value.declared;
      const bytes = await sealAs('blob', places.blob(blobId), change.value);
      return (tables) => tables.blobs.put({ blobId, sealed: bytes });
    }
    case 'blob-part': {
      const { blobId, index } = change.value;
      const bytes = await sealAs('blob', places.blobPart(blobId, index), change.value);
      return (tables) => tables.blobParts.put({ blobId, index, sealed: bytes });
    }
    case 'answer':
    case 'draft': {
      const id = await nameOf(change.put, change.value.key);
      const bytes = await sealAs(change.put, places.named(change.put, id), change.value);
      const row = { id, sealed: bytes };
      return (tables) => (change.put === 'answer' ? tables.answers : tables.drafts).put(row);
    }
  }
}

async function sealedRecord(
  record: CarriedRecord,
  sealAs: (kind: KeyKind, place: string, value: unknown) => Promise<Bytes>,
): Promise<RecordRow> {
  const { recordId } = record;
  const base = { ...record, card: { ...record.card, parts: {} } };
  const parts: Partial<Record<SensitivityClass, Bytes>> = {};
  for (const name of classesOf(record))
    parts[name] = await sealAs(name, places.part(recordId, name), record.card.parts[name]);
  return { recordId, sealed: await sealAs('card', places.card(recordId), base), parts, gone: [] };
}

async function dropped(
  change: Drop,
  nameOf: (table: string, key: string) => Promise<string>,
): Promise<Step> {
  switch (change.drop) {
    case 'classes':
      return (tables) => dropClasses(tables, change.recordId, change.classes);
    case 'record':
      return async (tables) => {
        await tables.keys.where('recordId').equals(change.recordId).delete();
        await tables.entries.where('[recordId+class]').anyOf(ofAll(change.recordId)).delete();
        await tables.records.delete(change.recordId);
      };
    case 'entries': {
      const keys = change.positions.map((position): [string, number] => [
        change.recordId,
        position,
      ]);
      return (tables) => tables.entries.bulkDelete(keys);
    }
    case 'outbox':
      return (tables) => tables.outbox.delete(change.entryId);
    case 'opened':
      return (tables) => tables.opened.clear();
    case 'blob':
      return async (tables) => {
        await tables.blobs.delete(change.blobId);
        const parts = tables.blobParts.where('[blobId+index]');
        await parts.between([change.blobId, Dexie.minKey], [change.blobId, Dexie.maxKey]).delete();
      };
    case 'draft': {
      const id = await nameOf('draft', change.key);
      return (tables) => tables.drafts.delete(id);
    }
  }
}

/** Keys first. The disk may keep an overwritten key for a while; it opens only with the store key, and that with the lease. */
async function dropClasses(
  tables: Tables,
  recordId: RecordId,
  classes: readonly SensitivityClass[],
): Promise<void> {
  await tables.keys.bulkDelete(classes.map((name) => keyId(recordId, name)));
  await tables.entries
    .where('[recordId+class]')
    .anyOf(classes.map((name) => [recordId, name]))
    .delete();
  const row = await tables.records.get(recordId);
  if (!row) return;
  const parts = { ...row.parts };
  for (const name of classes) delete parts[name];
  await tables.records.put({ ...row, parts, gone: [...new Set([...row.gone, ...classes])] });
}

function ofAll(recordId: RecordId): [string, string][] {
  return SensitivityClass.options.map((name) => [recordId, name]);
}
