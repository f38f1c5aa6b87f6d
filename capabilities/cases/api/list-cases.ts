import { instantAt } from '#kernel/instant.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Handler } from '#platform/http/route.ts';
import { clocksShown } from '../domain/clocks-shown.ts';
import { type CaseCard, CaseCodes } from '../domain/views.ts';
import type { listCases } from '../endpoints.ts';
import { type CardCursor, type CardRow, listCaseCards, type Which } from '../storage/case-cards.ts';
import { authorOf, type Directory, directoryOf } from '#platform/commands/command-desk.ts';
import type { CaseDesk } from './case-desk.ts';

export function listCasesHandler(
  desk: Pick<CaseDesk, 'database' | 'namesOf' | 'clocks'>,
): Handler<typeof listCases> {
  return async ({ team, of, worker, after, limit }, call) => {
    const cursor = after === undefined ? undefined : readCursor(after);
    if (after !== undefined && !cursor) return refuse({ code: 'cases.list.cursor-unreadable' });
    return desk.database.transaction(authorOf(call), async (tx) => {
      // One row more than asked tells whether there is a next page.
      const rows = await listCaseCards(tx, {
        team,
        which: whichOf(of, worker ?? call.worker),
        after: cursor,
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const named = await directoryOf(
        desk,
        tx,
        page.flatMap((row) => row.worker ?? []),
      );
      const last = rows.length > limit ? page.at(-1) : undefined;
      return accept({
        cases: page.map((row) => cardView(desk.clocks, row, named)),
        next: last ? writeCursor(last) : null,
      });
    });
  };
}

function whichOf(of: Which['of'], worker: WorkerId): Which {
  return of === 'worker' ? { of, worker } : { of };
}

function cardView(clocks: CaseDesk['clocks'], row: CardRow, named: Directory): CaseCard {
  const care = row.parts?.care;
  const codes = care && { risk: null, plan: 'none', result: null, ...care };
  const granted = new Set(Object.keys(row.parts ?? {}));
  return {
    recordId: row.recordId,
    code: row.code,
    dueAt: row.dueMs === null ? null : instantAt(row.dueMs),
    dueClock: clocksShown(clocks, row.clocks, granted)[0]?.clock ?? null,
    worker: row.worker && named(row.worker),
    codes: codes ? CaseCodes.parse(codes) : null,
  };
}

function writeCursor(row: CardRow): string {
  return `${row.dueMs ?? 'none'}.${row.recordId}`;
}

function readCursor(text: string): CardCursor | undefined {
  const [, due, recordId] = /^(none|-?\d{1,15})\.([0-9a-f-]{36})$/.exec(text) ?? [];
  if (due === undefined || recordId === undefined) return undefined;
  return { dueMs: due === 'none' ? null : Number(due), recordId };
}
