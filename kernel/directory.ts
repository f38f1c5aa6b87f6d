import type { WorkerId } from './ids.ts';

/** Someone who works here, as shown beside what they wrote. */
type Named = { readonly id: WorkerId; readonly name: string };

/** People by id, for views; someone whose name is not known any more keeps their place. */
export type Directory = (id: WorkerId) => Named;

export function namedBy(names: ReadonlyMap<WorkerId, string>): Directory {
  return (id) => ({ id, name: names.get(id) ?? '—' });
}
