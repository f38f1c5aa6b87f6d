import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * A session for someone who has proved by other means than the library's own who they are. Only our
 * own code can reach it: the library's HTTP handler is not mounted.
 */
export function provenSignIn() {
  return {
    id: 'amparo-proven',
    endpoints: {
      beginProven: createAuthEndpoint(
        '/amparo/proven',
        { method: 'POST', body: z.object({ worker: z.string() }) },
        async (context) => {
          const { internalAdapter } = context.context;
          const user = await internalAdapter.findUserById(context.body.worker);
          if (!user) throw new Error('A worker who proved who they are has no account');
          const session = await internalAdapter.createSession(user.id);
          await setSessionCookie(context, { session, user });
          return context.json({ token: session.token });
        },
      ),
    },
  };
}
