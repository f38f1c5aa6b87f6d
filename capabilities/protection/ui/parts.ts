import type { PartView, ProtectionView } from '../domain/views.ts';

/** The five parts, in the order in which a child is protected. A form of the pack has the name of its part. */
export const PARTS = ['guardian', 'safe-place', 'health', 'justice', 'assessment'] as const;
export type PartName = (typeof PARTS)[number];

export function partIn(view: ProtectionView, part: PartName): PartView | undefined {
  return part === 'safe-place' ? view.safePlace : view[part];
}

/**
 * The parts that stand first for this reader: those that they write, for someone who writes no
 * care. Whoever cares for the whole child has all of them in their order.
 */
export function ownParts(view: ProtectionView): readonly PartName[] {
  return view.mayNote ? [] : PARTS.filter((part) => partIn(view, part)?.mayWrite === true);
}

export function otherParts(view: ProtectionView): readonly PartName[] {
  const own = ownParts(view);
  return PARTS.filter((part) => partIn(view, part) !== undefined && !own.includes(part));
}
