import type { WaitingParcels } from '../field-device.ts';
import type { PersonRow } from '../keys/directory.ts';
import { openParcels } from '../store/open-parcels.ts';
import type { ParcelRow } from '../store/schema.ts';

/** What waits for these people, counted without opening anything; null when it cannot be counted. */
export async function countParcels(people: readonly PersonRow[]): Promise<WaitingParcels | null> {
  const found: ParcelRow[] = [];
  try {
    for (const { database } of people) {
      const parcels = await openParcels(database);
      if (parcels) found.push(...(await parcels.unsent().finally(parcels.close)));
    }
  } catch {
    return null;
  }
  const since = found.map(({ keptAt }) => keptAt).toSorted()[0] ?? null;
  return { items: found.length, since };
}
