import { accept } from '#kernel/result.ts';
import { type Route, route } from '#platform/http/route.ts';
import { me } from '../endpoints.ts';
import { loadProfile } from '../storage/load-profile.ts';
import { signInOf } from './held-back.ts';
import type { SignInDesk } from './sign-in-desk.ts';

export function meRoutes(desk: SignInDesk): readonly Route[] {
  return [
    route(me, async (_input, call) => {
      const { worker, purpose, now } = call;
      const profile = await desk.database.transaction({ worker, purpose }, (tx) =>
        loadProfile(tx, worker, now),
      );
      return accept({ ...profile, signIn: await signInOf(desk, call) });
    }),
  ];
}
