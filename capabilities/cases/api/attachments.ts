import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import { accept, refuse } from '#kernel/result.ts';
import { arrivedBlobs } from '#platform/blobs/arrived-blobs.ts';
import { changeSection } from '#platform/commands/change-section.ts';
import { authorOf, directoryOf } from '#platform/commands/command-desk.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import type { Handler } from '#platform/http/route.ts';
import { says } from '#platform/journal/change-record.ts';
import type { addAttachment, listAttachments } from '../attachment-endpoints.ts';
import { type AttachRefusal, judgeAttachment } from '../domain/add-attachment.ts';
import { attachmentsIn, attachmentsView } from '../domain/attachments-view.ts';
import { type CaseDesk, openCaseFor } from './case-desk.ts';

/** CA-28: what a file is, is told at once; the file follows. */
export function addAttachmentHandler(desk: CaseDesk): Handler<typeof addAttachment> {
  return async ({ recordId, entryId, deviceTime, class: sensitivity, ...told }, call) => {
    const made = { entryId, deviceTime, now: call.now, by: call.worker };
    const added = await changeSection<
      Actor,
      AttachRefusal | AccessRefusal | { readonly code: 'cases.attachment.too-many' }
    >(desk, { recordId, entryId }, call, {
      action: 'cases.case-opened-to-write',
      isSame: says('cases.attachment-added', told),
      decide: ({ actor, record }) => {
        const decided = judgeAttachment({ actor, record, made }, { ...told, class: sensitivity });
        return decided.ok ? accept({ entries: decided.value }) : decided;
      },
    });
    return nameUnknown(added, 'cases.case.unknown');
  };
}

export function listAttachmentsHandler(desk: CaseDesk): Handler<typeof listAttachments> {
  return async ({ recordId }, call) => {
    const author = authorOf(call);
    const view = await desk.database.transaction(author, async (tx) => {
      const record = await openCaseFor(desk, tx, { recordId, action: 'cases.attachments-listed' });
      if (!record) return undefined;
      const actor = await desk.actorOf(tx, author);
      const people = attachmentsIn(record).map(({ by }) => by);
      const named = await directoryOf(desk, tx, people);
      const arrived = await arrivedBlobs(tx, recordId);
      return attachmentsView(record, { actor, named, now: call.now, arrived });
    });
    return view ? accept(view) : refuse({ code: 'cases.case.unknown' });
  };
}
