import { accept, type Refusal, type Result } from '#kernel/result.ts';
import type { Call } from '#platform/http/call.ts';
import { type Route, route } from '#platform/http/route.ts';
import * as endpoints from '../endpoints.ts';
import { receivingTeams } from '../storage/receiving-teams.ts';
import { authorOf, type CaseDesk } from './case-desk.ts';
import { listHeldHandler, settleHeldHandler } from './held.ts';
import { judgePlanHandler } from './judge-plan.ts';
import { listCasesHandler } from './list-cases.ts';
import { lookUpChildHandler } from './look-up-child.ts';
import { handOverChildHandler, openCaseHandler } from './open-case.ts';
import { readAccessLogHandler } from './read-access-log.ts';
import { readCaseHandler, readTimelineHandler } from './read-case.ts';
import {
  type Answered,
  type Answers,
  runSectionCommand,
  type SectionCommand,
  type SectionInput,
  type SectionRefusal,
} from './section-command.ts';
import {
  assessRiskCommand,
  recordConsentCommand,
  registerChildCommand,
  writePlanCommand,
} from './section-commands.ts';

/** Every operation of this slice with its handler. */
export function caseRoutes(desk: CaseDesk): readonly Route[] {
  return [
    route(endpoints.listCases, listCasesHandler(desk)),
    route(endpoints.openCase, openCaseHandler(desk)),
    route(endpoints.handOverChild, handOverChildHandler(desk)),
    route(endpoints.listReceivingTeams, async (_input, call) =>
      accept({ teams: [...(await desk.database.transaction(authorOf(call), receivingTeams))] }),
    ),
    route(endpoints.readCase, readCaseHandler(desk)),
    route(endpoints.readTimeline, readTimelineHandler(desk)),
    route(endpoints.readAccessLog, readAccessLogHandler(desk)),
    route(endpoints.registerChild, oneForm(desk, registerChildCommand)),
    route(endpoints.recordConsent, oneForm(desk, recordConsentCommand)),
    route(endpoints.assessRisk, oneForm(desk, assessRiskCommand)),
    route(endpoints.writePlan, ({ actions, ...input }, call) =>
      runSectionCommand(desk, writePlanCommand, { ...input, filledIn: actions }, call),
    ),
    route(endpoints.judgePlan, judgePlanHandler(desk)),
    route(endpoints.lookUpChild, lookUpChildHandler(desk)),
    route(endpoints.listHeld, listHeldHandler(desk)),
    route(endpoints.settleHeld, settleHeldHandler(desk)),
  ];
}

type OneForm = SectionInput & { readonly answers: Answers };

function oneForm<Why extends Refusal>(desk: CaseDesk, command: SectionCommand<Why>) {
  return (
    { answers, ...input }: OneForm,
    call: Call,
  ): Promise<Result<Answered, SectionRefusal<Why>>> =>
    runSectionCommand(desk, command, { ...input, filledIn: [answers] }, call);
}
