import { instantAt } from '#kernel/instant.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Handler } from '#platform/http/route.ts';
import { type CardKept, caseCardView } from '../domain/case-card-view.ts';
import type { listCases } from '../endpoints.ts';
import { type CardCursor, type CardRow, listCaseCards, type Which } from '../storage/case-cards.ts';
import { authorOf, directoryOf } from '#platform/commands/command-desk.ts';
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
        cases: page.map((row) => caseCardView(cardKept(row), { named, clocks: desk.clocks })),
        next: last ? writeCursor(last) : null,
      });
    });
  };
}

function whichOf(of: Which['of'], worker: WorkerId): Which {
  return of === 'worker' ? { of, worker } : { of };
}

function cardKept({ recordId, code, dueMs, worker, clocks, parts }: CardRow): CardKept {
  const dueAt = dueMs === null ? null : instantAt(dueMs);
  return { recordId, card: { code, dueAt, worker, clocks, parts: parts ?? {} } };
}

function writeCursor(row: CardRow): string {
  return `${row.dueMs ?? 'none'}.${row.recordId}`;
}

function readCursor(text: string): CardCursor | undefined {
  const [, due, recordId] = /^(none|-?\d{1,15})\.([0-9a-f-]{36})$/.exec(text) ?? [];
  if (due === undefined || recordId === undefined) return undefined;
  return { dueMs: due === 'none' ? null : Number(due), recordId };
}
