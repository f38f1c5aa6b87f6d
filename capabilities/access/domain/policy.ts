import type { RefusalStatus } from '#kernel/endpoint.ts';
import { assertNever, accept, refuse, type Result } from '#kernel/result.ts';
import type { TeamId, WorkerId } from '#kernel/ids.ts';
import type { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import type { Ability } from './roles.ts';

/** Someone who works here, at this request: their abilities in each team, and why they ask. */
export type Actor = {
  readonly worker: WorkerId;
  readonly purpose: Purpose;
  readonly abilities: ReadonlyMap<TeamId, ReadonlySet<Ability>>;
  readonly isTrained: boolean;
};

/** What the floor says about this actor and one record; see `journal_open`. */
export type RecordAccess = {
  readonly team: TeamId;
  readonly readable: ReadonlySet<SensitivityClass>;
  readonly writable: ReadonlySet<SensitivityClass>;
};

export type AccessRequest =
  | { readonly action: 'register-child'; readonly team: TeamId }
  | { readonly action: 'look-up-child' }
  | { readonly action: 'hand-over-child' }
  | {
      readonly action: 'read-section';
      readonly record: RecordAccess;
      readonly class: SensitivityClass;
    }
  | {
      readonly action: 'write-section';
      readonly record: RecordAccess;
      readonly class: SensitivityClass;
    }
  | { readonly action: 'ask-sensitive'; readonly record: RecordAccess }
  | { readonly action: 'ask-sensitive-at-first-contact' }
  | { readonly action: 'write-plan'; readonly record: RecordAccess }
  | {
      readonly action: 'approve-plan';
      readonly record: RecordAccess;
      /** Null while there is no plan that the actor may see. */
      readonly writtenBy: WorkerId | null;
    }
  | {
      readonly action: 'assign-case';
      readonly record: RecordAccess;
      /** Who shall have the case; null takes it from whoever has it. */
      readonly to: WorkerId | null;
      readonly holder: WorkerId | null;
    }
  | { readonly action: 'read-load'; readonly team: TeamId }
  | {
      readonly action: 'share';
      readonly record: RecordAccess;
      readonly classes: readonly SensitivityClass[];
    }
  | { readonly action: 'end-grant'; readonly record: RecordAccess }
  | {
      /** To ask a service to help, which is told these classes; or to recall it. */
      readonly action: 'refer';
      readonly record: RecordAccess;
      readonly classes: readonly SensitivityClass[];
    }
  | {
      readonly action: 'declare-conflict';
      readonly record: RecordAccess;
      readonly worker: WorkerId;
    }
  | { readonly action: 'lift-conflict'; readonly record: RecordAccess; readonly worker: WorkerId }
  | { readonly action: 'list-colleagues'; readonly team: TeamId }
  | { readonly action: 'settle-held'; readonly record: RecordAccess; readonly author: WorkerId }
  | { readonly action: 'read-access-log'; readonly team: TeamId }
  | {
      /** The devices on which a worker is signed in. */
      readonly action: 'oversee-devices';
      readonly worker: WorkerId;
      /** Teams in which the worker has a role today. */
      readonly teams: readonly TeamId[];
    }
  | { readonly action: 'break-glass' }
  | { readonly action: 'administer-workers' };

export type AccessRefusal =
  | { readonly code: 'access.denied.ability'; readonly ability: Ability }
  | { readonly code: 'access.denied.class'; readonly class: SensitivityClass }
  | { readonly code: 'access.denied.own-work' }
  | { readonly code: 'access.denied.untrained' }
  | { readonly code: 'access.denied.purpose'; readonly purpose: Purpose };

/** The HTTP status of each refusal of this module, for endpoints that ask it. */
export const accessRefusals = {
  'access.denied.ability': 403,
  'access.denied.class': 403,
  'access.denied.own-work': 403,
  'access.denied.untrained': 403,
  'access.denied.purpose': 403,
} as const satisfies Record<AccessRefusal['code'], RefusalStatus>;

type Verdict = Result<true, AccessRefusal>;
const YES: Verdict = accept(true);

/**
 * AC-1: the one place that decides what an actor may do. Whatever is not allowed here is refused;
 * row-level security refuses again below it. A record that the actor may not know of never gets
 * here: it is absent.
 */
export function permit(actor: Actor, request: AccessRequest): Verdict {
  switch (request.action) {
    case 'register-child':
      return able(actor, 'register-child', request.team);
    case 'look-up-child':
      return able(actor, 'register-child');
    case 'hand-over-child':
      return able(actor, 'hand-over-child');
    case 'read-section':
      return request.record.readable.has(request.class) ? YES : noClass(request.class);
    case 'write-section':
      return mayWrite(request.record, request.class);
    case 'ask-sensitive':
      return mayAskSensitive(actor, request.record);
    // Whoever meets the child first may have no role in the case; being trained is what counts.
    case 'ask-sensitive-at-first-contact':
      return actor.isTrained ? YES : refuse({ code: 'access.denied.untrained' });
    case 'write-plan':
      return both(able(actor, 'write-plan'), () => mayWrite(request.record, 'care'));
    case 'approve-plan':
      return both(mayOversee(actor, 'approve-plan', request.record, request.writtenBy), () =>
        mayWrite(request.record, 'care'),
      );
    case 'settle-held':
      return mayOversee(actor, 'settle-held', request.record, request.author);
    case 'assign-case':
      return both(mayAssign(actor, request), () => mayWrite(request.record, 'care'));
    case 'read-load':
      return able(actor, 'assign-case', request.team);
    case 'share':
      return both(able(actor, 'share'), () => mayShare(request.record, request.classes));
    case 'end-grant':
      return both(able(actor, 'share', request.record.team), () =>
        mayWrite(request.record, 'care'),
      );
    case 'refer':
      return mayRefer(actor, request.record, request.classes);
    case 'declare-conflict':
      return request.worker === actor.worker ? YES : mayWrite(request.record, 'care');
    case 'lift-conflict':
      return both(mayOversee(actor, 'share', request.record, request.worker), () =>
        mayWrite(request.record, 'care'),
      );
    case 'list-colleagues':
      return actor.abilities.has(request.team) ? YES : able(actor, 'share');
    case 'read-access-log':
      return mayReadAccessLog(actor, request.team);
    case 'oversee-devices':
      return mayOverseeDevices(actor, request.worker, request.teams);
    case 'break-glass':
      return able(actor, 'break-glass');
    case 'administer-workers':
      return able(actor, 'administer-workers');
    default:
      return assertNever(request);
  }
}

/** Whether the actor has an ability: in one team when given, else in any. */
function able(actor: Actor, ability: Ability, team?: TeamId): Verdict {
  const teams = team === undefined ? [...actor.abilities.values()] : [actor.abilities.get(team)];
  return teams.some((abilities) => abilities?.has(ability))
    ? YES
    : refuse({ code: 'access.denied.ability', ability });
}

function mayWrite(record: RecordAccess, sensitivity: SensitivityClass): Verdict {
  return record.writable.has(sensitivity) ? YES : noClass(sensitivity);
}

/** AC-6: sensitive questions wound when asked badly; only trained people of a role made for it ask them. */
function mayAskSensitive(actor: Actor, record: RecordAccess): Verdict {
  if (!actor.isTrained) return refuse({ code: 'access.denied.untrained' });
  return both(able(actor, 'ask-sensitive'), () => mayWrite(record, 'care'));
}

/** AC-5: nobody approves or settles their own work. */
function mayOversee(
  actor: Actor,
  ability: Ability,
  record: RecordAccess,
  author: WorkerId | null,
): Verdict {
  if (author === actor.worker) return refuse({ code: 'access.denied.own-work' });
  return able(actor, ability, record.team);
}

/** CA-10: a case that nobody has may be taken on; whoever assigns may do the rest. */
function mayAssign(
  actor: Actor,
  {
    record,
    to,
    holder,
  }: {
    readonly record: RecordAccess;
    readonly to: WorkerId | null;
    readonly holder: WorkerId | null;
  },
): Verdict {
  const takesOn = holder === null && to === actor.worker;
  return able(actor, takesOn ? 'write-plan' : 'assign-case', record.team);
}

/** Whoever plans the help within the team that answers for the child asks others for it. */
function mayRefer(
  actor: Actor,
  record: RecordAccess,
  classes: readonly SensitivityClass[],
): Verdict {
  return both(able(actor, 'write-plan', record.team), () => mayShare(record, ['care', ...classes]));
}

/** AC-4: nobody gives what they do not hold. */
function mayShare(record: RecordAccess, classes: readonly SensitivityClass[]): Verdict {
  const lacking = classes.find((one) => !record.writable.has(one));
  return lacking === undefined ? YES : noClass(lacking);
}

/** AC-7: who looked at a record is for the people who answer for it, and only when they say so. */
function mayReadAccessLog(actor: Actor, team: TeamId): Verdict {
  if (actor.purpose !== 'supervision' && actor.purpose !== 'quality-audit') {
    return refuse({ code: 'access.denied.purpose', purpose: actor.purpose });
  }
  return able(actor, 'read-access-log', team);
}

/**
 * AC-16: the devices of others are for whoever administers workers, and for the supervisors of their
 * teams; one's own are on the account.
 */
function mayOverseeDevices(actor: Actor, worker: WorkerId, teams: readonly TeamId[]): Verdict {
  if (worker === actor.worker) return refuse({ code: 'access.denied.own-work' });
  if (able(actor, 'administer-workers').ok) return YES;
  return teams.some((team) => able(actor, 'approve-plan', team).ok)
    ? YES
    : refuse({ code: 'access.denied.ability', ability: 'administer-workers' });
}

function noClass(sensitivity: SensitivityClass): Verdict {
  return refuse({ code: 'access.denied.class', class: sensitivity });
}

function both(first: Verdict, second: () => Verdict): Verdict {
  return first.ok ? second() : first;
}
