import { z } from 'zod';
import { SensitivityClass } from '#kernel/sensitivity.ts';

export const Role = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/, 'Expected a role such as `social-worker`')
  .brand<'Role'>();
export type Role = z.infer<typeof Role>;

/** What a role may do beyond reading and writing classes. A pack chooses among these and adds none. */
export const Ability = z.enum([
  'register-child',
  'hand-over-child',
  'ask-sensitive',
  'write-plan',
  'approve-plan',
  'assign-case',
  'share',
  'break-glass',
  'read-access-log',
  'settle-held',
  'administer-workers',
]);
export type Ability = z.infer<typeof Ability>;
export const ABILITIES = Ability.options;

/** How strongly someone proves who they are: two factors are a passkey, or a password and a code. */
export const Factor = z.enum(['password', 'two-factors']);

/** A role as a pack defines it. A class not listed is neither read nor written. */
export const RoleDefinition = z.strictObject({
  role: Role,
  reads: z
    .array(SensitivityClass)
    .describe('Classes of a record granted to the team that this role reads.'),
  writes: z.array(SensitivityClass).describe('Classes that it writes; each must also be read.'),
  abilities: z.array(Ability),
  factor: Factor.default('two-factors').describe(
    'What a sign-in needs at the least (AC-13); two factors when nothing is said.',
  ),
  offlineHours: z
    .number()
    .int()
    .min(0)
    .max(720)
    .default(72)
    .describe('How long they work without a network after each contact (AC-19); 0: not at all.'),
});
export type RoleDefinition = z.infer<typeof RoleDefinition>;

/** `roles/*.yaml` of a pack. A later pack replaces a role by giving it again. */
export const RolesDocument = z.strictObject({
  id: z.literal('roles'),
  roles: z.array(RoleDefinition).min(1),
});
export type RolesDocument = z.infer<typeof RolesDocument>;

/** The roles of all documents, the later ones winning, and those whose writes exceed their reads. */
export function mergeRoles(documents: readonly RolesDocument[]): readonly RoleDefinition[] {
  const byRole = new Map(
    documents.flatMap((document) => document.roles).map((role) => [role.role, role]),
  );
  return [...byRole.values()];
}

/** The first class that a role writes without reading it: such a role would write blind. */
export function classWrittenUnread(role: RoleDefinition): SensitivityClass | undefined {
  return role.writes.find((one) => !role.reads.includes(one));
}
