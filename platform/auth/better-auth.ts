import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Sql } from '#platform/database/open-database.ts';
import { hashedTokens, type TokenHash } from './hashed-tokens.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { PASSWORD_LENGTH } from './password-rule.ts';
import { provenSignIn } from './proven-sign-in.ts';

/** A session ends after this long without a request. */
export const IDLE_SECONDS = 30 * 60;
/** And after this long in any case. */
export const LONGEST_SECONDS = 12 * 3600;
/** How often a session's end is moved; `lastSeenAt` is exact to this. */
const TOUCH_SECONDS = 60;

export type BetterAuthSettings = {
  readonly sql: Sql;
  readonly secret: string;
  readonly tokenHash: TokenHash;
  /** Cookies for HTTPS only. */
  readonly isSecure: boolean;
};

/**
 * The authentication library, narrowed to what Amparo uses and called from our own endpoints only;
 * its HTTP handler is not mounted. Its secret signs cookies and encrypts TOTP keys and backup codes.
 * Its counters of failed codes are off: they lock the account for everybody (see sign-in-gate.ts).
 */
export function createBetterAuth({ sql, secret, tokenHash, isSecure }: BetterAuthSettings) {
  return betterAuth({
    appName: 'Amparo',
    baseURL: isSecure ? 'https://amparo.invalid' : 'http://amparo.invalid',
    secret,
    database: hashedTokens(sql, tokenHash),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: 2 * PASSWORD_LENGTH.most, // counted in UTF-16 units; our rule counts characters
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      modelName: 'auth_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: { ...SESSION_COLUMNS, expiresIn: IDLE_SECONDS, updateAge: TOUCH_SECONDS },
    account: ACCOUNT_COLUMNS,
    verification: {
      modelName: 'auth_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    plugins: [
      twoFactor({
        issuer: 'Amparo',
        twoFactorCookieMaxAge: 600,
        accountLockout: { enabled: false },
        schema: TWO_FACTOR_COLUMNS,
      }),
      provenSignIn(),
    ],
    advanced: {
      cookiePrefix: 'amparo',
      useSecureCookies: isSecure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/', secure: isSecure },
      ipAddress: { disableIpTracking: true },
      database: { generateId: 'uuid', validateSchema: false },
    },
    rateLimit: { enabled: false }, // ours stand before it
    logger: { disabled: true }, // what goes wrong is thrown, and logged without values by platform/http
    telemetry: { enabled: false },
  });
}
export type BetterAuth = ReturnType<typeof createBetterAuth>;

const SESSION_COLUMNS = {
  modelName: 'auth_session',
  fields: {
    userId: 'user_id',
    expiresAt: 'expires_at',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
    ipAddress: 'ip_address',
    userAgent: 'user_agent',
  },
  // Read with the session; written by sessions.ts only, and a session without a mark is a weak one.
  additionalFields: {
    signedInBy: { type: 'string', fieldName: 'signed_in_by', required: false, input: false },
    twoFactors: { type: 'boolean', fieldName: 'two_factors', required: false, input: false },
  },
} as const;

const ACCOUNT_COLUMNS = {
  modelName: 'auth_account',
  fields: {
    userId: 'user_id',
    accountId: 'account_id',
    providerId: 'provider_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
} as const;

const TWO_FACTOR_COLUMNS = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'auth_two_factor',
    fields: {
      userId: 'user_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const;
