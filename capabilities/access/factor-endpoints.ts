import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { idOf } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { NextStep } from './endpoints.ts';

export const PasskeyId = idOf<'Passkey'>();
export type PasskeyId = z.infer<typeof PasskeyId>;

/** Binary values of WebAuthn as browsers write them into JSON. */
const Base64url = z
  .string()
  .max(16_384)
  .regex(/^[\w-]+$/);
const CredentialId = z
  .string()
  .min(1)
  .max(1400)
  .regex(/^[\w-]+$/);
const Options = z
  .record(z.string(), z.unknown())
  .describe('For the browser, as WebAuthn has them.');
const Password = z.string().min(1).max(1024);
const PasskeyName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}*$/u, 'Expected one line of text');
const ProviderId = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const signInWays = endpoint({
  id: 'access.sign-in-ways',
  method: 'GET',
  path: '/sign-in/ways',
  summary: 'The ways to sign in here, beside a password',
  access: 'public',
  input: z.strictObject({}),
  output: z.object({
    passkeys: z
      .string()
      .nullable()
      .describe('The origin that passkeys belong to; null where there are none.'),
    providers: z.array(
      z.object({
        id: ProviderId,
        names: z.record(z.string(), z.string()).describe('By language.'),
      }),
    ),
  }),
  refusals: {},
});

export const beginPasskeySignIn = endpoint({
  id: 'access.begin-passkey-sign-in',
  method: 'POST',
  path: '/sign-in/passkey/begin',
  summary: 'Gives the challenge that a passkey is to sign',
  access: 'public',
  input: z.strictObject({}),
  output: z.object({ options: Options }),
  refusals: { 'access.passkey.unavailable': 409 },
});

export const signInPasskey = endpoint({
  id: 'access.sign-in-passkey',
  method: 'POST',
  path: '/sign-in/passkey',
  summary: 'Signs in with a passkey; it counts as two factors',
  access: 'public',
  input: z.strictObject({
    id: CredentialId,
    clientDataJSON: Base64url,
    authenticatorData: Base64url,
    signature: Base64url,
    userHandle: Base64url.optional(),
  }),
  output: NextStep,
  // One answer for every failure: it must not tell whose passkey it was, nor whether it is known.
  refusals: {
    'access.passkey.refused': 401,
    'access.passkey.unavailable': 409,
    'access.sign-in.too-many': 429,
  },
});

export const listPasskeys = endpoint({
  id: 'access.list-passkeys',
  method: 'GET',
  path: '/passkeys',
  summary: 'Your passkeys',
  access: 'own-sign-in',
  input: z.strictObject({}),
  output: z.object({
    passkeys: z.array(
      z.object({
        id: PasskeyId,
        name: z.string(),
        createdAt: Instant,
        lastUsedAt: Instant.nullable(),
      }),
    ),
  }),
  refusals: {},
});

export const beginPasskey = endpoint({
  id: 'access.begin-passkey',
  method: 'POST',
  path: '/passkeys/begin',
  summary: 'Begins a new passkey; your password is asked once more',
  access: 'own-factor',
  input: z.strictObject({ password: Password }),
  output: z.object({ options: Options }),
  refusals: {
    'access.password.wrong': 403,
    'access.password.too-many': 429,
    'access.passkey.unavailable': 409,
    'access.passkey.enough': 409,
  },
});

export const addPasskey = endpoint({
  id: 'access.add-passkey',
  method: 'POST',
  path: '/passkeys',
  summary: 'Keeps the passkey that the browser has made',
  access: 'own-factor',
  input: z.strictObject({
    name: PasskeyName.describe('What you call the device or key it is on.'),
    id: CredentialId,
    clientDataJSON: Base64url,
    attestationObject: Base64url,
    transports: z.array(z.string().max(30)).max(10).default([]),
  }),
  output: z.object({ id: PasskeyId }),
  refusals: {
    'access.passkey.unavailable': 409,
    'access.passkey.not-verified': 422,
    'access.passkey.known-already': 409,
  },
});

export const removePasskey = endpoint({
  id: 'access.remove-passkey',
  method: 'DELETE',
  path: '/passkeys/:passkeyId',
  summary: 'Takes one of your passkeys off',
  access: 'own-factor',
  input: z.strictObject({ passkeyId: PasskeyId }),
  output: z.object({}),
  refusals: { 'access.passkey.unknown': 404, 'access.passkey.last': 409 },
});

export const proveTotp = endpoint({
  id: 'access.prove-totp',
  method: 'POST',
  path: '/totp/prove',
  summary: 'Proves the second factor in a session that began without it',
  access: 'own-sign-in',
  input: z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
  output: z.object({}),
  refusals: {
    'access.totp.code-wrong': 403,
    'access.totp.not-enrolled': 409,
    'access.totp.too-many': 429,
  },
});

export const beginOidc = endpoint({
  id: 'access.begin-oidc',
  method: 'POST',
  path: '/sign-in/oidc',
  summary: 'Begins a sign-in through the identity provider of an agency',
  access: 'public',
  input: z.strictObject({ provider: ProviderId }),
  output: z.object({ url: z.string().describe('Where the person signs in.') }),
  refusals: {
    'access.oidc.unknown-provider': 404,
    'access.oidc.unreachable': 503,
    'access.sign-in.too-many': 429,
  },
});

export const completeOidc = endpoint({
  id: 'access.complete-oidc',
  method: 'POST',
  path: '/sign-in/oidc/return',
  summary: 'Completes a sign-in that an identity provider has answered',
  access: 'public',
  input: z.strictObject({
    answer: z.string().max(8192).describe('All that stands behind the ? of the return address.'),
  }),
  output: NextStep,
  refusals: {
    'access.oidc.state': 401,
    'access.oidc.declined': 401,
    'access.oidc.not-accepted': 401,
    'access.oidc.email-unverified': 403,
    'access.oidc.domain': 403,
    'access.oidc.unknown-person': 403,
    'access.oidc.inactive': 403,
    'access.oidc.unreachable': 503,
    'access.sign-in.too-many': 429,
  },
});
