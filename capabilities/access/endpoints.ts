import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { AgencyId, idOf, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import { Ability, Role } from './domain/roles.ts';
import { Lack } from './domain/sign-in-needs.ts';

/** One sign-in on one device. */
export const SessionId = idOf<'Session'>();
export type SessionId = z.infer<typeof SessionId>;

export const Session = z.object({
  id: SessionId,
  device: z.string().describe('As "Firefox on Android".'),
  by: z.enum(['password', 'totp', 'passkey', 'oidc']).describe('How it was signed in.'),
  createdAt: Instant,
  lastSeenAt: Instant.describe('To the minute.'),
});

export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

const Password = z.string().min(1).max(1024);
export const NextStep = z.object({
  next: z
    .enum(['done', 'totp'])
    .describe('`totp`: a code from the authenticator app is still needed.'),
});

export const signIn = endpoint({
  id: 'access.sign-in',
  method: 'POST',
  path: '/sign-in',
  summary: 'Signs in with e-mail address and password',
  access: 'public',
  input: z.strictObject({ email: z.string().trim().max(254).pipe(z.email()), password: Password }),
  output: NextStep,
  refusals: { 'access.sign-in.refused': 401, 'access.sign-in.too-many': 429 },
});

export const signInTotp = endpoint({
  id: 'access.sign-in-totp',
  method: 'POST',
  path: '/sign-in/totp',
  summary: 'Completes a sign-in with a code from the authenticator app, or a backup code',
  access: 'public',
  input: z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^(\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/)
      .describe('Six digits, or a backup code as it was printed.'),
  }),
  output: NextStep,
  refusals: {
    'access.sign-in.code-wrong': 401,
    'access.sign-in.expired': 401,
    'access.sign-in.too-many': 429,
  },
});

export const signOut = endpoint({
  id: 'access.sign-out',
  method: 'POST',
  path: '/sign-out',
  summary: 'Ends the session of this device',
  access: 'own-sign-in',
  input: z.strictObject({}),
  output: z.object({}),
  refusals: {},
});

const Named = <Id extends z.ZodType>(id: Id) => z.object({ id, name: z.string() });

export const me = endpoint({
  id: 'access.me',
  method: 'GET',
  path: '/me',
  summary: 'Who is signed in, with teams, roles and abilities',
  access: 'own-sign-in',
  input: z.strictObject({}),
  output: z.object({
    worker: z.object({
      id: WorkerId,
      name: z.string(),
      roles: z.array(Role),
      teams: z.array(Named(TeamId)),
      agency: Named(AgencyId),
    }),
    trained: z.boolean().describe('May ask sensitive questions today.'),
    purposes: z.array(Purpose),
    abilities: z.array(Ability),
    reads: z
      .array(SensitivityClass)
      .describe('Classes that a role of theirs reads where a record is granted to the team.'),
    signIn: z.object({
      by: z.enum(['password', 'totp', 'passkey', 'oidc']),
      twoFactors: z.boolean().describe('Two factors were proved in this session.'),
      hasTotp: z.boolean().describe('An authenticator app is in use.'),
      hasPasskey: z.boolean(),
      needsTwoFactors: z.boolean().describe('A role of theirs asks for two factors.'),
      lacks: Lack.nullable().describe('What must be done before anything else is possible.'),
    }),
  }),
  refusals: {},
});

export const listSessions = endpoint({
  id: 'access.list-sessions',
  method: 'GET',
  path: '/sessions',
  summary: 'The devices on which you are signed in',
  access: 'own-sign-in',
  input: z.strictObject({}),
  output: z.object({ sessions: z.array(Session.extend({ current: z.boolean() })) }),
  refusals: {},
});

export const revokeSession = endpoint({
  id: 'access.revoke-session',
  method: 'DELETE',
  path: '/sessions/:sessionId',
  summary: 'Ends one of your own sessions',
  access: 'own-factor',
  input: z.strictObject({ sessionId: SessionId }),
  output: z.object({}),
  refusals: { 'access.session.unknown': 404 },
});

export const endOtherSessions = endpoint({
  id: 'access.end-other-sessions',
  method: 'POST',
  path: '/sessions/end-others',
  summary: 'Ends all your sessions but this one',
  access: 'own-factor',
  input: z.strictObject({}),
  output: z.object({ ended: z.number().int() }),
  refusals: {},
});

export const changePassword = endpoint({
  id: 'access.change-password',
  method: 'POST',
  path: '/password',
  summary: 'Changes your password and ends all your other sessions',
  access: 'own-factor',
  input: z.strictObject({ current: Password, next: Password }),
  output: z.object({}),
  refusals: {
    'access.password.wrong': 403,
    'access.password.too-short': 422,
    'access.password.too-long': 422,
    'access.password.too-common': 422,
    'access.password.too-many': 429,
  },
});

export const enrolTotp = endpoint({
  id: 'access.enrol-totp',
  method: 'POST',
  path: '/totp/enrol',
  summary: 'Begins to use an authenticator app; it counts once a code has been confirmed',
  access: 'own-factor',
  input: z.strictObject({ password: Password }),
  output: z.object({
    uri: z.string().describe('An otpauth:// address, to be shown as a QR code.'),
    secret: z.string().describe('The same key in Base32, to be typed.'),
  }),
  refusals: {
    'access.password.wrong': 403,
    'access.password.too-many': 429,
    'access.totp.enrolled-already': 409,
  },
});

export const confirmTotp = endpoint({
  id: 'access.confirm-totp',
  method: 'POST',
  path: '/totp/confirm',
  summary: 'Confirms the authenticator app with its first code, and gives backup codes',
  access: 'own-factor',
  input: z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
  output: z.object({
    backupCodes: z
      .array(z.string())
      .describe('Each signs in once in place of a code. Shown now only.'),
  }),
  refusals: {
    'access.totp.code-wrong': 403,
    'access.totp.not-enrolling': 409,
    'access.totp.too-many': 429,
  },
});
