import type { Actor } from '#capabilities/access/contract.ts';
import type { Answers } from '#kernel/form-answers.ts';
import { accept, type Refusal, type Result } from '#kernel/result.ts';
import type { SectionCommand } from '#kernel/section-command.ts';
import { authorOf } from '#platform/commands/command-desk.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import { runSectionCommand, type SectionInput } from '#platform/commands/section-command.ts';
import type { JournalRefusal } from '#platform/journal/append-entries.ts';
import type { Call } from '#platform/http/call.ts';
import { type Route, route } from '#platform/http/route.ts';
import { addAttachment, listAttachments } from '../attachment-endpoints.ts';
import { completeFirstContact, withdrawConsent } from '../contact-endpoints.ts';
import * as endpoints from '../endpoints.ts';
import { receivingTeams } from '../storage/receiving-teams.ts';
import type { CaseDesk } from './case-desk.ts';
import { assignCaseHandler } from './assign-case.ts';
import { addAttachmentHandler, listAttachmentsHandler } from './attachments.ts';
import { listHeldHandler, settleHeldHandler } from './held.ts';
import { judgePlanHandler } from './judge-plan.ts';
import { listCasesHandler } from './list-cases.ts';
import { lookUpChildHandler } from './look-up-child.ts';
import { handOverChildHandler, openCaseHandler } from './open-case.ts';
import { readAccessLogHandler } from './read-access-log.ts';
import { listReceiptsHandler, readLoadHandler } from './read-load.ts';
import { readCaseHandler, readTimelineHandler } from './read-case.ts';
import {
  assessRiskCommand,
  completeFirstContactCommand,
  recordConsentCommand,
  registerChildCommand,
  writePlanCommand,
} from '../domain/case-commands.ts';
import { withdrawConsentHandler } from './withdraw-consent.ts';

/** Every operation of this slice with its handler. */
export function caseRoutes(desk: CaseDesk): readonly Route[] {
  return [
    route(endpoints.listCases, listCasesHandler(desk)),
    route(endpoints.openCase, openCaseHandler(desk)),
    route(endpoints.handOverChild, handOverChildHandler(desk)),
    route(endpoints.listReceivingTeams, async (_input, call) =>
      accept({ teams: [...(await desk.database.transaction(authorOf(call), receivingTeams))] }),
    ),
    route(endpoints.listReceipts, listReceiptsHandler(desk)),
    route(endpoints.readLoad, readLoadHandler(desk)),
    route(endpoints.assignCase, assignCaseHandler(desk)),
    route(endpoints.readCase, readCaseHandler(desk)),
    route(endpoints.readTimeline, readTimelineHandler(desk)),
    route(endpoints.readAccessLog, readAccessLogHandler(desk)),
    route(completeFirstContact, oneForm(desk, completeFirstContactCommand(desk))),
    route(withdrawConsent, withdrawConsentHandler(desk)),
    route(endpoints.registerChild, oneForm(desk, registerChildCommand(desk))),
    route(endpoints.recordConsent, oneForm(desk, recordConsentCommand(desk))),
    route(endpoints.assessRisk, oneForm(desk, assessRiskCommand(desk))),
    route(endpoints.writePlan, async ({ actions, ...input }, call) =>
      told(
        await runSectionCommand(
          desk,
          writePlanCommand(desk),
          { ...input, filledIn: actions },
          call,
        ),
      ),
    ),
    route(endpoints.judgePlan, judgePlanHandler(desk)),
    route(addAttachment, addAttachmentHandler(desk)),
    route(listAttachments, listAttachmentsHandler(desk)),
    route(endpoints.lookUpChild, lookUpChildHandler(desk)),
    route(endpoints.listHeld, listHeldHandler(desk)),
    route(endpoints.settleHeld, settleHeldHandler(desk)),
  ];
}

type OneForm = SectionInput & { readonly answers: Answers };

function oneForm<Why extends Refusal>(desk: CaseDesk, command: SectionCommand<Actor, Why>) {
  return async ({ answers, ...input }: OneForm, call: Call) =>
    told(await runSectionCommand(desk, command, { ...input, filledIn: [answers] }, call));
}

function told<Value, Why extends Refusal>(result: Result<Value, Why | JournalRefusal>) {
  return nameUnknown(result, 'cases.case.unknown');
}
