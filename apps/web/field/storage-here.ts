/** What the browser says about the room that it gives; parts of it are unknown in some browsers. */
export type StorageHere = {
  /** It will not be cleared when the phone runs out of room. */
  readonly isPersisted: boolean | undefined;
  readonly usedBytes: number | undefined;
  readonly roomBytes: number | undefined;
};

export async function readStorageHere(): Promise<StorageHere> {
  const isPersisted = await told(() => navigator.storage.persisted());
  const estimate = await told(() => navigator.storage.estimate());
  return { isPersisted, usedBytes: estimate?.usage, roomBytes: estimate?.quota };
}

/** Asks the browser to keep what is here; some ask the person, others decide by themselves. */
export async function askToPersist(): Promise<boolean | undefined> {
  return told(() => navigator.storage.persist());
}

async function told<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await ask();
  } catch {
    // Old browsers and private windows have no such question.
    return undefined;
  }
}
