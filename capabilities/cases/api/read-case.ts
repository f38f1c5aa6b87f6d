import { accept, refuse } from '#kernel/result.ts';
import { authorOf, directoryOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { listHeldEntries } from '#platform/journal/held-entries.ts';
import { readEntries } from '#platform/journal/read-entries.ts';
import { caseView, peopleInCase } from '../domain/case-view.ts';
import { timelineView } from '../domain/timeline-view.ts';
import type { readCase, readTimeline } from '../endpoints.ts';
import { teamName } from '../storage/receiving-teams.ts';
import { type CaseDesk, openCaseFor } from './case-desk.ts';

export function readCaseHandler(desk: CaseDesk): Handler<typeof readCase> {
  return async ({ recordId }, call) => {
    const author = authorOf(call);
    const view = await desk.database.transaction(author, async (tx) => {
      const record = await openCaseFor(desk, tx, { recordId, action: 'cases.case-opened' });
      if (!record) return undefined;
      const actor = await desk.actorOf(tx, author);
      const held = await listHeldEntries(tx, desk.holdingKey, recordId);
      const named = await directoryOf(desk, tx, peopleInCase(record));
      const team = (await teamName(tx, record.card.team)) ?? '';
      const { clocks } = desk;
      return caseView(record, { actor, named, teamName: team, clocks, waiting: held.length });
    });
    return view ? accept(view) : refuse({ code: 'cases.case.unknown' });
  };
}

export function readTimelineHandler(desk: CaseDesk): Handler<typeof readTimeline> {
  return async ({ recordId, after }, call) => {
    const entries = await desk.database.transaction(authorOf(call), async (tx) => {
      const record = await openCaseFor(desk, tx, { recordId, action: 'cases.timeline-read' });
      if (!record) return undefined;
      const read = await readEntries(tx, recordId, record.keys, after);
      const authors = read.map((entry) => entry.author);
      const named = await directoryOf(desk, tx, authors);
      return timelineView(read, { named, withheld: desk.withheld });
    });
    return entries ? accept({ entries }) : refuse({ code: 'cases.case.unknown' });
  };
}
