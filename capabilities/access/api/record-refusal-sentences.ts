import type { RefusalSentences } from '#platform/http/refusal-sentences.ts';

const KEPT = 'Nothing was changed, and what you wrote is still with you.';
const LOOK_AGAIN = 'Open the list again; someone may have decided before you.';

/** What a person reads when an operation on the access to a record is refused. */
export const RECORD_ACCESS_SENTENCES = {
  'access.record.unknown': {
    happened: 'There is no such record, or it is not for you to see.',
    todo: 'Check the code. If a child is in danger, call the team that is on duty.',
  },
  'access.worker.unknown': {
    happened: 'Nobody of this name works here.',
    todo: `Choose the person from the list of colleagues. ${KEPT}`,
  },
  'access.conflict.declared-before': {
    happened: 'This person is shut out of the record already.',
    todo: 'There is nothing more to do.',
  },
  'access.conflict.unknown': {
    happened: 'This person is not shut out of the record.',
    todo: LOOK_AGAIN,
  },
  'access.grantee.unknown': {
    happened: 'This person or team does not work here, or no longer does.',
    todo: `Choose from the list of teams and colleagues. ${KEPT}`,
  },
  'access.grantee.shut-out': {
    happened: 'This person is shut out of the record, because of a conflict of interest.',
    todo: 'Choose another colleague. If the conflict does not exist, lift it first.',
  },
  'access.grant.until-past': {
    happened: 'The end of the sharing has passed already.',
    todo: `Choose a day that is to come. ${KEPT}`,
  },
  'access.grant.too-long': {
    happened: 'A record is shared for a year at most.',
    todo: `Choose an earlier day; it can be renewed after someone has looked. ${KEPT}`,
  },
  'access.grant.consent-missing': {
    happened: 'This would tell another agency about the child, and there is no consent to that.',
    todo: 'Ask the child, record the consent or the legal basis, and share again.',
  },
  'access.grant.unknown': {
    happened: 'There is no such sharing of this record.',
    todo: LOOK_AGAIN,
  },
  'access.grant.ended-before': {
    happened: 'This sharing has ended already.',
    todo: 'There is nothing more to do.',
  },
  'access.grant.of-origin': {
    happened: 'This is the access of the team that answers for the child.',
    todo: 'It does not end by hand. Hand the child on to another team instead.',
  },
  'access.notice.unknown': {
    happened: 'You have no such notice.',
    todo: 'Load your notices again.',
  },
} as const satisfies RefusalSentences;
