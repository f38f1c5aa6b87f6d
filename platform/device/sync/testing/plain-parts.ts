import { accept, type Result } from '#kernel/result.ts';
import { memoryStore } from '../../store/memory-store.ts';
import type { SyncParts, Transport } from '../sync-parts.ts';
import { deviceId, entryId, quickSignature, recordId, workerId } from './model-ids.ts';

/** For tests only: a device in memory, and a server that takes everything unless told otherwise. */
export function plainParts(over: Partial<SyncParts> & { readonly transport?: Transport } = {}) {
  const tails = new Map<string, Promise<unknown>>();
  const parts: SyncParts = {
    worker: workerId(1),
    deviceId: deviceId(1),
    purpose: 'child-protection',
    store: memoryStore(),
    signer: { sign: async (text) => quickSignature(deviceId(1), text) },
    sealParcel: async () => null,
    transport: takesAll(),
    clock: { now: () => 1_795_000_000_000, random: () => 0.5, after: () => () => {} },
    withLock: async (name, work) => {
      const run = (tails.get(name) ?? Promise.resolve()).then(work, work);
      tails.set(
        name,
        run.catch(() => undefined),
      );
      return run;
    },
    ...over,
  };
  return parts;
}

type PushInput = Parameters<Transport['push']>[0];

/** Answers every item by `outcomeOf`; there is never anything to fetch. */
export function takesAll(
  outcomeOf: (body: { readonly number: number; readonly recordId: string }) => object = () => ({
    outcome: 'accepted',
    answer: null,
  }),
): Transport & { readonly pushed: PushInput[] } {
  const pushed: PushInput[] = [];
  return {
    pushed,
    push: async (input) => {
      pushed.push(input);
      const outcomes = input.items.map(({ body }) => {
        const said = JSON.parse(body);
        return { number: said.number, entryId: said.entryId, ...outcomeOf(said) };
      });
      return accept({ outcomes, control: [] });
    },
    pull: async (): Promise<Result<unknown>> => accept({}),
  };
}

export function aCommand(number: number, record = 1, text = 'words') {
  return {
    entryId: entryId(number),
    recordId: recordId(record),
    operation: 'model.write',
    input: { class: 'care', mind: '', text },
  };
}
