import { accept } from '#kernel/result.ts';
import { type Route, route } from '#platform/http/route.ts';
import { me } from '../endpoints.ts';
import { loadProfile } from '../storage/load-profile.ts';
import type { SignInDesk } from './sign-in-desk.ts';

export function meRoutes({ database }: SignInDesk): readonly Route[] {
  return [
    route(me, async (_input, { worker, purpose, now }) =>
      accept(await database.transaction({ worker, purpose }, (tx) => loadProfile(tx, worker, now))),
    ),
  ];
}
