import type { RefusalSentences } from '#platform/http/refusal-sentences.ts';

const KEPT = 'Nothing was changed, and what you wrote is still with you.';

/** What a person reads when an operation on the protection of a child is refused. */
export const PROTECTION_SENTENCES = {
  'protection.case.unknown': {
    happened: 'There is no such case, or it is not for you to see.',
    todo: 'Check the code. If your work needs the case, ask the supervisor of its team.',
  },
  'protection.day.in-future': {
    happened: 'A day of something that was done has not come yet.',
    todo: `Correct the day named under "field". ${KEPT}`,
  },
  'protection.day.before': {
    happened: 'Two days stand in the wrong order.',
    todo: `Look at the days named under "field" and "earlier". ${KEPT}`,
  },
  'protection.guardian.may-exploit': {
    happened: 'Someone who may be exploiting the child does not speak for the child.',
    todo: `Ask the authority for another guardian, and look at the risk again. ${KEPT}`,
  },
  'protection.guardian.not-checked': {
    happened:
      'It was not checked that this adult is independent of anyone who may exploit the child.',
    todo: `Speak with the child alone, check it, and save again; until then write "asked for". ${KEPT}`,
  },
  'protection.guardian.parent-may-exploit': {
    happened:
      'It was recorded that a parent may be exploiting the child, so no parent speaks for the child.',
    todo: `Ask for another guardian. If the record is wrong, correct the statement first. ${KEPT}`,
  },
  'protection.safe-place.detention': {
    happened:
      'A cell or closed centre is not a safe place, and a child is never detained for protection.',
    todo: `Call your supervisor now, write "detained" into the risk, and find a family or a shelter today. ${KEPT}`,
  },
  'protection.safe-place.with-suspect': {
    happened: 'Someone who may be exploiting the child is at this place.',
    todo: `The child needs another place today. Call your supervisor, and look at the risk again. ${KEPT}`,
  },
  'protection.safe-place.no-address': {
    happened: 'No address is written down here.',
    todo: 'Ask whoever wrote this part, whose name stands beside it.',
  },
  'protection.measure.until-in-past': {
    happened: 'The day until which it is blocked has passed.',
    todo: `Give a day to come, or leave it out. ${KEPT}`,
  },
  'protection.measure.words-missing': {
    happened: 'The reason is "something else", and nothing says what.',
    todo: `Write in a few words what stands in the way. ${KEPT}`,
  },
  'protection.measure.not-blocked': {
    happened: 'Nothing stands in the way of this measure.',
    todo: 'Open the case again; someone may have freed it before you.',
  },
  'protection.measure.owner-unknown': {
    happened: 'This person does not work in the team that answers for the child.',
    todo: `Choose somebody of the team. ${KEPT}`,
  },
} as const satisfies RefusalSentences;
