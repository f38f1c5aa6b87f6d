import { accept, refuse } from '#kernel/result.ts';
import { type Route, route } from '#platform/http/route.ts';
import { beginOidc, completeOidc, signInWays } from '../factor-endpoints.ts';
import { auditAttempt, tooMany } from './sign-in.ts';
import type { SignInDesk } from './sign-in-desk.ts';

/** Signing in through the identity provider of an agency. Its answers reach us by the app only. */
export function oidcRoutes(desk: SignInDesk): readonly Route[] {
  const { auth } = desk;
  return [
    route(signInWays, async () =>
      accept({
        passkeys: auth.passkeys?.origin ?? null,
        providers: auth.oidc.providers.map(({ id, names }) => ({ id, names: { ...names } })),
      }),
    ),
    route(beginOidc, async ({ provider }, { browser }) => {
      const begun = await auth.oidc.begin(provider, browser);
      if (begun.kind === 'too-many') return tooMany(begun.retryAfterSeconds);
      if (begun.kind === 'refused') return refuse({ code: `access.oidc.${begun.reason}` });
      browser.setCookies(begun.cookies);
      return accept({ url: begun.url });
    }),
    route(completeOidc, async ({ answer }, call) => {
      const outcome = await auth.oidc.complete(answer, call.browser);
      await auditAttempt(desk, outcome, call, 'oidc');
      if (outcome.kind === 'signed-in') return accept({ next: 'done' });
      if (outcome.kind === 'too-many') return tooMany(outcome.retryAfterSeconds);
      return refuse({ code: `access.oidc.${outcome.reason}` });
    }),
  ];
}
