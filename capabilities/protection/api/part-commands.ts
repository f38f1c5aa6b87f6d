import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { AnySection } from '#kernel/record-type.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { accessOf } from '#platform/commands/command-desk.ts';
import type { Asked, SectionCommand } from '#platform/commands/section-command.ts';
import type { ClocksHere } from '../domain/clocks-here.ts';
import { recordAssessment } from '../domain/record-assessment.ts';
import { recordGuardian } from '../domain/record-guardian.ts';
import { recordHealth } from '../domain/record-health.ts';
import { recordJustice } from '../domain/record-justice.ts';
import { recordSafePlace } from '../domain/record-safe-place.ts';
import {
  assessmentSection,
  guardianSection,
  healthSection,
  justiceSection,
  safePlaceSection,
} from '../domain/sections.ts';
import { clocksHere, type ProtectionDesk } from './protection-desk.ts';

export function guardianCommand(desk: ProtectionDesk) {
  return partCommand(desk, guardianSection, 'protection.guardian-recorded', (asked, clocks) => {
    const parentMayExploit = desk.parentMayExploit(asked.record);
    return recordGuardian({ ...asked.seen, parentMayExploit }, asked.made, asked.first, clocks);
  });
}

export function safePlaceCommand(desk: ProtectionDesk) {
  return partCommand(desk, safePlaceSection, 'protection.safe-place-recorded', (asked, clocks) => {
    const parentMayExploit = desk.parentMayExploit(asked.record);
    return recordSafePlace({ ...asked.seen, parentMayExploit }, asked.made, asked.first, clocks);
  });
}

export function healthCommand(desk: ProtectionDesk) {
  return partCommand(desk, healthSection, 'protection.health-recorded', (asked, clocks) =>
    recordHealth(asked.seen, asked.made, asked.first, clocks),
  );
}

export function justiceCommand(desk: ProtectionDesk) {
  return partCommand(desk, justiceSection, 'protection.justice-recorded', (asked, clocks) =>
    recordJustice(asked.seen, asked.made, asked.first, clocks),
  );
}

export function assessmentCommand(desk: ProtectionDesk) {
  return partCommand(desk, assessmentSection, 'protection.assessment-recorded', (asked, clocks) =>
    recordAssessment(asked.seen, asked.made, asked.first, clocks),
  );
}

/** Every command on a part of this slice: a held entry finds the one that would take it in. */
export function partCommands(desk: ProtectionDesk): readonly SectionCommand<Actor, Refusal>[] {
  return [
    guardianCommand(desk),
    safePlaceCommand(desk),
    healthCommand(desk),
    justiceCommand(desk),
    assessmentCommand(desk),
  ];
}

/** Writing a part takes its class, and no more. Its form has the name of its section. */
function partCommand<Why extends Refusal>(
  desk: ProtectionDesk,
  section: AnySection,
  type: string,
  decide: (asked: Asked<Actor>, clocks: ClocksHere) => Result<readonly DraftEntry[], Why>,
): SectionCommand<Actor, Why | AccessRefusal> {
  return {
    type,
    formId: section.section,
    section,
    permit: (actor, record) =>
      permit(actor, {
        action: 'write-section',
        record: accessOf(record),
        class: section.class,
      }),
    decide: (asked) => decide(asked, clocksHere(desk, asked.record, asked.made.now)),
  };
}
