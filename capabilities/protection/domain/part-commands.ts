import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { AnySection } from '#kernel/record-type.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { accessOf } from '#kernel/open-record.ts';
import type { Asked, SectionCommand } from '#kernel/section-command.ts';
import type { ClocksHere } from './clocks-here.ts';
import { recordAssessment } from './record-assessment.ts';
import { recordGuardian } from './record-guardian.ts';
import { recordHealth } from './record-health.ts';
import { recordJustice } from './record-justice.ts';
import { recordSafePlace } from './record-safe-place.ts';
import {
  assessmentSection,
  guardianSection,
  healthSection,
  justiceSection,
  safePlaceSection,
} from './sections.ts';
import { clocksOfCase, type ProtectionRules } from './protection-rules.ts';

export function guardianCommand(rules: ProtectionRules) {
  return partCommand(rules, guardianSection, 'protection.guardian-recorded', (asked, clocks) => {
    const parentMayExploit = rules.parentMayExploit(asked.record);
    return recordGuardian({ ...asked.seen, parentMayExploit }, asked.made, asked.first, clocks);
  });
}

export function safePlaceCommand(rules: ProtectionRules) {
  return partCommand(rules, safePlaceSection, 'protection.safe-place-recorded', (asked, clocks) => {
    const parentMayExploit = rules.parentMayExploit(asked.record);
    return recordSafePlace({ ...asked.seen, parentMayExploit }, asked.made, asked.first, clocks);
  });
}

export function healthCommand(rules: ProtectionRules) {
  return partCommand(rules, healthSection, 'protection.health-recorded', (asked, clocks) =>
    recordHealth(asked.seen, asked.made, asked.first, clocks),
  );
}

export function justiceCommand(rules: ProtectionRules) {
  return partCommand(rules, justiceSection, 'protection.justice-recorded', (asked, clocks) =>
    recordJustice(asked.seen, asked.made, asked.first, clocks),
  );
}

export function assessmentCommand(rules: ProtectionRules) {
  return partCommand(rules, assessmentSection, 'protection.assessment-recorded', (asked, clocks) =>
    recordAssessment(asked.seen, asked.made, asked.first, clocks),
  );
}

/** Every command on a part of this slice: a held entry finds the one that would take it in. */
export function partCommands(rules: ProtectionRules): readonly SectionCommand<Actor, Refusal>[] {
  return [
    guardianCommand(rules),
    safePlaceCommand(rules),
    healthCommand(rules),
    justiceCommand(rules),
    assessmentCommand(rules),
  ];
}

/** Writing a part takes its class, and no more. Its form has the name of its section. */
function partCommand<Why extends Refusal>(
  rules: ProtectionRules,
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
    decide: (asked) => decide(asked, clocksOfCase(rules, asked.record, asked.made.now)),
  };
}
