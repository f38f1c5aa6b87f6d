import type { TeamId, WorkerId } from '#kernel/ids.ts';
import type { Ability } from '../domain/roles.ts';

/** The person at the screen, as far as the screens of access to a case need to know. */
export type WorkerHere = {
  readonly id: WorkerId;
  readonly teams: readonly { readonly id: TeamId; readonly name: string }[];
  readonly abilities: readonly Ability[];
};
