import { z } from 'zod';
import { instantAt } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Database } from '#platform/database/open-database.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import { type Handler, type Route, route } from '#platform/http/route.ts';
import type { Author } from '#platform/journal/append-entries.ts';
import { writeAuditLine } from '#platform/journal/audit-line.ts';
import type { DraftSealer } from '#platform/vault/draft-sealer.ts';
import { aboutOf, type DraftKey } from '../domain/draft-key.ts';
import * as endpoints from '../endpoints.ts';
import {
  countDrafts,
  deleteDraft,
  mayKnowOf,
  ownDrafts,
  putDraft,
  readDraft,
  sweepDrafts,
} from '../storage/drafts.ts';

/** What the handlers of this slice work with; put together once by the server. */
export type DraftDesk = { readonly database: Database; readonly sealer: DraftSealer };

/** Far more than a person types into one form; a draft is no place to store things. */
const LONGEST = 200_000;
const MOST = 100;

/** Every operation of this slice with its handler. */
export function draftRoutes(desk: DraftDesk): readonly Route[] {
  return [
    route(endpoints.keepDraft, keepDraftHandler(desk)),
    route(endpoints.findDraft, findDraftHandler(desk)),
    route(endpoints.dropDraft, dropDraftHandler(desk)),
    route(endpoints.listDrafts, listDraftsHandler(desk)),
  ];
}

function keepDraftHandler({ database, sealer }: DraftDesk): Handler<typeof endpoints.keepDraft> {
  return ({ key, typed, writer, over }, call) => {
    const author = authorOf(call);
    const { recordId } = aboutOf(key);
    return database.attempt(author, async (tx) => {
      if (JSON.stringify(typed).length > LONGEST)
        return refuse({ code: 'drafts.draft.too-long', most: LONGEST });
      if (recordId && !(await mayKnowOf(tx, recordId)))
        return refuse({ code: 'drafts.record.unknown' });
      await sweepDrafts(tx);
      if ((await countDrafts(tx, key)) >= MOST) return refuse({ code: 'drafts.draft.too-many' });
      const body = sealer.seal(call.worker, key, typed);
      const put = await putDraft(tx, { key, body, writer, over });
      if (!put) return refuse({ code: 'drafts.draft.elsewhere' });
      // DR-6: one line when it is begun, not one for every pause in typing.
      if (put.isNew) await writeAuditLine(tx, lineOf(author, 'drafts.draft-begun', key));
      return accept({ keptAt: put.keptAt });
    });
  };
}

const Typed = z.record(z.string(), z.unknown());

function findDraftHandler({ database, sealer }: DraftDesk): Handler<typeof endpoints.findDraft> {
  return ({ key }, call) => {
    const author = authorOf(call);
    return database.transaction(author, async (tx) => {
      await sweepDrafts(tx);
      const kept = await readDraft(tx, key);
      if (!kept) return accept({ draft: null });
      await writeAuditLine(tx, lineOf(author, 'drafts.draft-opened', key));
      const typed = Typed.parse(sealer.unseal(call.worker, key, kept.body));
      return accept({ draft: { typed, keptAt: kept.keptAt } });
    });
  };
}

/** Ending a draft that is not there changes nothing: it may have been ended by another window. */
function dropDraftHandler({ database }: DraftDesk): Handler<typeof endpoints.dropDraft> {
  return ({ key }, call) => {
    const author = authorOf(call);
    return database.transaction(author, async (tx) => {
      if (await deleteDraft(tx, key))
        await writeAuditLine(tx, lineOf(author, 'drafts.draft-dropped', key));
      return accept({});
    });
  };
}

function listDraftsHandler({ database }: DraftDesk): Handler<typeof endpoints.listDrafts> {
  return (_input, call) =>
    database.transaction(authorOf(call), async (tx) => {
      await sweepDrafts(tx);
      const drafts = (await ownDrafts(tx)).map(({ keptMs, goneMs, ...draft }) => ({
        ...draft,
        form: aboutOf(draft.key).form,
        keptAt: instantAt(keptMs),
        goneAt: instantAt(goneMs),
      }));
      return accept({ drafts });
    });
}

function lineOf(author: Author, action: string, key: DraftKey) {
  const { form, recordId } = aboutOf(key);
  return { author, action, detail: { form }, ...(recordId ? { recordId } : {}) };
}
