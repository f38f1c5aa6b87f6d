import { accept, refuse } from '#kernel/result.ts';
import { type Route, route } from '#platform/http/route.ts';
import { endOtherSessions, listSessions, revokeSession, SessionId } from '../endpoints.ts';
import { audit, type SignInDesk } from './sign-in-desk.ts';

export function sessionRoutes({ auth, database }: SignInDesk): readonly Route[] {
  return [
    route(listSessions, async (_input, call) => {
      const sessions = await auth.sessionsOf(call.worker);
      return accept({
        sessions: sessions.map((seen) => ({
          ...seen,
          id: SessionId.parse(seen.id),
          current: seen.id === call.sessionId,
        })),
      });
    }),
    // AC-10: a session of someone else looks like one that does not exist.
    route(revokeSession, async ({ sessionId }, call) => {
      if (!(await auth.revokeSession(call.worker, sessionId)))
        return refuse({ code: 'access.session.unknown' });
      const { worker, purpose } = call;
      await audit(database, { action: 'access.session-revoked', worker, purpose });
      return accept({});
    }),
    route(endOtherSessions, async (_input, { worker, purpose, sessionId }) => {
      await audit(database, { action: 'access.other-sessions-ended', worker, purpose });
      return accept({ ended: await auth.revokeOthers(worker, sessionId) });
    }),
  ];
}
