import type { Actor } from '#capabilities/access/contract.ts';
import type { Answers } from '#kernel/form-answers.ts';
import type { Refusal } from '#kernel/result.ts';
import type { SectionCommand } from '#kernel/section-command.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import { runSectionCommand, type SectionInput } from '#platform/commands/section-command.ts';
import type { Call } from '#platform/http/call.ts';
import { type Route, route } from '#platform/http/route.ts';
import * as endpoints from '../endpoints.ts';
import { blockMeasureHandler, setMeasureOwnerHandler } from './note-measure.ts';
import {
  assessmentCommand,
  guardianCommand,
  healthCommand,
  justiceCommand,
  safePlaceCommand,
} from '../domain/part-commands.ts';
import type { ProtectionDesk } from './protection-desk.ts';
import { readProtectionHandler } from './read-protection.ts';
import { showAddressHandler } from './show-address.ts';

/** Every operation of this slice with its handler. */
export function protectionRoutes(desk: ProtectionDesk): readonly Route[] {
  return [
    route(endpoints.readProtection, readProtectionHandler(desk)),
    route(endpoints.showAddress, showAddressHandler(desk)),
    route(endpoints.recordGuardian, written(desk, guardianCommand(desk))),
    route(endpoints.recordSafePlace, written(desk, safePlaceCommand(desk))),
    route(endpoints.recordHealth, written(desk, healthCommand(desk))),
    route(endpoints.recordJustice, written(desk, justiceCommand(desk))),
    route(endpoints.recordAssessment, written(desk, assessmentCommand(desk))),
    route(endpoints.blockMeasure, blockMeasureHandler(desk)),
    route(endpoints.setMeasureOwner, setMeasureOwnerHandler(desk)),
  ];
}

type OneForm = SectionInput & { readonly answers: Answers };

function written<Why extends Refusal>(desk: ProtectionDesk, command: SectionCommand<Actor, Why>) {
  return async ({ answers, ...input }: OneForm, call: Call) =>
    nameUnknown(
      await runSectionCommand(desk, command, { ...input, filledIn: [answers] }, call),
      'protection.case.unknown',
    );
}
