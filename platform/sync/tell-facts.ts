import { sql } from 'kysely';
import { z } from 'zod';
import { accept } from '#kernel/result.ts';
import type { Handler } from '../http/route.ts';
import { currentEpoch } from './epoch.ts';
import type { facts } from './protocol/endpoints.ts';
import { factsStamp } from './pull-page.ts';
import type { SyncDesk } from './sync-desk.ts';

const People = z.object({ people: z.coerce.number() });

/** The stamp is read first: what changes meanwhile makes the device ask once more. */
export function factsHandler(desk: SyncDesk): Handler<typeof facts> {
  return async (_input, call) => {
    const { rows } = await sql`select changes as people from sync_people`.execute(
      desk.database.sql,
    );
    const { people } = People.parse(rows[0]);
    const epoch = await currentEpoch(desk.database.sql);
    const stamp = factsStamp({ epoch, people }, call, desk.version);
    return accept({ stamp, ...(await desk.factsOf(call)) });
  };
}
