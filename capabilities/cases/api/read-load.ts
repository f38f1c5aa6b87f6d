import { permit } from '#capabilities/access/contract.ts';
import { instantAt } from '#kernel/instant.ts';
import { accept } from '#kernel/result.ts';
import { authorOf, directoryOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import type { LoadLine } from '../domain/views.ts';
import type { listReceipts, readLoad } from '../endpoints.ts';
import { handOverReceipts } from '../storage/receipts.ts';
import { caseWorkers, type LoadRow, teamLoad } from '../storage/team-load.ts';
import type { CaseDesk } from './case-desk.ts';

const NOTHING: LoadLine = { open: 0, late: 0, urgent: 0 };

/** CA-11: the load of a team, also of those who have nothing yet. */
export function readLoadHandler(
  desk: Pick<CaseDesk, 'database' | 'actorOf' | 'namesOf'>,
): Handler<typeof readLoad> {
  return ({ team }, call) =>
    desk.database.attempt(authorOf(call), async (tx) => {
      const permitted = permit(await desk.actorOf(tx, authorOf(call)), {
        action: 'read-load',
        team,
      });
      if (!permitted.ok) return permitted;
      const rows = await teamLoad(tx, team);
      const holders = rows.flatMap(({ worker }) => worker ?? []);
      const workers = [...new Set([...(await caseWorkers(tx, team)), ...holders])];
      const named = await directoryOf(desk, tx, workers);
      return accept({
        workers: workers.map((id) => ({ worker: named(id), ...lineOf(rows, id) })),
        nobody: lineOf(rows, null),
      });
    });
}

function lineOf(rows: readonly LoadRow[], of: LoadRow['worker']): LoadLine {
  const row = rows.find(({ worker }) => worker === of);
  return row ? { open: row.open, late: row.late, urgent: row.urgent } : NOTHING;
}

/** CA-9: what the asker handed over, as receipts. */
export function listReceiptsHandler(
  desk: Pick<CaseDesk, 'database'>,
): Handler<typeof listReceipts> {
  return async (_input, call) => {
    const rows = await desk.database.transaction(authorOf(call), handOverReceipts);
    return accept({
      receipts: rows.map(({ recordId, code, team, teamName, phone, arrivedMs, takenMs }) => ({
        recordId,
        code,
        team: { id: team, name: teamName, phone },
        arrivedAt: instantAt(arrivedMs),
        takenAt: takenMs === null ? null : instantAt(takenMs),
      })),
    });
  };
}
