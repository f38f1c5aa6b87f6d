import { IDBObjectStore } from 'fake-indexeddb';

/** Makes the nth write into any browser database fail with this error, while `work` runs. For tests. */
export async function failingWrite<Value>(
  nth: number,
  name: string,
  work: () => Promise<Value>,
): Promise<{ readonly thrown: unknown; readonly writes: number }> {
  const { put, add, delete: remove, clear } = IDBObjectStore.prototype;
  let writes = 0;
  const count = () => {
    writes += 1;
    if (writes === nth) throw new DOMException('Planned by the test', name);
  };
  IDBObjectStore.prototype.put = function (...given) {
    count();
    return put.apply(this, given);
  };
  IDBObjectStore.prototype.add = function (...given) {
    count();
    return add.apply(this, given);
  };
  IDBObjectStore.prototype.delete = function (...given) {
    count();
    return remove.apply(this, given);
  };
  IDBObjectStore.prototype.clear = function () {
    count();
    return clear.apply(this);
  };
  try {
    await work();
    return { thrown: undefined, writes };
  } catch (thrown) {
    return { thrown, writes };
  } finally {
    Object.assign(IDBObjectStore.prototype, { put, add, delete: remove, clear });
  }
}
