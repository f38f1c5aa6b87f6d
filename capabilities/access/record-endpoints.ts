import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { EntryId, GrantId, idOf, RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import { BreakGlassReason, ConflictKind, Grantee, SharingKind } from './domain/access-section.ts';
import { accessRefusals } from './domain/policy.ts';

/** The operations of `access` that are about one record: who is let in, who is shut out. */

export const NoticeId = idOf<'Notice'>();
export type NoticeId = z.infer<typeof NoticeId>;

const command = {
  entryId: EntryId.describe('Made by the sender: sending twice changes once.'),
  deviceTime: Instant,
};
const Explanation = z.string().trim().min(10).max(2000);
const Named = <Id extends z.ZodType>(id: Id) => z.object({ id, name: z.string() });
const Worker = Named(WorkerId);
const Classes = z
  .array(SensitivityClass)
  .min(1)
  .max(SensitivityClass.options.length)
  .refine((given) => new Set(given).size === given.length, 'repeated');

const Receipt = z.object({
  entryId: EntryId,
  position: z.number().int(),
  at: Instant,
  replayed: z.boolean(),
});

const unknownRecord = { 'access.record.unknown': 404 } as const;
const commandRefusals = {
  ...unknownRecord,
  ...accessRefusals,
  'journal.entry.id-taken': 409,
  'journal.record.moved-on': 409,
} as const;

const breaking = {
  ...command,
  classes: Classes.describe('`care` always comes with them: the reason is kept there.'),
  hours: z.number().min(0.25).max(24),
  reason: BreakGlassReason,
  explanation: Explanation,
};
const Broken = z.object({
  recordId: RecordId,
  until: Instant,
  classes: z.array(SensitivityClass),
  receipt: Receipt,
});

export const breakGlass = endpoint({
  id: 'access.break-glass',
  method: 'POST',
  path: '/records/:recordId/break-glass',
  summary: 'See a record past the ordinary way, for at most a day, in the sight of its supervisors',
  access: 'signed-in',
  input: z.strictObject({ recordId: RecordId, ...breaking }),
  output: Broken,
  refusals: commandRefusals,
});

export const breakGlassByCode = endpoint({
  id: 'access.break-glass-by-code',
  method: 'POST',
  path: '/break-glass',
  summary: 'The same, by the code that people say on the telephone',
  access: 'signed-in',
  input: z.strictObject({ code: z.string().trim().min(1).max(40), ...breaking }),
  output: Broken,
  refusals: commandRefusals,
});

export const declareConflict = endpoint({
  id: 'access.declare-conflict',
  method: 'POST',
  path: '/records/:recordId/conflicts',
  summary:
    'Shut out a worker, or oneself, who is related to the child or may be exploiting the child',
  access: 'signed-in',
  input: z.strictObject({ recordId: RecordId, ...command, worker: WorkerId, kind: ConflictKind }),
  output: z.object({
    receipt: Receipt.nullable().describe('Null when the declarer may not write into the record.'),
  }),
  refusals: {
    ...commandRefusals,
    'access.worker.unknown': 404,
    'access.conflict.declared-before': 409,
  },
});

export const liftConflict = endpoint({
  id: 'access.lift-conflict',
  method: 'POST',
  path: '/records/:recordId/conflicts/:worker/lift',
  summary: 'Let a worker in again who was shut out; by a supervisor, with a reason',
  access: 'signed-in',
  input: z.strictObject({
    recordId: RecordId,
    worker: WorkerId,
    ...command,
    reason: Explanation,
  }),
  output: z.object({ receipt: Receipt }),
  refusals: { ...commandRefusals, 'access.conflict.unknown': 404 },
});

export const grantAccess = endpoint({
  id: 'access.grant',
  method: 'POST',
  path: '/records/:recordId/grants',
  summary: 'Share classes of a record with a person or a team, for a purpose, until a date',
  access: 'signed-in',
  input: z.strictObject({
    recordId: RecordId,
    ...command,
    to: Grantee,
    classes: Classes,
    mayWrite: z.boolean().default(false),
    purpose: Purpose,
    until: Instant.describe('At most a year ahead.'),
  }),
  output: z.object({ grantId: GrantId, kind: SharingKind, receipt: Receipt }),
  refusals: {
    ...commandRefusals,
    'access.grantee.unknown': 404,
    'access.grantee.shut-out': 409,
    'access.grant.until-past': 422,
    'access.grant.too-long': 422,
    'access.grant.consent-missing': 422,
  },
});

export const endGrant = endpoint({
  id: 'access.end-grant',
  method: 'POST',
  path: '/records/:recordId/grants/:grantId/end',
  summary: 'End a sharing before its date',
  access: 'signed-in',
  input: z.strictObject({ recordId: RecordId, grantId: GrantId, ...command }),
  output: z.object({ receipt: Receipt }),
  refusals: {
    ...commandRefusals,
    'access.grant.unknown': 404,
    'access.grant.ended-before': 409,
    'access.grant.of-origin': 409,
  },
});

export const listGrants = endpoint({
  id: 'access.grants',
  method: 'GET',
  path: '/records/:recordId/grants',
  summary: 'Who may see what of a record today, and who is shut out',
  access: 'signed-in',
  input: z.strictObject({ recordId: RecordId }),
  output: z.object({
    grants: z.array(
      z.object({
        grantId: GrantId,
        kind: z.enum(['creation', 'break-glass', ...SharingKind.options]),
        to: z.union([z.object({ worker: Worker }), z.object({ team: Named(TeamId) })]),
        classes: z.array(SensitivityClass),
        mayWrite: z.boolean(),
        purpose: Purpose,
        until: Instant,
        by: Worker,
        mayEnd: z.boolean(),
      }),
    ),
    conflicts: z.array(z.object({ worker: Worker, kind: ConflictKind, at: Instant, by: Worker })),
    mayShare: z.array(SensitivityClass).describe('The classes that the reader may share.'),
  }),
  refusals: { ...unknownRecord, 'access.denied.class': 403 },
});

export const listNotices = endpoint({
  id: 'access.notices',
  method: 'GET',
  path: '/notices',
  summary: 'What you are to know of: a broken glass, a conflict on a record that you oversee',
  access: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    notices: z.array(
      z.object({
        id: NoticeId,
        kind: z.string(),
        at: Instant,
        recordId: RecordId.nullable(),
        code: z.string().nullable().describe('Null when the record is not open to you.'),
        referral: z
          .object({ id: EntryId, purpose: Purpose })
          .nullable()
          .describe('The referral that it is about, and what for it is read.'),
        about: Worker.nullable(),
        reason: z.string().nullable(),
        seenAt: Instant.nullable(),
      }),
    ),
    unseen: z.number().int(),
  }),
  refusals: {},
});

export const seeNotice = endpoint({
  id: 'access.see-notice',
  method: 'POST',
  path: '/notices/:noticeId/seen',
  summary: 'Say that you have seen a notice',
  access: 'signed-in',
  input: z.strictObject({ noticeId: NoticeId }),
  output: z.object({}),
  refusals: { 'access.notice.unknown': 404 },
});

export const listColleagues = endpoint({
  id: 'access.colleagues',
  method: 'GET',
  path: '/colleagues',
  summary: 'Teams, and the people of one of them: to choose with whom to share',
  access: 'signed-in',
  input: z.strictObject({ team: TeamId.optional() }),
  output: z.object({
    teams: z.array(z.object({ id: TeamId, name: z.string(), agency: z.string() })),
    workers: z.array(Worker),
  }),
  refusals: { 'access.denied.ability': 403 },
});
