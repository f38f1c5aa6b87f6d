import { useEffect, useState } from 'react';
import { useReader } from '#platform/design/reader/reader.tsx';
import { readStorageHere, type StorageHere } from './storage-here.ts';

const MEGABYTE = 1024 * 1024;

/** Whether the browser keeps what is here, and how much room there is, in plain words. */
export function useStorageFacts(): readonly { readonly label: string; readonly value: string }[] {
  const { words, number } = useReader();
  const [here, setHere] = useState<StorageHere | undefined>(undefined);
  useEffect(() => void readStorageHere().then(setHere), []);
  if (!here) return [];
  const { isPersisted, usedBytes, roomBytes } = here;
  const kept = isPersisted === undefined ? 'unknown' : isPersisted ? 'yes' : 'no';
  const facts = [{ label: words('field.storage'), value: words(`field.storage.${kept}`) }];
  if (usedBytes === undefined || roomBytes === undefined) return facts;
  const inMegabytes = (bytes: number) => number(Math.ceil(bytes / MEGABYTE));
  const values = { used: inMegabytes(usedBytes), room: inMegabytes(roomBytes - usedBytes) };
  return [...facts, { label: words('field.room'), value: words('field.room.megabytes', values) }];
}
