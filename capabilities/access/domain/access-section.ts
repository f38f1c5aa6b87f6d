import { z } from 'zod';
import { GrantId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { section } from '#kernel/record-type.ts';
import { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';

/** Why someone without a grant had to see a record at once. */
export const BreakGlassReason = z.enum([
  'child-in-immediate-danger',
  'medical-emergency',
  'responsible-worker-unreachable',
  'court-or-legal-deadline',
]);
export type BreakGlassReason = z.infer<typeof BreakGlassReason>;

/** Why a worker must see nothing of a record. */
export const ConflictKind = z.enum(['related', 'alleged-exploiter']);
export type ConflictKind = z.infer<typeof ConflictKind>;

/** AC-3: who broke the glass, why, and until when; part of the record's own history. */
export const GlassBroken = z.strictObject({
  worker: WorkerId,
  reason: BreakGlassReason,
  explanation: z.string().min(10).max(2000),
  classes: z.array(SensitivityClass).min(1),
  until: Instant,
});

/** AC-8: a worker who is related to the child, or may be exploiting the child, was shut out. */
export const ConflictDeclared = z.strictObject({ worker: WorkerId, kind: ConflictKind });

/** A supervisor found that the conflict does not exist, or no longer does. */
export const ConflictLifted = z.strictObject({
  worker: WorkerId,
  reason: z.string().min(10).max(2000),
});

/** To whom a part of a record was opened. */
export const Grantee = z.union([
  z.strictObject({ worker: WorkerId }),
  z.strictObject({ team: TeamId }),
]);
export type Grantee = z.infer<typeof Grantee>;

/** Within the agency that answers for the child it is an assignment; beyond it, a referral. */
export const SharingKind = z.enum(['assignment', 'referral']);
export type SharingKind = z.infer<typeof SharingKind>;

/** AC-2: classes of this record were given to a person or a team, for a purpose, until a date. */
export const AccessGranted = z.strictObject({
  grantId: GrantId,
  kind: SharingKind,
  to: Grantee,
  classes: z.array(SensitivityClass).min(1),
  mayWrite: z.boolean(),
  purpose: Purpose,
  until: Instant,
});
export type AccessGranted = z.infer<typeof AccessGranted>;

export const GrantEnded = z.strictObject({ grantId: GrantId });

const AccessState = z.object({
  glassBroken: z.array(GlassBroken),
  conflicts: z.array(ConflictDeclared).describe('Those in force.'),
  grants: z.array(AccessGranted).describe('Given and not ended; some may have run out.'),
});
type AccessState = z.infer<typeof AccessState>;

/** The part of a record that tells who was let in or shut out, past the team that answers for it. */
export const accessSection = section<AccessState>({
  section: 'access',
  class: 'care',
  start: { glassBroken: [], conflicts: [], grants: [] },
  evolve: (state, { type, body }) => {
    switch (type) {
      case 'access.glass-broken':
        return apply(GlassBroken, body, state, (broken) => ({
          glassBroken: [...state.glassBroken, broken],
        }));
      case 'access.conflict-declared':
        return apply(ConflictDeclared, body, state, (conflict) => ({
          conflicts: [...state.conflicts, conflict],
        }));
      case 'access.conflict-lifted':
        return apply(ConflictLifted, body, state, ({ worker }) => ({
          conflicts: state.conflicts.filter((one) => one.worker !== worker),
        }));
      case 'access.granted':
        return apply(AccessGranted, body, state, (grant) => ({ grants: [...state.grants, grant] }));
      case 'access.grant-ended':
        return apply(GrantEnded, body, state, ({ grantId }) => ({
          grants: state.grants.filter((one) => one.grantId !== grantId),
        }));
      default:
        return state;
    }
  },
});

/** A body of a shape that a newer version writes leaves the state as it is. */
function apply<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  state: AccessState,
  change: (said: z.infer<Schema>) => Partial<AccessState>,
): AccessState {
  const said = schema.safeParse(body);
  return said.success ? { ...state, ...change(said.data) } : state;
}
