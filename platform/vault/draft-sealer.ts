import { createHmac } from 'node:crypto';
import { RecordId, type WorkerId } from '#kernel/ids.ts';
import { type DataKey, seal, unseal } from './seal.ts';

/** A draft need not be about a record; it is bound to its author and its key all the same. */
const NO_RECORD = RecordId.parse('00000000-0000-7000-8000-000000000000');

/**
 * Seals unfinished forms, each author's with a key of its own. It is no key of a record: whoever
 * begins a case has no record yet, and a draft is read by nobody but its author.
 */
export class DraftSealer {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  seal(author: WorkerId, key: string, value: unknown): Buffer {
    return seal(this.#keyOf(author), `draft:${author}:${key}`, value);
  }

  unseal(author: WorkerId, key: string, sealed: Buffer): unknown {
    return unseal(this.#keyOf(author), `draft:${author}:${key}`, sealed);
  }

  #keyOf(author: WorkerId): DataKey {
    const key = createHmac('sha256', this.#secret).update(`draft|${author}`).digest();
    return { recordId: NO_RECORD, class: 'identity', version: 1, key };
  }
}
