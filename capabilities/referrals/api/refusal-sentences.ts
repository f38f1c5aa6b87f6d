import type { RefusalSentences } from '#platform/http/refusal-sentences.ts';

const KEPT = 'Nothing was sent, and what you wrote is still with you.';

/** What a person reads when an operation on a referral is refused. */
export const REFERRAL_SENTENCES = {
  'referrals.case.unknown': {
    happened: 'There is no such case, or it is not for you to see.',
    todo: 'Check the code. A referral to your team may have been withdrawn or have ended.',
  },
  'referrals.referral.unknown': {
    happened: 'There is no such referral of this child, or it is not for you to see.',
    todo: 'Open the list again.',
  },
  'referrals.referral.closed': {
    happened: 'This referral is closed: it was declined, completed or withdrawn.',
    todo: 'Open it again to see how. If the child still needs help, ask anew.',
  },
  'referrals.service.unknown': {
    happened: 'This service is not in the list of the country.',
    todo: `Choose a service from the list. ${KEPT}`,
  },
  'referrals.service.asked-before': {
    happened: 'This service has been asked already, and that referral is still open.',
    todo: 'Look at the open referral. If it is no longer right, recall it and ask anew.',
  },
  'referrals.message.changed': {
    happened: 'What the service would be told has changed since you looked.',
    todo: `Look at the message again, and send it when it is right. ${KEPT}`,
  },
  'referrals.consent.not-asked': {
    happened: 'The child was not asked whether another service may be told.',
    todo: `Ask the child and a safe adult, record the answer, and send again. ${KEPT}`,
  },
  'referrals.consent.refused': {
    happened: 'The child or a safe adult said no to telling another service.',
    todo: `Respect it, or record the legal basis that stands above it, with the reason. ${KEPT}`,
  },
  'referrals.consent.not-named': {
    happened: 'The consent names other kinds of services, and not this one.',
    todo: `Ask the child about this kind of service, record it, and send again. ${KEPT}`,
  },
  'referrals.consent.nobody-safe': {
    happened: 'Neither the child nor a safe adult has agreed.',
    todo: `Ask the child or a guardian, record it, and send again. ${KEPT}`,
  },
  'referrals.consent.withdrawn': {
    happened: 'The consent to telling other services was withdrawn.',
    todo: `Respect it. Recall referrals that are open. ${KEPT}`,
  },
  'referrals.consent.ask-again': {
    happened: 'The consent is past the day on which the child is asked again.',
    todo: `Ask the child again, record the answer, and send again. ${KEPT}`,
  },
  'referrals.answer.not-yours': {
    happened: 'Another team was asked.',
    todo: 'The team that was asked answers, or the team of the child for it.',
  },
  'referrals.answer.said-before': {
    happened: 'This was said before, or the help has gone further already.',
    todo: 'Open the referral again to see how far it is.',
  },
  'referrals.answer.too-late-to-decline': {
    happened: 'The child has been seen already, so the referral cannot be declined.',
    todo: 'Complete it with what came of it.',
  },
  'referrals.answer.day-impossible': {
    happened: 'The child was first seen after the referral and not after today.',
    todo: 'Correct the day.',
  },
  'referrals.code.unknown': {
    happened: 'This answer is not in the list under "list".',
    todo: 'Load the app again and choose from the list.',
  },
  'referrals.hand-over.team-here': {
    happened: 'This service works here and has the referral already.',
    todo: 'There is nothing to hand over.',
  },
  'referrals.hand-over.day-impossible': {
    happened: 'The day of the hand-over has not come yet.',
    todo: 'Correct the day.',
  },
  'referrals.list.cursor-unreadable': {
    happened: 'This is not a page of the list.',
    todo: 'Open the list from its beginning.',
  },
} as const satisfies RefusalSentences;
