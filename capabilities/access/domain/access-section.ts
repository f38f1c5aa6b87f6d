import { z } from 'zod';
import { WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { section } from '#kernel/record-type.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';

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

const AccessState = z.object({
  glassBroken: z.array(GlassBroken),
  conflicts: z.array(ConflictDeclared),
});
type AccessState = z.infer<typeof AccessState>;

/** The part of a record that tells who was let in or shut out past the ordinary way. */
export const accessSection = section<AccessState>({
  section: 'access',
  class: 'care',
  start: { glassBroken: [], conflicts: [] },
  evolve: (state, entry) => {
    if (entry.type === 'access.glass-broken') {
      const broken = GlassBroken.safeParse(entry.body);
      return broken.success
        ? { ...state, glassBroken: [...state.glassBroken, broken.data] }
        : state;
    }
    if (entry.type === 'access.conflict-declared') {
      const conflict = ConflictDeclared.safeParse(entry.body);
      return conflict.success
        ? { ...state, conflicts: [...state.conflicts, conflict.data] }
        : state;
    }
    return state;
  },
});
