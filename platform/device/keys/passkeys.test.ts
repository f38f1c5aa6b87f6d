import { expect, test } from 'vitest';
import { randomBytes } from '../store/seal.ts';
import { browserPasskeys } from './passkeys.ts';

const salt = randomBytes(32);
const secret = randomBytes(32);

/** What a browser answers; `prf` differs between authenticators. */
function credential(prf: unknown): Credential {
  const answer = {
    id: 'AQID',
    type: 'public-key',
    rawId: new Uint8Array([1, 2, 3]).buffer,
    getClientExtensionResults: () => ({ prf }),
  };
  return answer;
}

function browser(answers: {
  create?: () => Promise<Credential | null>;
  get?: (asked: CredentialRequestOptions | undefined) => Promise<Credential | null>;
}): CredentialsContainer {
  return {
    create: async () => (await answers.create?.()) ?? null,
    get: async (asked) => (await answers.get?.(asked)) ?? null,
    preventSilentAccess: async () => undefined,
    store: async () => undefined,
  };
}

test('a browser without passkeys says so, and nobody is asked for anything', async () => {
  const none = browserPasskeys(undefined);
  expect(await none.make(salt)).toEqual({
    ok: false,
    refusal: { code: 'device.passkey.unsupported' },
  });
  expect(await none.ask([])).toMatchObject({ refusal: { code: 'device.passkey.unsupported' } });
});

test.each([[undefined], [{}], [{ enabled: false }]])(
  'an authenticator that gives no secret is refused kindly: %j',
  async (prf) => {
    const passkeys = browserPasskeys(browser({ create: async () => credential(prf) }));
    expect(await passkeys.make(salt)).toEqual({
      ok: false,
      refusal: { code: 'device.passkey.unsupported' },
    });
  },
);

test('a person who turns away has cancelled', async () => {
  const passkeys = browserPasskeys(
    browser({ get: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }),
  );
  expect(await passkeys.ask([{ credentialId: randomBytes(3), salt }])).toEqual({
    ok: false,
    refusal: { code: 'device.passkey.cancelled' },
  });
});

test('an authenticator that gives the secret at once is asked once', async () => {
  const passkeys = browserPasskeys(
    browser({
      create: async () => credential({ enabled: true, results: { first: secret.buffer } }),
      get: () => Promise.reject(new Error('asked twice')),
    }),
  );
  const made = await passkeys.make(salt);
  expect(made).toEqual({
    ok: true,
    value: { credentialId: new Uint8Array([1, 2, 3]), secret },
  });
});

test('an authenticator that gives the secret only later is asked a second time, with the same salt', async () => {
  let asked: CredentialRequestOptions | undefined;
  const passkeys = browserPasskeys(
    browser({
      create: async () => credential({ enabled: true }),
      get: async (options) => {
        asked = options;
        return credential({ results: { first: secret } });
      },
    }),
  );
  expect(await passkeys.make(salt)).toMatchObject({ ok: true, value: { secret } });
  expect(asked?.publicKey?.userVerification).toBe('required');
  expect(asked?.publicKey?.extensions?.prf?.evalByCredential).toEqual({ AQID: { first: salt } });
});
