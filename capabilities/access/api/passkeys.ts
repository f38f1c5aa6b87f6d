import { accept, refuse } from '#kernel/result.ts';
import { type Route, route } from '#platform/http/route.ts';
import { mayRemoveLastPasskey } from '../domain/sign-in-needs.ts';
import {
  addPasskey,
  beginPasskey,
  beginPasskeySignIn,
  listPasskeys,
  PasskeyId,
  removePasskey,
  signInPasskey,
} from '../factor-endpoints.ts';
import { loadDisplayName } from '../storage/load-profile.ts';
import { needsTwoFactors } from '../storage/sign-in-needs.ts';
import { auditAttempt, tooMany } from './sign-in.ts';
import { audit, type SignInDesk } from './sign-in-desk.ts';

const UNAVAILABLE = refuse({ code: 'access.passkey.unavailable' });

/** Signing in by a passkey, and a worker's own passkeys. */
export function passkeyRoutes(desk: SignInDesk): readonly Route[] {
  const { auth, database } = desk;
  return [
    route(beginPasskeySignIn, async () =>
      auth.passkeys === undefined
        ? UNAVAILABLE
        : accept({ options: { ...(await auth.passkeys.challenge()) } }),
    ),
    route(signInPasskey, async (answer, call) => {
      if (auth.passkeys === undefined) return UNAVAILABLE;
      const outcome = await auth.passkeys.signIn(answer, call.browser);
      await auditAttempt(desk, outcome, call, 'passkey');
      if (outcome.kind === 'signed-in') return accept({ next: 'done' });
      return outcome.kind === 'too-many'
        ? tooMany(outcome.retryAfterSeconds)
        : refuse({ code: 'access.passkey.refused' });
    }),
    route(listPasskeys, async (_input, { worker }) => {
      const passkeys = await auth.passkeysOf(worker);
      return accept({
        passkeys: passkeys.map((one) => ({ ...one, id: PasskeyId.parse(one.id) })),
      });
    }),
    route(beginPasskey, async ({ password }, { worker, purpose, browser }) => {
      if (auth.passkeys === undefined) return UNAVAILABLE;
      const name = await loadDisplayName(database.sql, worker);
      const begun = await auth.passkeys.begin({ worker, browser }, { password, name });
      if (begun.ok) return accept({ options: { ...begun.value } });
      const { code, ...detail } = begun.refusal;
      const line = { action: 'access.passkey-refused', detail: { why: code } } as const;
      await audit(database, { ...line, worker, purpose });
      return code === 'enough'
        ? refuse({ code: 'access.passkey.enough' })
        : refuse({ ...detail, code: `access.password.${code}` });
    }),
    route(addPasskey, async ({ name, ...answer }, { worker, purpose, sessionId }) => {
      if (auth.passkeys === undefined) return UNAVAILABLE;
      const kept = await auth.passkeys.keep({ worker, sessionId }, { name, answer });
      if (kept.ok) {
        await audit(database, { action: 'access.passkey-added', worker, purpose });
        return accept({ id: PasskeyId.parse(kept.value.id) });
      }
      const { code } = kept.refusal;
      const line = { action: 'access.passkey-refused', detail: { why: code } } as const;
      await audit(database, { ...line, worker, purpose });
      return refuse({ code: `access.passkey.${code}` });
    }),
    removeRoute(desk),
  ];
}

function removeRoute({ auth, database, enforcesFactors }: SignInDesk): Route {
  return route(removePasskey, async ({ passkeyId }, { worker, purpose, proof }) => {
    const mayBeLast = mayRemoveLastPasskey({
      hasTotp: proof?.hasTotp ?? false,
      needsTwoFactors: await needsTwoFactors(database.sql, worker),
      enforcesFactors,
    });
    // AC-10: a passkey of someone else looks like one that does not exist.
    const removed = await auth.deletePasskey(worker, passkeyId, { mayBeLast });
    if (removed !== 'done') return refuse({ code: `access.passkey.${removed}` });
    await audit(database, { action: 'access.passkey-removed', worker, purpose });
    return accept({});
  });
}
