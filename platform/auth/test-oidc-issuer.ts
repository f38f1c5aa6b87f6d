import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What the provider says about the person who signs in there, and how it goes wrong. */
export type Said = {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Claims that only the user info tells. */
  readonly userInfo?: Readonly<Record<string, unknown>>;
  readonly nonce?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly isForged?: boolean;
  readonly isExpired?: boolean;
  readonly tokenStatus?: number;
};

export type TestIssuer = {
  readonly issuer: string;
  /** The person signs in there: from the address we were sent to, to the query that comes back. */
  readonly visit: (url: string, said?: Said) => string;
  readonly close: () => Promise<void>;
};

export const CLIENT = { clientId: 'amparo-tests', clientSecret: 'a secret of tests only' } as const;

type Issued = { readonly nonce: string; readonly challenge: string; readonly said: Said };

/**
 * A real OpenID provider for tests, over HTTP on this machine: discovery, signed ID tokens with
 * published keys, PKCE, codes that count once, user info.
 */
export async function openTestIssuer(): Promise<TestIssuer> {
  const right = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const forger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, Issued>();
  const infos = new Map<string, Readonly<Record<string, unknown>>>();
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => send(response, 500, {}));
  });
  const issuer = await listen(server);

  const exchange = (form: URLSearchParams): [number, object] => {
    const issued = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    if (issued === undefined || !isAsked(form, issued)) return [400, { error: 'invalid_grant' }];
    const { said, nonce } = issued;
    if (said.tokenStatus !== undefined) return [said.tokenStatus, { error: 'server_error' }];
    const accessToken = randomUUID();
    infos.set(accessToken, { sub: 'subject-1', ...said.userInfo });
    const key = said.isForged === true ? forger.privateKey : right.privateKey;
    const idToken = jwt(claimsOf(issuer, nonce, said), key);
    return [200, { access_token: accessToken, token_type: 'Bearer', id_token: idToken }];
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    switch (request.url ?? '') {
      case '/.well-known/openid-configuration':
        return send(response, 200, metadata(issuer));
      case '/keys':
        return send(response, 200, {
          keys: [{ ...right.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256' }],
        });
      case '/token':
        return send(response, ...exchange(new URLSearchParams(await bodyOf(request))));
      case '/userinfo': {
        const info = infos.get((request.headers.authorization ?? '').replace('Bearer ', ''));
        return send(response, info === undefined ? 401 : 200, info ?? {});
      }
      default:
        return send(response, 404, {});
    }
  };

  return {
    issuer,
    visit(url, said = {}) {
      const asked = new URL(url).searchParams;
      const code = randomUUID();
      const nonce = asked.get('nonce') ?? '';
      codes.set(code, { nonce, challenge: asked.get('code_challenge') ?? '', said });
      return new URLSearchParams({ code, state: asked.get('state') ?? '', iss: issuer }).toString();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Whether the code is exchanged by our client, and by the browser that began (PKCE). */
function isAsked(form: URLSearchParams, { challenge }: Issued): boolean {
  const verifier = createHash('sha256').update(form.get('code_verifier') ?? '');
  const isClient = form.get('client_secret') === CLIENT.clientSecret;
  return isClient && verifier.digest('base64url') === challenge;
}

function claimsOf(issuer: string, nonce: string, said: Said): object {
  const now = Math.floor(Date.now() / 1000) - (said.isExpired === true ? 7200 : 0);
  return {
    iss: said.issuer ?? issuer,
    aud: said.audience ?? CLIENT.clientId,
    sub: 'subject-1',
    iat: now,
    exp: now + 300,
    nonce: said.nonce ?? nonce,
    ...said.claims,
  };
}

function metadata(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    userinfo_endpoint: `${issuer}/userinfo`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
}

function jwt(claims: object, key: KeyObject): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return `http://127.0.0.1:${address.port}`;
}
