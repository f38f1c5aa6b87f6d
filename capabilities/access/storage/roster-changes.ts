import { AgencyId, TeamId, WorkerId } from '#kernel/ids.ts';
import { stableId } from '#platform/database/stable-id.ts';

export type RosterThing = { readonly kind: 'agency' | 'team' | 'worker'; readonly id: string };

export type RosterApplied = {
  readonly created: readonly RosterThing[];
  readonly changed: readonly RosterThing[];
  /** Roles that a worker of the roster had and it does not name. */
  readonly ended: readonly {
    readonly signIn: string;
    readonly role: string;
    readonly team: string;
  }[];
  /** To be handed over once; they are kept nowhere. */
  readonly passwords: readonly { readonly signIn: string; readonly password: string }[];
};

/** What is done so far. */
export type RosterTally = {
  readonly [List in keyof RosterApplied]: RosterApplied[List][number][];
};

/** The id of an agency or team that a roster names by a code. */
export function agencyIdOf(code: string): AgencyId {
  return AgencyId.parse(stableId('roster', 'agency', code));
}

export function teamIdOf(code: string): TeamId {
  return TeamId.parse(stableId('roster', 'team', code));
}

/** The id of a worker who is new here. */
export function workerIdOf(signIn: string): WorkerId {
  return WorkerId.parse(stableId('roster', 'worker', signIn));
}
