import { createHash, randomBytes } from 'node:crypto';
import type { RecordId } from '#kernel/ids.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { MasterKeys, WrappedKey } from './master-keys.ts';
import { type DataKey, keyVersionOf, seal, unseal } from './seal.ts';

export type StoredKey = WrappedKey & { readonly class: SensitivityClass; readonly version: number };

/**
 * The data keys of one record that a reader was given. A key that the database did not hand out
 * (no grant) is not here, and what it sealed cannot be opened.
 */
export class RecordKeys {
  readonly #recordId: RecordId;
  readonly #keys = new Map<string, DataKey>();
  readonly #newest = new Map<SensitivityClass, DataKey>();

  constructor(recordId: RecordId, keys: readonly DataKey[]) {
    this.#recordId = recordId;
    for (const key of keys) this.#add(key);
  }

  /** A new key for a class that has none yet. The caller stores it wrapped, in the same transaction. */
  add(sensitivity: SensitivityClass): DataKey {
    const made: DataKey = {
      recordId: this.#recordId,
      class: sensitivity,
      version: 1,
      key: randomBytes(32),
    };
    this.#add(made);
    return made;
  }

  has(sensitivity: SensitivityClass): boolean {
    return this.#newest.has(sensitivity);
  }

  seal(sensitivity: SensitivityClass, context: string, value: unknown): Buffer {
    const key = this.#newest.get(sensitivity);
    if (!key) throw new Error(`No key of class ${sensitivity} was given`);
    return seal(key, context, value);
  }

  unseal(sensitivity: SensitivityClass, context: string, sealed: Buffer): unknown {
    const key = this.#keys.get(`${sensitivity}.${keyVersionOf(sealed)}`);
    if (!key) throw new Error(`No key of class ${sensitivity} was given`);
    return unseal(key, context, sealed);
  }

  #add(key: DataKey): void {
    this.#keys.set(`${key.class}.${key.version}`, key);
    const newest = this.#newest.get(key.class);
    if (!newest || newest.version < key.version) this.#newest.set(key.class, key);
  }
}

/** What a wrapped key is bound to: it cannot be moved to another record or class. */
export function wrapContext(
  recordId: RecordId,
  sensitivity: SensitivityClass,
  version: number,
): string {
  return `data-key|${recordId}|${sensitivity}|${version}`;
}

const REMEMBERED = 20_000;

/**
 * Unwraps keys and remembers them by their wrapped bytes. Only who could read the wrapped key from
 * the database gets the key; an erased record's wrapped key is gone, so nothing finds it here.
 */
export class KeyOpener {
  readonly #masterKeys: MasterKeys;
  readonly #opened = new Map<string, Buffer>();

  constructor(masterKeys: MasterKeys) {
    this.#masterKeys = masterKeys;
  }

  async open(recordId: RecordId, stored: readonly StoredKey[]): Promise<RecordKeys> {
    return new RecordKeys(
      recordId,
      await Promise.all(stored.map((key) => this.#openOne(recordId, key))),
    );
  }

  async wrap(dataKey: DataKey): Promise<StoredKey> {
    const context = wrapContext(dataKey.recordId, dataKey.class, dataKey.version);
    const wrapped = await this.#masterKeys.wrap(dataKey.key, context);
    return { ...wrapped, class: dataKey.class, version: dataKey.version };
  }

  async #openOne(recordId: RecordId, stored: StoredKey): Promise<DataKey> {
    const context = wrapContext(recordId, stored.class, stored.version);
    const mark = createHash('sha256').update(context).update(stored.wrapped).digest('base64');
    const key = this.#opened.get(mark) ?? (await this.#masterKeys.unwrap(stored, context));
    this.#remember(mark, key);
    return { recordId, class: stored.class, version: stored.version, key };
  }

  #remember(mark: string, key: Buffer): void {
    this.#opened.delete(mark);
    this.#opened.set(mark, key);
    if (this.#opened.size <= REMEMBERED) return;
    const oldest = this.#opened.keys().next().value;
    if (oldest !== undefined) this.#opened.delete(oldest);
  }
}
