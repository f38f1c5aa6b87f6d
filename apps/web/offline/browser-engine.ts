import type { RecordId } from '#kernel/ids.ts';
import type { Api } from '#platform/design/calling/api.tsx';
import type { StartEngine } from '#platform/device/keys/engine.ts';
import { startEngine } from '#platform/device/sync/start-engine.ts';
import { parcelSealer } from '#platform/device/sync/seal-for-server.ts';
import type { OtherPages } from '#platform/device/sync/sync-parts.ts';
import { besideDrops } from '#platform/device/store/beside-drops.ts';
import { FileKeys } from '#platform/sync/protocol/carried-file.ts';
import { pull, push } from '#platform/sync/protocol/endpoints.ts';
import type { CaseSearches } from './case-searches.ts';

/** Where the server's keys for carried files are kept, given when the device was set up. */
export const FILE_KEYS = 'file-keys';

/** Sends and fetches in this browser, for whoever has unlocked the device. */
export function browserEngine(direct: Api, beside: CaseSearches['beside']): StartEngine {
  return async (parts) => {
    const { deviceId, purpose } = parts;
    const store = besideDrops(parts.store, (dropped) => beside(parts.store, dropped));
    const fileKeys = FileKeys.parse((await store.answer(FILE_KEYS))?.value);
    const pages = otherPages(deviceId);
    const engine = startEngine({
      ...parts,
      store,
      fileKeys,
      sealParcel: parcelSealer(deviceId, fileKeys),
      others: pages,
      transport: {
        push: (input) => direct.call(push, input, { purpose }),
        pull: (input) => direct.call(pull, input, { purpose }),
      },
      clock: {
        now: Date.now,
        random: chance,
        after: (milliseconds, work) => {
          const timer = window.setTimeout(work, milliseconds);
          return () => window.clearTimeout(timer);
        },
      },
      withLock: (name, work) => locked(`amparo.${deviceId}.${name}`, work),
      isVisible: () => document.visibilityState === 'visible',
      wakes,
    });
    const { stop, ...pieces } = engine;
    return {
      ...pieces,
      stop: () => {
        stop();
        pages.close();
      },
    };
  };
}

export function chance(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}

/** Pages of one browser never write the same outbox at once. */
export async function locked<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  let value: Value | undefined;
  let isDone = false;
  await navigator.locks.request(name, async () => {
    value = await work();
    isDone = true;
  });
  if (!isDone) throw new Error('A lock was let go before its work was done');
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- set above, whatever type it is
  return value as Value;
}

/** The network came back, or somebody looks at the page again. */
export function wakes(wake: () => void): () => void {
  const seen = () => {
    if (document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', seen);
  };
}

/** What changed, told by ids alone. */
function otherPages(deviceId: string): OtherPages & { readonly close: () => void } {
  const channel = new BroadcastChannel(`amparo.${deviceId}`);
  return {
    tell: (recordIds) => channel.postMessage(recordIds),
    listen: (heard) => {
      const hear = ({ data }: MessageEvent<readonly RecordId[]>) => heard(data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    close: () => channel.close(),
  };
}
