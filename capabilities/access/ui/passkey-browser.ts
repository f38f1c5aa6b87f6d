import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import { z } from 'zod';
import type { CallInput } from '#platform/design/calling/api.tsx';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { addPasskey, signInPasskey } from '../factor-endpoints.ts';

/** Whether this browser has passkeys, and the page stands where they belong to. */
export function hasPasskeysHere(origin: string | null | undefined): boolean {
  return origin === window.location.origin && browserSupportsWebAuthn();
}

/** Whether the browser offers passkeys in the list below a field. */
export function offersPasskeysInFields(): Promise<boolean> {
  return browserSupportsWebAuthnAutofill();
}

/** Stops a question that is still open, when its screen goes. */
export function stopAsking(): void {
  WebAuthnAbortService.cancelCeremony();
}

const Known = z.object({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.string()).default([]),
});

/** The options of the server, as far as a browser needs them. */
const ToSign = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number(),
  userVerification: z.literal('required'),
});

const ToMake = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ alg: z.number(), type: z.literal('public-key') })),
  timeout: z.number(),
  excludeCredentials: z.array(Known),
  attestation: z.literal('none'),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true).default(true),
    userVerification: z.literal('required'),
  }),
});

/** Nothing was proved: the person thought better of it, or the device has no such passkey. */
const NOT_GIVEN = refuse({ code: 'access.passkey.not-given' });

export type PasskeyNotGiven = (typeof NOT_GIVEN)['refusal'];

/** Has a passkey sign; `inField` waits until the person picks one from the list below a field. */
export async function signWithPasskey(
  options: unknown,
  { inField = false }: { readonly inField?: boolean } = {},
): Promise<Result<CallInput<typeof signInPasskey>, PasskeyNotGiven>> {
  try {
    const optionsJSON = ToSign.parse(options);
    const { id, response } = await startAuthentication({
      optionsJSON,
      useBrowserAutofill: inField,
    });
    const { clientDataJSON, authenticatorData, signature, userHandle } = response;
    return accept({
      id,
      clientDataJSON,
      authenticatorData,
      signature,
      ...(userHandle === undefined ? {} : { userHandle }),
    });
  } catch {
    return NOT_GIVEN;
  }
}

/** Has the browser make a passkey on this device, or on one beside it. */
export async function makePasskey(
  options: unknown,
): Promise<Result<Omit<CallInput<typeof addPasskey>, 'name'>, PasskeyNotGiven>> {
  try {
    const { id, response } = await startRegistration({ optionsJSON: ToMake.parse(options) });
    const { clientDataJSON, attestationObject, transports = [] } = response;
    return accept({ id, clientDataJSON, attestationObject, transports });
  } catch {
    return NOT_GIVEN;
  }
}
