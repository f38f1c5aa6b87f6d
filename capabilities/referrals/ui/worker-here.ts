import type { Ability } from '#capabilities/access/contract.ts';
import type { TeamId, WorkerId } from '#kernel/ids.ts';

/** The person at the screen, as far as these screens need to know. */
export type WorkerHere = {
  readonly id: WorkerId;
  readonly teams: readonly { readonly id: TeamId; readonly name: string }[];
  readonly abilities: readonly Ability[];
  readonly trained: boolean;
};

/** Goes to another screen; a path of the app without its base. */
export type Go = (to: string) => void;
