import type { OutputOf } from '#kernel/endpoint.ts';
import type { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import type { listGrants } from '../record-endpoints.ts';

export type Grant = OutputOf<typeof listGrants>['grants'][number];

/** What somebody may do, and what for. */
export type Use = Pick<Grant, 'mayWrite'> & {
  readonly classes: readonly SensitivityClass[];
  readonly purposes: readonly Purpose[];
};
export type GrantGroup = { readonly grant: Grant; readonly uses: readonly Use[] };

/**
 * Grants as people think of them: the team that answers for a child holds one for each purpose, and
 * is one team. What can be ended stays by itself.
 */
export function groupedGrants(grants: readonly Grant[]): readonly GrantGroup[] {
  return alike(grants, ({ kind, to, until, by, grantId }) =>
    kind === 'creation' ? JSON.stringify([to, until, by.id]) : grantId,
  ).map(({ first, all }) => ({ grant: first, uses: usesOf(all) }));
}

function usesOf(grants: readonly Grant[]): readonly Use[] {
  return alike(grants, ({ mayWrite, classes }) => JSON.stringify([mayWrite, classes])).map(
    ({ first: { mayWrite, classes }, all }) => ({
      mayWrite,
      classes,
      purposes: all.map((one) => one.purpose),
    }),
  );
}

type Alike = { readonly first: Grant; readonly all: readonly Grant[] };

// Map.groupBy would do, but phones that are some years old do not have it.
function alike(grants: readonly Grant[], keyOf: (grant: Grant) => string): readonly Alike[] {
  const groups = new Map<string, Alike>();
  for (const grant of grants) {
    const { first, all } = groups.get(keyOf(grant)) ?? { first: grant, all: [] };
    groups.set(keyOf(grant), { first, all: [...all, grant] });
  }
  return [...groups.values()];
}
