import { accept, refuse } from '#kernel/result.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { permit } from '../domain/policy.ts';
import type { listColleagues } from '../record-endpoints.ts';
import { allTeams, workersOf } from '../storage/directory.ts';
import { loadActor } from '../storage/load-actor.ts';
import type { RecordDesk } from './record-desk.ts';

/** The people of one's own team; those of another team for whoever may share. */
export function listColleaguesHandler({
  database,
}: Pick<RecordDesk, 'database'>): Handler<typeof listColleagues> {
  return ({ team }, call) => {
    const author = authorOf(call);
    return database.attempt(author, async (tx) => {
      if (team !== undefined) {
        const actor = await loadActor(tx, author);
        if (!permit(actor, { action: 'list-colleagues', team }).ok)
          return refuse({ code: 'access.denied.ability', ability: 'share' });
      }
      const workers = team === undefined ? [] : await workersOf(tx, team);
      return accept({ teams: await allTeams(tx), workers });
    });
  };
}
