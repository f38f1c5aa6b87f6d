import { permit } from '#capabilities/access/contract.ts';
import { TeamId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Handler } from '#platform/http/route.ts';
import { writeAuditLine } from '#platform/journal/audit-line.ts';
import type { readAccessLog } from '../endpoints.ts';
import { ownerTeam, readAccessRows } from '../storage/access-log.ts';
import { authorOf, directoryOf } from '#platform/commands/command-desk.ts';
import type { CaseDesk } from './case-desk.ts';

/** AC-7: who looked, for those who answer for the record; looking at the log is itself a line of it. */
export function readAccessLogHandler(desk: CaseDesk): Handler<typeof readAccessLog> {
  return async ({ recordId }, call) => {
    const author = authorOf(call);
    return desk.database.attempt(author, async (tx) => {
      const team = TeamId.safeParse(await ownerTeam(tx, recordId));
      if (!team.success) return refuse({ code: 'cases.case.unknown' });
      const permitted = permit(await desk.actorOf(tx, author), {
        action: 'read-access-log',
        team: team.data,
      });
      // Whoever does not answer for the record learns nothing of it, not even that it exists (AC-10).
      if (!permitted.ok)
        return permitted.refusal.code === 'access.denied.ability'
          ? refuse({ code: 'cases.case.unknown' })
          : permitted;
      await writeAuditLine(tx, { author, recordId, action: 'cases.access-log-read' });
      const rows = await readAccessRows(tx, recordId);
      const named = await directoryOf(
        desk,
        tx,
        rows.flatMap((row) => row.worker ?? []),
      );
      const lines = rows.map(({ atMs, worker, ...row }) => ({
        ...row,
        at: instantAt(atMs),
        by: worker && named(worker),
      }));
      return accept({ lines });
    });
  };
}
