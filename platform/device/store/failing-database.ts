import { IDBObjectStore } from 'fake-indexeddb';

const WRITES = ['put', 'add', 'delete', 'clear'];

/** Makes the nth write into any browser database fail with this error, while `work` runs. For tests. */
export async function failingWrite<Value>(
  nth: number,
  name: string,
  work: () => Promise<Value>,
): Promise<{ readonly thrown: unknown }> {
  let writes = 0;
  const restore = WRITES.map((method) =>
    before(method, () => {
      writes += 1;
      if (writes === nth) throw new DOMException('Planned by the test', name);
    }),
  );
  try {
    await work();
    return { thrown: undefined };
  } catch (thrown) {
    return { thrown };
  } finally {
    for (const again of restore) again();
  }
}

function before(method: string, first: () => void): () => void {
  const { prototype } = IDBObjectStore;
  const original = Reflect.getOwnPropertyDescriptor(prototype, method);
  if (!original) throw new Error(`No method ${method}`);
  Object.defineProperty(prototype, method, {
    ...original,
    value(this: unknown, ...given: unknown[]): unknown {
      first();
      return Reflect.apply(original.value, this, given);
    },
  });
  return () => {
    Object.defineProperty(prototype, method, original);
  };
}
