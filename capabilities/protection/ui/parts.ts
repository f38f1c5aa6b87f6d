import type { PartView, ProtectionView } from '../domain/views.ts';

/** The five parts, in the order in which a child is protected. A form of the pack has the name of its part. */
export const PARTS = ['guardian', 'safe-place', 'health', 'justice', 'assessment'] as const;
export type PartName = (typeof PARTS)[number];

export function partIn(view: ProtectionView, part: PartName): PartView | undefined {
  return part === 'safe-place' ? view.safePlace : view[part];
}

/**
 * The part that stands first for this reader: health for a health worker, justice for the police.
 * Whoever reads both cares for the whole child, and has all parts in their order.
 */
export function ownParts(view: ProtectionView): readonly PartName[] {
  const special = (['health', 'justice'] as const).filter((part) => view[part] !== undefined);
  return special.length === 1 ? special : [];
}

export function otherParts(view: ProtectionView): readonly PartName[] {
  const own = ownParts(view);
  return PARTS.filter((part) => partIn(view, part) !== undefined && !own.includes(part));
}
