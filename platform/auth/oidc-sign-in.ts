import type { Browser } from '#platform/http/call.ts';
import { accountName, findAccount } from './accounts.ts';
import { cookieNamed } from './cookies.ts';
import { type KeyedHash, keyedHash } from './keyed-hash.ts';
import type { Claims, OidcConnection, OidcProvider, OidcSecrets } from './oidc-provider.ts';
import { revokeAllSessions } from './sessions.ts';
import { CHALLENGE_MILLISECONDS, type SignedChallenges } from './signed-challenge.ts';
import { type ProvenOutcome, refused, signInProven, type SignInParts, tooMany } from './sign-in.ts';

export type OidcParts = SignInParts & {
  readonly challenges: SignedChallenges;
  readonly providers: readonly OidcConnection[];
  /** Where the provider sends the person back to: a page of the app. */
  readonly returnAddress: string;
  readonly secretOf: KeyedHash;
};

/** The path of the app that takes people back from their agency. */
export const OIDC_RETURN_PATH = '/app/sign-in/return';

export const oidcSecretOf = (authSecret: string): KeyedHash => keyedHash(authSecret, 'oidc');

export type OidcBegun =
  | { readonly kind: 'go'; readonly url: string; readonly cookies: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: 'unknown-provider' | 'unreachable' }
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number };

/**
 * Sends someone to their agency. What is needed at their return is made from one signed value in a
 * cookie of this browser, so that nothing is stored and nobody else's browser can take the answer.
 */
export async function beginOidc(
  parts: OidcParts,
  id: string,
  browser: Browser,
): Promise<OidcBegun> {
  const connection = parts.providers.find(({ provider }) => provider.id === id);
  if (connection === undefined) return { kind: 'refused', reason: 'unknown-provider' };
  const wait = await parts.gate.takeUnnamed('oidc', browser);
  if (wait !== undefined) return { kind: 'too-many', retryAfterSeconds: wait };
  const seed = `${parts.challenges.issue('oidc', id)}~${id}`;
  const url = await connection.beginAt(secretsOf(parts, seed), parts.returnAddress);
  if (url === undefined) return { kind: 'refused', reason: 'unreachable' };
  return { kind: 'go', url: url.href, cookies: [seedCookie(parts, seed)] };
}

export type OidcFailure =
  | 'state'
  | 'declined'
  | 'unreachable'
  | 'not-accepted'
  | 'email-unverified'
  | 'domain'
  | 'unknown-person'
  | 'inactive';

/** Takes someone back from their agency: `query` is what the provider put behind the return address. */
export async function completeOidc(
  parts: OidcParts,
  query: string,
  browser: Browser,
): Promise<ProvenOutcome<OidcFailure>> {
  const wait = await parts.gate.takeUnnamed('oidc', browser);
  if (wait !== undefined) return tooMany(undefined, wait);
  const seed = cookieNamed(browser.cookie, cookieName(parts)) ?? '';
  const [challenge = '', id = ''] = seed.split('~');
  const connection = parts.providers.find(({ provider }) => provider.id === id);
  const answer = new URL(`${parts.returnAddress}?${query}`);
  const secrets = secretsOf(parts, seed);
  if (
    connection === undefined ||
    !parts.challenges.isOurs(challenge, 'oidc', id) ||
    answer.searchParams.get('state') !== secrets.state ||
    !(await parts.gate.takeOnce(seed))
  )
    return refused('state', undefined);
  browser.setCookies([seedCookie(parts, undefined)]);
  if (answer.searchParams.has('error')) return refused('declined', undefined);
  const claims = await connection.claimsOf(answer, secrets);
  if (typeof claims === 'string') return refused(claims, undefined);
  return letIn(parts, connection.provider, claims, browser);
}

/** Only who is on the roster gets in: the provider makes no accounts. */
async function letIn(
  parts: OidcParts,
  provider: OidcProvider,
  claims: Claims,
  browser: Browser,
): Promise<ProvenOutcome<OidcFailure>> {
  if (claims.email === undefined || !claims.isVerified)
    return refused('email-unverified', undefined);
  const email = accountName(claims.email);
  if (!provider.domains.includes(email.slice(email.lastIndexOf('@') + 1)))
    return refused('domain', undefined);
  const account = await findAccount(parts.sql, { email });
  if (account === undefined) return refused('unknown-person', undefined);
  if (provider.agencies?.includes(account.agency) === false) return refused('domain', account);
  if (!account.isActive) {
    await revokeAllSessions(parts.sql, account.worker);
    return refused('inactive', account);
  }
  await parts.gate.unnamedSucceeded('oidc', browser);
  const twoFactors = provesTwo(provider, claims);
  return signInProven(parts, { account, browser, began: { by: 'oidc', twoFactors } });
}

function provesTwo({ secondFactor }: OidcProvider, { amr, acr }: Claims): boolean {
  return (
    amr.some((one) => secondFactor.amr.includes(one)) ||
    (acr !== undefined && secondFactor.acr.includes(acr))
  );
}

function secretsOf({ secretOf }: OidcParts, seed: string): OidcSecrets {
  return {
    state: secretOf('state', seed),
    nonce: secretOf('nonce', seed),
    // A verifier of PKCE has 43 to 128 characters.
    verifier: `${secretOf('verifier', seed)}${secretOf('verifier more', seed)}`,
  };
}

function cookieName({ isSecure }: OidcParts): string {
  return isSecure ? '__Host-amparo.oidc' : 'amparo.oidc';
}

function seedCookie(parts: OidcParts, seed: string | undefined): string {
  const maxAge = seed === undefined ? 0 : CHALLENGE_MILLISECONDS / 1000;
  const secure = parts.isSecure ? '; Secure' : '';
  return `${cookieName(parts)}=${seed ?? ''}; Max-Age=${maxAge}; Path=/; HttpOnly; SameSite=Strict${secure}`;
}
