/**
 * Why a device could not keep or read something:
 * - `device.storage.full`: no room is left. Nothing of the commit was written; the caller still has the words.
 * - `device.storage.gone`: the browser closed or removed the database, or the device was locked.
 * - `device.storage.damaged`: a row was altered, moved or cut. It is not read in part.
 */
export type StorageRefusal = {
  readonly code: 'device.storage.full' | 'device.storage.gone' | 'device.storage.damaged';
};

/**
 * Thrown rather than returned, so that nobody goes on as if something had been kept; whoever shows
 * it to a person takes the refusal out of it.
 */
export class StorageFailure extends Error {
  readonly refusal: StorageRefusal;

  constructor(code: StorageRefusal['code'], cause?: unknown) {
    super(code, { cause });
    this.name = 'StorageFailure';
    this.refusal = { code };
  }
}

/** The refusal in what was thrown, or undefined when it is some other fault. */
export function storageRefusalOf(thrown: unknown): StorageRefusal | undefined {
  return thrown instanceof StorageFailure ? thrown.refusal : undefined;
}
