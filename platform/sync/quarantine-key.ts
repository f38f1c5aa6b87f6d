import { RecordId } from '#kernel/ids.ts';
import { type DataKey, seal, unseal } from '../vault/seal.ts';
import type { DeviceId } from './protocol/push.ts';

/** The record may not exist yet, or its keys may be closed to whoever sent the item. */
const NO_RECORD = RecordId.parse('00000000-0000-7000-8000-000000000000');

/** Seals what waits in quarantine, each item bound to its device and number. */
export class QuarantineKey {
  readonly #key: DataKey;

  constructor(secret: Buffer) {
    this.#key = { recordId: NO_RECORD, class: 'critical', version: 1, key: secret };
  }

  seal(device: DeviceId, number: number, value: unknown): Buffer {
    return seal(this.#key, `quarantine:${device}:${number}`, value);
  }

  unseal(device: DeviceId, number: number, sealed: Buffer): unknown {
    return unseal(this.#key, `quarantine:${device}:${number}`, sealed);
  }
}
