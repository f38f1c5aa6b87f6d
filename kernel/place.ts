import { z } from 'zod';

/** A p-code (OCHA common operational datasets): `XA`, `XA01`, `XA0102`. */
export const PCode = z
  .string()
  .regex(/^[A-Z]{2,3}[0-9A-Z]{0,14}$/, 'Expected a p-code')
  .brand<'PCode'>();
export type PCode = z.infer<typeof PCode>;

/** A place in the administrative hierarchy. Level 0 is the country. */
export const Place = z.strictObject({
  pcode: PCode,
  parent: PCode.nullable(),
  level: z.number().int().min(0).max(5),
  names: z.record(z.string(), z.string().min(1)).describe('By language tag.'),
});
export type Place = z.infer<typeof Place>;

export type PlaceTree = ReadonlyMap<PCode, Place>;

export function placeTree(places: readonly Place[]): PlaceTree {
  return new Map(places.map((place) => [place.pcode, place]));
}

/** From the country down to the place itself; empty when the place is unknown. */
export function pathTo(tree: PlaceTree, pcode: PCode): readonly Place[] {
  const path: Place[] = [];
  const seen = new Set<PCode>();
  let at: PCode | null = pcode;
  while (at !== null && !seen.has(at)) {
    seen.add(at);
    const place = tree.get(at);
    if (!place) break;
    path.unshift(place);
    at = place.parent;
  }
  return path;
}

/** The place at `level` above or at `pcode`: what may be shown where the exact place may not. */
export function placeAtLevel(tree: PlaceTree, pcode: PCode, level: number): Place | undefined {
  return pathTo(tree, pcode).find((place) => place.level === level);
}
