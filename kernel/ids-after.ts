import { EntryId } from './ids.ts';

/**
 * Ids for what a command writes beside its entry, the same wherever it is judged: a device that has
 * shown an evaluation, and the server that makes it anew from the same command, call it alike.
 * Counted up from the random end of the entry's own id.
 */
export function idsAfter(entryId: EntryId): () => EntryId {
  const head = entryId.slice(0, -12);
  let last = BigInt(`0x${entryId.slice(-12)}`);
  return () => {
    last = BigInt.asUintN(48, last + 1n);
    return EntryId.parse(`${head}${last.toString(16).padStart(12, '0')}`);
  };
}
