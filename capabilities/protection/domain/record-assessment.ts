import type { BasedOn, Filled, Made, MovedOn } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { type Answers, answersAs } from '#kernel/form-answers.ts';
import type { Result } from '#kernel/result.ts';
import { type ClocksHere, without } from './clocks-here.ts';
import { type DayRefusal, happened } from './days.ts';
import { assessmentContract } from './form-contracts.ts';
import { recordPart } from './record-part.ts';
import { assessmentSection } from './sections.ts';

export type AssessmentRefusal = MovedOn | DayRefusal;

/** Codes of list `area-scale` that say something of an area. */
const KNOWN = ['fine', 'some-worry', 'urgent'];

/** The whole child, area by area. */
export function recordAssessment(
  seen: BasedOn,
  made: Made,
  filled: Filled,
  clocks: ClocksHere,
): Result<readonly DraftEntry[], AssessmentRefusal> {
  const type = 'protection.assessment-recorded';
  const { assessedOn } = answersAs(filled.answers, assessmentContract);
  return recordPart<DayRefusal>(seen, made, filled, {
    type,
    section: assessmentSection,
    judge: () => happened(made, { assessedOn }),
    clocks: () =>
      saysSomething(filled.answers)
        ? clocks.moves(type)
        : // PR-10: an assessment in which nothing is known yet is one still to be made.
          without(clocks.moves(type), 'assessment'),
  });
}

function saysSomething(answers: Answers): boolean {
  return Object.values(answers).some((answer) => KNOWN.includes(String(answer)));
}

/** Areas of the assessment that somebody put down as urgent, in the order of the form. */
export function urgentAreas(answers: Answers): readonly string[] {
  return Object.entries(answers).flatMap(([area, answer]) => (answer === 'urgent' ? [area] : []));
}
