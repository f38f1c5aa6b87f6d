import type { Route } from '#platform/http/route.ts';
import { deviceRoutes } from './devices.ts';
import { meRoutes } from './me.ts';
import { oidcRoutes } from './oidc.ts';
import { passkeyRoutes } from './passkeys.ts';
import { passwordRoutes } from './password.ts';
import { sessionRoutes } from './session.ts';
import type { SignInDesk } from './sign-in-desk.ts';
import { signInRoutes } from './sign-in.ts';
import { totpRoutes } from './totp.ts';

/** Every operation of `access` that is about the worker's own sign-in. */
export function accessRoutes(desk: SignInDesk): readonly Route[] {
  return [
    signInRoutes,
    oidcRoutes,
    meRoutes,
    sessionRoutes,
    passwordRoutes,
    totpRoutes,
    passkeyRoutes,
    deviceRoutes,
  ].flatMap((make) => make(desk));
}
