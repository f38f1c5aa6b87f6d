export {
  Ability,
  ABILITIES,
  classWrittenUnread,
  mergeRoles,
  Role,
  RoleDefinition,
  RolesDocument,
} from './domain/roles.ts';
export {
  type AccessRefusal,
  accessRefusals,
  type AccessRequest,
  type Actor,
  permit,
  type RecordAccess,
} from './domain/policy.ts';
export { accessSection, BreakGlassReason, ConflictKind } from './domain/access-section.ts';
