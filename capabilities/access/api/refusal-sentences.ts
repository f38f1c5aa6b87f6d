import type { RefusalSentences } from '#platform/http/refusal-sentences.ts';

const WAIT = 'Wait as many seconds as "retryAfterSeconds" says and try again.';

/** What a person reads when an operation of sign-in is refused. */
export const ACCESS_SENTENCES = {
  'access.sign-in.refused': {
    happened: 'The e-mail address and the password do not belong together.',
    todo: 'Check both and try again. If you cannot sign in, ask your administrator.',
  },
  'access.sign-in.code-wrong': {
    happened: 'The code is not right, or was used before.',
    todo: 'Wait for the next code in your authenticator app and enter that.',
  },
  'access.sign-in.expired': {
    happened: 'This sign-in took too long or had too many wrong codes.',
    todo: 'Begin again with your e-mail address and password.',
  },
  'access.sign-in.too-many': {
    happened: 'There were too many attempts to sign in from here.',
    todo: `${WAIT} A device on which you have signed in before is not held up by others.`,
  },
  'access.session.unknown': {
    happened: 'You have no such session.',
    todo: 'Load the list of your sessions again; it may have ended already.',
  },
  'access.password.wrong': {
    happened: 'The current password is not right.',
    todo: 'Enter the password with which you sign in.',
  },
  'access.password.too-short': {
    happened: 'The new password has fewer than 12 characters.',
    todo: 'Choose a longer one. Three or four words that do not belong together are easy to keep.',
  },
  'access.password.too-long': {
    happened: 'The new password has more than 128 characters.',
    todo: 'Choose a shorter one.',
  },
  'access.password.too-common': {
    happened:
      'The new password is easy to guess: it is on lists of leaked passwords, or made of your name.',
    todo: 'Choose three or four words that do not belong together.',
  },
  'access.password.too-many': {
    happened: 'The password was entered wrongly too often.',
    todo: WAIT,
  },
  'access.totp.enrolled-already': {
    happened: 'An authenticator app is in use for your account already.',
    todo: 'Go on using it. If you have lost it, ask your administrator.',
  },
  'access.totp.code-wrong': {
    happened: 'The code is not right, or was used before.',
    todo: 'Check the clock of your phone, wait for the next code and enter that.',
  },
  'access.totp.not-enrolling': {
    happened: 'No authenticator app is being set up.',
    todo: 'Begin again with your password.',
  },
  'access.totp.too-many': {
    happened: 'A wrong code was entered too often.',
    todo: WAIT,
  },
} as const satisfies RefusalSentences;
