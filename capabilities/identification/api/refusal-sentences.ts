import type { RefusalSentences } from '#platform/http/refusal-sentences.ts';

const KEPT = 'Nothing was changed, and what you wrote is still with you.';
const LOOK_AGAIN = 'Open the case again; something was added since you looked.';

/** What a person reads when an operation of identification is refused. */
export const IDENTIFICATION_SENTENCES = {
  'identification.case.unknown': {
    happened: 'There is no such case, or it is not for you to see.',
    todo: 'Check the code. If your work needs the case, ask the supervisor of its team.',
  },
  'identification.facts.none': {
    happened: 'Nothing was answered.',
    todo: 'Answer one question at least. Every question may be skipped.',
  },
  'identification.facts.too-many': {
    happened: 'These are more answers than one form has.',
    todo: 'Send them in parts.',
  },
  'identification.fact.unknown': {
    happened: 'One answer states a fact that the rules here do not know.',
    todo: `Load the app again to get the current form. ${KEPT}`,
  },
  'identification.fact.wrong-kind': {
    happened: 'One answer is of the wrong kind: hours where yes or no is asked, or the other way.',
    todo: `Correct the answer. ${KEPT}`,
  },
  'identification.fact.in-future': {
    happened: 'One answer was recorded on a day that has not come.',
    todo: `Check the date of your device. ${KEPT}`,
  },
  'identification.age.in-future': {
    happened: 'A birth or an event lies in the future.',
    todo: `Correct the date, or say how old the child was. ${KEPT}`,
  },
  'identification.age.event-before-birth': {
    happened: 'It is said to have happened before the child was born.',
    todo: `Correct the date, or say how old the child was. ${KEPT}`,
  },
  'identification.statement.unknown': {
    happened: 'There is no such statement.',
    todo: LOOK_AGAIN,
  },
  'identification.statement.corrected-before': {
    happened: 'This statement was marked as an error before.',
    todo: LOOK_AGAIN,
  },
  'identification.statement.not-yours': {
    happened: 'Someone else recorded this.',
    todo: 'Whoever recorded it, or a supervisor, can mark it as an error. You can record what you know.',
  },
  'identification.reason.missing': {
    happened: 'A reason is needed, in a sentence.',
    todo: `Write why, so that others understand it later. ${KEPT}`,
  },
  'identification.result.nothing-evaluated': {
    happened: 'Nothing has been recorded yet that rules could be applied to.',
    todo: 'Record what is known first.',
  },
  'identification.result.facts-moved-on': {
    happened: 'Facts were added since you saw this result.',
    todo: 'Look at the new result and decide about that one.',
  },
  'identification.result.not-among-results': {
    happened: 'This is not among the results of the rules.',
    todo: 'Choose one of them, or set another with a reason.',
  },
  'identification.result.unknown': {
    happened: 'The rules here know no such result.',
    todo: 'Choose one from the list.',
  },
  'identification.result.same': {
    happened: 'This is already the result of the rules.',
    todo: 'Accept it, or choose another.',
  },
  'identification.result.below-floor': {
    happened: 'A result cannot be set this low by hand.',
    todo: 'Record what speaks against it; the rules look at every fact.',
  },
  'identification.result.own-approval': {
    happened: 'Nobody approves their own proposal.',
    todo: 'Another supervisor decides about it.',
  },
  'identification.result.supervisor-needed': {
    happened: 'To work with a lower result takes a second person.',
    todo: 'A supervisor looks at it with you. Until then the result of the rules holds.',
  },
  'identification.status.no-step': {
    happened: 'The status cannot change in this way.',
    todo: LOOK_AGAIN,
  },
  'identification.status.authority-missing': {
    happened: 'Only a competent authority decides this.',
    todo: 'Name the authority and the day of its decision.',
  },
  'identification.status.authority-not-asked': {
    happened: 'This step is not one of an authority.',
    todo: 'Leave the authority out, or choose the step that it decided.',
  },
  'identification.status.decided-in-future': {
    happened: 'The day of the decision has not come yet.',
    todo: 'Correct the day.',
  },
  'identification.status.supervisor-needed': {
    happened: 'To take a status back takes a second person.',
    todo: 'A supervisor looks at it with you. Until then the status holds.',
  },
} as const satisfies RefusalSentences;
