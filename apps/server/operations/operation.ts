import type { Ability, RoleDefinition } from '#capabilities/access/contract.ts';
import type { TeamId } from '#kernel/ids.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import type { ACase } from '../test-case.ts';
import type { Answer, Client } from '../test-country.ts';

/** What one role may do, as its definition in the pack says. */
export type Can = {
  readonly sees: boolean;
  readonly reads: (one: SensitivityClass) => boolean;
  readonly writes: (one: SensitivityClass) => boolean;
  readonly has: (ability: Ability) => boolean;
};

export function canOf(role: RoleDefinition): Can {
  return {
    sees: role.reads.length > 0,
    reads: (one) => role.reads.includes(one),
    writes: (one) => role.writes.includes(one),
    has: (ability) => role.abilities.includes(ability),
  };
}

/** People and team of the matrix: `author` writes what others then read, judge and settle. */
export type Stage = { readonly author: Client; readonly overseer: Client; readonly team: TeamId };

/** One operation, tried by somebody on a case of the team, and what the role definition promises. */
export type Operation = {
  readonly id: string;
  /** `ok`, or the code of the refusal. */
  readonly expected: (can: Can) => string;
  readonly attempt: (who: Client, made: ACase, stage: Stage) => Promise<Answer>;
};

export const ABILITY = 'access.denied.ability';
export const CLASS = 'access.denied.class';

export const ifSeen = (unknown: string, then: (can: Can) => string) => (can: Can) =>
  can.sees ? then(can) : unknown;
export const ofCase = (then: (can: Can) => string) => ifSeen('cases.case.unknown', then);
export const ofFacts = (then: (can: Can) => string) => ifSeen('identification.case.unknown', then);
export const ofRecord = (then: (can: Can) => string) => ifSeen('access.record.unknown', then);
export const writes = (one: SensitivityClass) => (can: Can) => (can.writes(one) ? 'ok' : CLASS);
export const able =
  (ability: Ability, then: (can: Can) => string = () => 'ok') =>
  (can: Can) =>
    can.has(ability) ? then(can) : ABILITY;
export const anyone = () => 'ok';

export const read =
  (part = ''): Operation['attempt'] =>
  (who, { recordId }) =>
    who.get(`/cases/${recordId}${part}`);
export const write =
  (part: string, body: () => object): Operation['attempt'] =>
  (who, { recordId }) =>
    who.post(`/cases/${recordId}/${part}`, body());
