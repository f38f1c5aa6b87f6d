import * as oidc from 'openid-client';

/** An agency's identity provider, and how far it is believed. */
export type OidcProvider = {
  readonly id: string;
  /** As the button says it, by language. */
  readonly names: Readonly<Record<string, string>>;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Mail domains for which it may speak. */
  readonly domains: readonly string[];
  /** Agencies for whose workers it may speak; undefined for all. */
  readonly agencies: readonly string[] | undefined;
  /** What in its answer says that two factors were proved; nothing unless it is listed. */
  readonly secondFactor: { readonly amr: readonly string[]; readonly acr: readonly string[] };
};

const TIMEOUT_SECONDS = 10;

/** What the provider said about the person, after its signature, nonce and state were found right. */
export type Claims = {
  readonly email: string | undefined;
  readonly isVerified: boolean;
  readonly amr: readonly string[];
  readonly acr: string | undefined;
};

export type OidcSecrets = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
};

export type OidcConnection = {
  readonly provider: OidcProvider;
  /** Where the person signs in. Undefined when the provider does not answer. */
  readonly beginAt: (secrets: OidcSecrets, redirectUri: string) => Promise<URL | undefined>;
  readonly claimsOf: (
    answer: URL,
    secrets: OidcSecrets,
  ) => Promise<Claims | 'unreachable' | 'not-accepted'>;
};

/**
 * One provider over openid-client: discovery, PKCE, state, nonce, signature by its published keys.
 * It is asked for its addresses when somebody first needs them, so that the server starts without it.
 */
export function oidcConnection(
  provider: OidcProvider,
  { allowsHttp }: { readonly allowsHttp: boolean },
): OidcConnection {
  let found: Promise<oidc.Configuration> | undefined;
  const configuration = async (): Promise<oidc.Configuration | undefined> => {
    try {
      found ??= discover(provider, allowsHttp);
      return await found;
    } catch {
      found = undefined; // asked again at the next attempt
      return undefined;
    }
  };
  return {
    provider,
    async beginAt({ state, nonce, verifier }, redirectUri) {
      const known = await configuration();
      if (known === undefined) return undefined;
      return oidc.buildAuthorizationUrl(known, {
        redirect_uri: redirectUri,
        scope: 'openid email',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(provider.secondFactor.acr.length > 0
          ? { acr_values: provider.secondFactor.acr.join(' ') }
          : {}),
      });
    },
    async claimsOf(answer, { state, nonce, verifier }) {
      const known = await configuration();
      if (known === undefined) return 'unreachable';
      try {
        const tokens = await oidc.authorizationCodeGrant(known, answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        return claimsIn(known, tokens);
      } catch (thrown) {
        return isUnreachable(thrown) ? 'unreachable' : 'not-accepted';
      }
    },
  };
}

function discover(provider: OidcProvider, allowsHttp: boolean): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret } = provider;
  return oidc.discovery(new URL(issuer), clientId, undefined, oidc.ClientSecretPost(clientSecret), {
    timeout: TIMEOUT_SECONDS,
    // Without the first, the library trusts TLS and leaves the signature of the token unchecked.
    execute: [oidc.enableNonRepudiationChecks, ...(allowsHttp ? [oidc.allowInsecureRequests] : [])],
  });
}

type Tokens = Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;

/** From the ID token; the address may also stand in the user info, as many providers have it. */
async function claimsIn(known: oidc.Configuration, tokens: Tokens): Promise<Claims> {
  const said = tokens.claims();
  if (said === undefined) throw new Error('The provider sent no ID token');
  const { amr, acr } = said;
  const about =
    said['email'] === undefined
      ? await oidc.fetchUserInfo(known, tokens.access_token, said.sub)
      : said;
  const { email, email_verified: verified } = about;
  return {
    email: typeof email === 'string' ? email : undefined,
    // Some providers send the word instead of the value.
    isVerified: verified === true || verified === 'true',
    amr: Array.isArray(amr) ? amr.map(String) : [],
    acr: typeof acr === 'string' ? acr : undefined,
  };
}

/** No connection, no answer in time, or an answer of 5xx; all else was an answer that is not right. */
function isUnreachable(thrown: unknown): boolean {
  if (thrown instanceof TypeError) return true;
  if (thrown instanceof oidc.ClientError)
    return ['OAUTH_TIMEOUT', 'OAUTH_ABORT'].includes(thrown.code ?? '') || hasServerFault(thrown);
  return thrown instanceof oidc.ResponseBodyError && thrown.status >= 500;
}

function hasServerFault({ cause }: Error): boolean {
  return cause instanceof Response && cause.status >= 500;
}
