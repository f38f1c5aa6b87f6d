import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Bytes, randomBytes } from '../store/seal.ts';
import type { PasskeyRefusal } from './field-refusals.ts';

export type AskedPasskey = { readonly credentialId: Bytes; readonly salt: Bytes };
export type AnsweredPasskey = { readonly credentialId: Bytes; readonly secret: Bytes };

/** Passkeys as keys: for each salt the authenticator gives 32 bytes that only it can give again. */
export type Passkeys = {
  readonly make: (salt: Bytes) => Promise<Result<AnsweredPasskey, PasskeyRefusal>>;
  readonly ask: (
    known: readonly AskedPasskey[],
  ) => Promise<Result<AnsweredPasskey, PasskeyRefusal>>;
};

/** As long as a person may take, in milliseconds. */
const PATIENCE = 120_000;

/**
 * The browser's passkeys with the PRF extension of WebAuthn Level 3 (`hmac-secret` of CTAP 2). The
 * server knows nothing of them: they prove nothing, they only give a secret. Where browser or
 * authenticator cannot, the person keeps to the PIN.
 */
export function browserPasskeys(credentials: CredentialsContainer | undefined): Passkeys {
  const ask: Passkeys['ask'] = async (known) => {
    if (!credentials) return refuse({ code: 'device.passkey.unsupported' });
    const prf = {
      evalByCredential: Object.fromEntries(
        known.map(({ credentialId, salt }) => [base64Url(credentialId), { first: salt }]),
      ),
    };
    const publicKey: PublicKeyCredentialRequestOptions = {
      challenge: randomBytes(32),
      userVerification: 'required',
      timeout: PATIENCE,
      allowCredentials: known.map(({ credentialId }) => ({ type: 'public-key', id: credentialId })),
      extensions: { prf },
    };
    return answered(() => credentials.get({ publicKey }));
  };
  return {
    ask,
    make: async (salt) => {
      if (!credentials) return refuse({ code: 'device.passkey.unsupported' });
      const made = await answered(() => credentials.create({ publicKey: newPasskey(salt) }));
      if (made.ok || made.refusal.code !== 'device.passkey.unsupported') return made;
      // Many authenticators give the secret only when asked again, not while they are set up.
      return made.credentialId
        ? ask([{ credentialId: made.credentialId, salt }])
        : refuse(made.refusal);
    },
  };
}

/** The name is what the phone shows to whoever looks at its passkeys: it says nothing of the work. */
function newPasskey(salt: Bytes): PublicKeyCredentialCreationOptions {
  return {
    challenge: randomBytes(32),
    rp: { name: 'Amparo' },
    user: { id: randomBytes(16), name: 'Amparo', displayName: 'Amparo' },
    pubKeyCredParams: [
      { type: 'public-key', alg: -7 },
      { type: 'public-key', alg: -257 },
    ],
    authenticatorSelection: { userVerification: 'required', residentKey: 'discouraged' },
    timeout: PATIENCE,
    extensions: { prf: { eval: { first: salt } } },
  };
}

type Answer =
  | { readonly ok: true; readonly value: AnsweredPasskey }
  | { readonly ok: false; readonly refusal: PasskeyRefusal; readonly credentialId?: Bytes };

async function answered(asking: () => Promise<Credential | null>): Promise<Answer> {
  let credential: Credential | null;
  try {
    credential = await asking();
  } catch (fault) {
    const isTheirs = fault instanceof DOMException && CANCELLED.has(fault.name);
    return refuse({ code: isTheirs ? 'device.passkey.cancelled' : 'device.passkey.unsupported' });
  }
  return credential ? secretOf(credential) : refuse({ code: 'device.passkey.unsupported' });
}

function secretOf(credential: Credential): Answer {
  const refusal: PasskeyRefusal = { code: 'device.passkey.unsupported' };
  if (!('rawId' in credential) || !('getClientExtensionResults' in credential))
    return refuse(refusal);
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- told apart by its members just above
  const key = credential as PublicKeyCredential;
  const credentialId = new Uint8Array(key.rawId);
  const prf = key.getClientExtensionResults().prf;
  const first = prf?.results?.first;
  if (first) return accept({ credentialId, secret: bytesOf(first) });
  // `enabled` without a result: it can, but gives the secret only in a request of its own.
  return prf?.enabled ? { ok: false, refusal, credentialId } : refuse(refusal);
}

const CANCELLED = new Set(['NotAllowedError', 'AbortError']);

function bytesOf(source: BufferSource): Bytes {
  if (!ArrayBuffer.isView(source)) return new Uint8Array(source.slice(0));
  const copy = new Uint8Array(source.byteLength);
  copy.set(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
  return copy;
}

function base64Url(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
