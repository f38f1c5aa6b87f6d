import type { RefusalSentences } from '#platform/http/refusal-sentences.ts';

const KEPT = 'Nothing was changed, and what you wrote is still with you.';

/** What a person reads when an operation on a case is refused. */
export const CASE_SENTENCES = {
  'cases.case.unknown': {
    happened: 'There is no such case, or it is not for you to see.',
    todo: 'Check the code. If your work needs the case, ask the supervisor of its team.',
  },
  'cases.contact.in-future': {
    happened: 'The day of the meeting has not come yet.',
    todo: `Correct the day. ${KEPT}`,
  },
  'cases.contact.violence-in-future': {
    happened: 'The day of the violence has not come yet.',
    todo: `Correct the day, or leave it open. ${KEPT}`,
  },
  'cases.handover.team-unknown': {
    happened: 'This team takes no children on.',
    todo: `Choose a team from the list, or call the duty number. ${KEPT}`,
  },
  'cases.attachment.consent-missing': {
    happened: 'Nobody has agreed that a photo of the child is shown when the family is sought.',
    todo: `Ask the child and a safe adult, and write down what they say; or say that it is another kind of photo. ${KEPT}`,
  },
  'cases.attachment.not-a-photo': {
    happened: 'A photo for tracing must be a picture; this file is something else.',
    todo: `Choose a picture, or say what else the file is. ${KEPT}`,
  },
  'cases.attachment.told-before': {
    happened: 'This file stands in the case already.',
    todo: 'Open the case again. Nothing is left to do.',
  },
  'cases.attachment.too-many': {
    happened: 'The case holds as many files of this kind as it can: 200.',
    todo: `Speak with whoever runs this installation. ${KEPT}`,
  },
  'cases.assignment.not-a-colleague': {
    happened: 'This person does not plan for children in the team of this case.',
    todo: `Choose someone of the team. ${KEPT}`,
  },
  'cases.assignment.unchanged': {
    happened: 'This person has the case already.',
    todo: 'Nothing is left to do.',
  },
  'cases.registration.birth-in-future': {
    happened: 'The birth lies in the future.',
    todo: `Correct it, or say how old the child is. "Unknown" is an answer too. ${KEPT}`,
  },
  'cases.registration.birth-after-meeting': {
    happened:
      'The birth lies after the day on which the child was met, or after what is said to have happened.',
    todo: `Correct the birth, the day of the meeting, or the day of what happened. "Unknown" is an answer too. ${KEPT}`,
  },
  'cases.consent.none-to-withdraw': {
    happened:
      'Nothing that could be taken back stands here: it was not agreed to, or was taken back before.',
    todo: `Open the case again and see what stands. ${KEPT}`,
  },
  'cases.consent.giver-may-exploit': {
    happened: 'Someone in this role may be exploiting the child, and is not asked for consent.',
    todo: `Ask the child and a guardian, or record the decision in the child’s best interests. ${KEPT}`,
  },
  'cases.risk.level-missing': {
    happened: 'The risk has no level.',
    todo: `Choose one; when in doubt, the higher. ${KEPT}`,
  },
  'cases.risk.below-floor': {
    happened: 'What is known puts this child at high risk or above.',
    todo: `Choose high or immediate, or ask a supervisor to look at it with you. ${KEPT}`,
  },
  'cases.plan.no-actions': {
    happened: 'The plan has no action yet.',
    todo: 'Add at least one: what is done, by whom, until when.',
  },
  'cases.plan.risk-not-assessed': {
    happened: 'The risk has not been assessed yet.',
    todo: `Assess the risk first; the plan answers it. ${KEPT}`,
  },
  'cases.plan.due-missing': {
    happened: 'An action has no day.',
    todo: `Say until when it is done. ${KEPT}`,
  },
  'cases.plan.due-in-past': {
    happened: 'An action was due before today.',
    todo: `Give it a day to come. ${KEPT}`,
  },
  'cases.plan.consent-missing': {
    happened: 'An action tells another service about the child, and there is no consent to that.',
    todo: `Ask the child, record the consent or the legal basis, and send the plan again. ${KEPT}`,
  },
  'cases.plan.none-to-judge': {
    happened: 'No plan waits for a decision here.',
    todo: 'Open the case again; someone may have decided before you.',
  },
  'cases.plan.own-plan': {
    happened: 'This plan is your own.',
    todo: 'Another supervisor decides about it.',
  },
  'cases.plan.reason-missing': {
    happened: 'A plan that goes back needs a reason.',
    todo: 'Write what is missing, so that its author can go on.',
  },
  'cases.list.cursor-unreadable': {
    happened: 'This is not a page of the list.',
    todo: 'Open the list from its beginning.',
  },
  'cases.held.unknown': {
    happened: 'This entry no longer waits.',
    todo: 'Open the case again; someone may have decided before you.',
  },
  'cases.held.still-refused': {
    happened: 'The entry still does not fit, for the reason under "because".',
    todo: 'Change what stands in its way, or set it aside. It stays readable either way.',
  },
  'access.denied.ability': {
    happened: 'Your role does not include this.',
    todo: `Ask the supervisor of the team that is responsible. ${KEPT}`,
  },
  'access.denied.class': {
    happened: 'This part of the case is not open to you.',
    todo: `If the child needs you to see it, ask the supervisor of the team. ${KEPT}`,
  },
  'access.denied.own-work': {
    happened: 'Nobody decides about their own work.',
    todo: 'Another supervisor decides about it.',
  },
  'access.denied.untrained': {
    happened: 'These questions are asked by people trained for them.',
    todo: `Leave them out, or ask a trained colleague to talk with the child. ${KEPT}`,
  },
  'access.denied.purpose': {
    happened: 'This is open only for supervision or audit.',
    todo: 'Say that you look for supervision, and open it again.',
  },
  'journal.entry.id-taken': {
    happened: 'Something else was already saved under the same number.',
    todo: `Open the case again and save once more. ${KEPT}`,
  },
  'journal.record.moved-on': {
    happened: 'Someone wrote into the case at the same moment.',
    todo: `Try again. ${KEPT}`,
  },
} as const satisfies RefusalSentences;
