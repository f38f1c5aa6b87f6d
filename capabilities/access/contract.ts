export { Ability, ABILITIES, Role, RoleDefinition } from './domain/roles.ts';
export {
  type AccessRefusal,
  type AccessRequest,
  type Actor,
  permit,
  type RecordAccess,
} from './domain/policy.ts';
export { accessSection, BreakGlassReason, ConflictKind } from './domain/access-section.ts';
