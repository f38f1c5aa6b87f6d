import { SensitivityClass } from '#kernel/sensitivity.ts';
import type { CarriedRecord } from '#platform/sync/protocol/pull.ts';

/** A carried record without some of its classes: what the device no longer has, it does not claim. */
export function withoutClasses(
  record: CarriedRecord,
  isGone: (name: SensitivityClass) => boolean,
): CarriedRecord {
  const parts: CarriedRecord['card']['parts'] = {};
  for (const name of SensitivityClass.options) {
    const part = record.card.parts[name];
    if (part && !isGone(name)) parts[name] = part;
  }
  return {
    ...record,
    readable: record.readable.filter((name) => !isGone(name)),
    writable: record.writable.filter((name) => !isGone(name)),
    card: { ...record.card, parts },
  };
}
