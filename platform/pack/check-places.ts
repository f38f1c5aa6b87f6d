import type { Place } from '#kernel/place.ts';
import type { Merged } from './merge-layers.ts';
import { faultAt, type PackFault } from './pack-fault.ts';
import type { Sourced } from './read-layer.ts';

/** Places must hang together: one level a step, up to a country, named in the first language. */
export function checkPlaces(
  merged: Merged,
  languages: readonly string[],
  faults: PackFault[],
): void {
  for (const place of merged.places.values()) {
    const refuseAt = (step: string, reason: string): void => {
      faults.push(faultAt(place.source, [...place.path, step], 'pack.place.tree', reason));
    };
    const { pcode, parent, level, names } = place.value;
    const first = languages[0];
    if (first !== undefined && names[first] === undefined) {
      refuseAt('names', `${pcode} has no name in ${first}.`);
    }
    if (parent === null) {
      if (level !== 0) refuseAt('parent', `${pcode} is no country and has no parent.`);
      continue;
    }
    const above = merged.places.get(parent);
    if (!above) refuseAt('parent', `${pcode} lies in ${parent}, which no pack has.`);
    else if (leadsBack(place, merged)) refuseAt('parent', `${pcode} lies in itself.`);
    else if (above.value.level !== level - 1) {
      refuseAt('level', `${pcode} is level ${String(level)} but ${parent} is not the level above.`);
    }
  }
}

function leadsBack(place: Sourced<Place>, merged: Merged): boolean {
  const seen = new Set<string>();
  let at = place.value.parent;
  while (at !== null && !seen.has(at)) {
    if (at === place.value.pcode) return true;
    seen.add(at);
    at = merged.places.get(at)?.value.parent ?? null;
  }
  return false;
}
