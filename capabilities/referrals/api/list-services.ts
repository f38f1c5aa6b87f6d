import { accept } from '#kernel/result.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { classOfKind, opensOf } from '../domain/service.ts';
import type { listServices } from '../endpoints.ts';
import { teamsHere } from '../storage/teams-here.ts';
import { type ReferralDesk, replyHoursOf } from './referral-desk.ts';

/** Everybody who works here may know whom to call. */
export function listServicesHandler(desk: ReferralDesk): Handler<typeof listServices> {
  return (_input, call) =>
    desk.database.transaction(authorOf(call), async (tx) => {
      const services = [...desk.services.values()];
      const ids = services.flatMap(({ team }) => (team === undefined ? [] : [desk.teamOf(team)]));
      const names = await teamsHere(tx, ids);
      return accept({
        services: services.map(({ team: code, ...service }) => {
          const id = code === undefined ? undefined : desk.teamOf(code);
          const name = id && names.get(id);
          const one = classOfKind(service.kind);
          return {
            ...service,
            class: one,
            opens: [...opensOf(service)],
            team: id !== undefined && name !== undefined ? { id, name } : null,
            replyHours: { ...replyHoursOf(desk, one) },
          };
        }),
      });
    });
}
