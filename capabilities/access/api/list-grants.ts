import { instantAt } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { accessOf } from '#kernel/open-record.ts';
import { namedBy, type Directory } from '#kernel/directory.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import { openRecord } from '#platform/journal/open-record.ts';
import { permit } from '../domain/policy.ts';
import type { listGrants } from '../record-endpoints.ts';
import { blocksInForce } from '../storage/blocks.ts';
import { colleagueNames } from '../storage/colleague-names.ts';
import { type GrantRow, grantsInForce } from '../storage/grants.ts';
import { loadActor } from '../storage/load-actor.ts';
import type { RecordDesk } from './record-desk.ts';

/** Who may see what of a record, for those who may see its care part. */
export function listGrantsHandler(desk: RecordDesk): Handler<typeof listGrants> {
  return ({ recordId }, call) => {
    const author = authorOf(call);
    return desk.database.attempt(author, async (tx) => {
      const asked = { recordType: desk.recordType, recordId, action: 'access.grants-read' };
      const record = await openRecord(tx, desk.opener, asked);
      if (!record) return refuse({ code: 'access.record.unknown' });
      const access = accessOf(record);
      const actor = await loadActor(tx, author);
      const permitted = permit(actor, { action: 'read-section', record: access, class: 'care' });
      if (!permitted.ok) return refuse({ code: 'access.denied.class', class: 'care' });
      const grants = await grantsInForce(tx, recordId);
      const blocks = await blocksInForce(tx, recordId);
      const people = [
        ...grants.flatMap((one) => [one.by, ...(one.worker ? [one.worker] : [])]),
        ...blocks.flatMap((one) => [one.by, one.worker]),
      ];
      const named = namedBy(await colleagueNames(tx, people));
      const mayEnd = permit(actor, { action: 'end-grant', record: access }).ok;
      return accept({
        grants: grants.map((one) => grantView(one, named, mayEnd)),
        conflicts: blocks.map(({ worker, kind, atMs, by }) => ({
          worker: named(worker),
          kind,
          at: instantAt(atMs),
          by: named(by),
        })),
        mayShare: [...record.writable].filter(
          (one) => permit(actor, { action: 'share', record: access, classes: [one] }).ok,
        ),
      });
    });
  };
}

function grantView(grant: GrantRow, named: Directory, mayEnd: boolean) {
  const { worker, team, teamName, untilMs, by, ended, ...rest } = grant;
  const to = worker
    ? { worker: named(worker) }
    : team && { team: { id: team, name: teamName ?? '—' } };
  if (!to || ended) throw new Error('A grant in force is to somebody');
  const until = instantAt(untilMs);
  return { ...rest, to, until, by: named(by), mayEnd: mayEnd && rest.kind !== 'creation' };
}
