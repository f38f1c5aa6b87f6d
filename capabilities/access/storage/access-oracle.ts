import type { RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import type { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';

/**
 * For tests only: what the rules of access say (AC-1, AC-2, AC-8), in plain words and without SQL.
 * Row-level security is held against it.
 */
export type Grant = {
  readonly record: RecordId;
  readonly to: { readonly worker: WorkerId } | { readonly team: TeamId };
  readonly classes: readonly SensitivityClass[];
  readonly mayWrite: boolean;
  readonly purpose: Purpose;
  readonly when: 'now' | 'past' | 'future' | 'ended';
};
export type Holding = {
  readonly worker: WorkerId;
  readonly team: TeamId;
  readonly role: 'reader' | 'writer' | 'nobody';
  readonly when: 'now' | 'past' | 'future';
};
export type World = {
  readonly grants: readonly Grant[];
  readonly holdings: readonly Holding[];
  readonly blocks: readonly {
    readonly record: RecordId;
    readonly worker: WorkerId;
    readonly isLifted: boolean;
  }[];
  readonly inactive: readonly WorkerId[];
  /** The classes that role `reader` reads; `writer` reads and writes all, `nobody` none. */
  readonly reads: Readonly<Record<SensitivityClass, boolean>>;
};
export type Question = {
  readonly worker: WorkerId;
  readonly purpose: Purpose;
  readonly record: RecordId;
  readonly class: SensitivityClass;
};

export function mayRead(world: World, asked: Question): boolean {
  return grantsFor(world, asked).some((grant) => reaches(world, grant, asked, false));
}

export function mayWrite(world: World, asked: Question): boolean {
  return grantsFor(world, asked).some(
    (grant) => grant.mayWrite && reaches(world, grant, asked, true),
  );
}

function grantsFor(world: World, asked: Question): readonly Grant[] {
  const isBlocked = world.blocks.some(
    (block) => block.record === asked.record && block.worker === asked.worker && !block.isLifted,
  );
  if (isBlocked || world.inactive.includes(asked.worker)) return [];
  return world.grants.filter(
    (grant) =>
      grant.record === asked.record &&
      grant.purpose === asked.purpose &&
      grant.when === 'now' &&
      grant.classes.includes(asked.class),
  );
}

function reaches(world: World, { to }: Grant, asked: Question, toWrite: boolean): boolean {
  if ('worker' in to) return to.worker === asked.worker;
  return world.holdings.some(
    (one) =>
      one.worker === asked.worker &&
      one.team === to.team &&
      one.when === 'now' &&
      (one.role === 'writer' || (one.role === 'reader' && !toWrite && world.reads[asked.class])),
  );
}
