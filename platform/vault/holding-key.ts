import type { EntryId, RecordId } from '#kernel/ids.ts';
import { seal, unseal } from './seal.ts';

/**
 * Seals what waits outside a record. Whoever wrote it may have lost the record's own keys in the
 * meantime, and their work must be kept all the same.
 */
export class HoldingKey {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  seal(recordId: RecordId, entryId: EntryId, value: unknown): Buffer {
    return seal(this.#keyFor(recordId), `held:${entryId}`, value);
  }

  unseal(recordId: RecordId, entryId: EntryId, sealed: Buffer): unknown {
    return unseal(this.#keyFor(recordId), `held:${entryId}`, sealed);
  }

  #keyFor(recordId: RecordId) {
    return { recordId, class: 'care', version: 1, key: this.#secret } as const;
  }
}
