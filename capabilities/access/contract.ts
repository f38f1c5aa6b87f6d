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
export {
  AccessGranted,
  accessSection,
  BreakGlassReason,
  ConflictKind,
  GrantEnded,
} from './domain/access-section.ts';
