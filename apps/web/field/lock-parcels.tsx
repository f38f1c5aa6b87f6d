import { useSyncExternalStore } from 'react';
import type { FieldDevice } from '#platform/device/field-device.ts';
import { useReader } from '#platform/design/reader/reader.tsx';

/** What waits while the device is locked. It goes out by itself, also when nobody can open it any more. */
export function LockParcels({ device }: { readonly device: FieldDevice }) {
  const { words, instant } = useReader();
  const waiting = useSyncExternalStore(device.subscribe, device.waiting);
  // Not yet counted: nothing is said rather than something that may be wrong.
  if (!waiting) return null;
  const { items, since } = waiting;
  return (
    <output className="quiet">
      {items === 0 || since === null
        ? words('field.lock.parcels.sent')
        : words('field.lock.parcels.waiting', { count: items, since: instant(since) })}
    </output>
  );
}
