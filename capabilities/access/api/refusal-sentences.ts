import type { RefusalSentences } from '#platform/http/refusal-sentences.ts';
import { OIDC_SENTENCES } from './oidc-refusal-sentences.ts';

const WAIT = 'Wait as many seconds as "retryAfterSeconds" says and try again.';

/** What a person reads when an operation of sign-in is refused. */
export const ACCESS_SENTENCES = {
  ...OIDC_SENTENCES,
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
  'access.totp.not-enrolled': {
    happened: 'No authenticator app is in use for your account.',
    todo: 'Set one up, or sign in with a passkey.',
  },
  'access.passkey.refused': {
    happened: 'This passkey does not sign you in here.',
    todo: 'Try again, or sign in with your password. If you cannot sign in, ask your administrator.',
  },
  'access.passkey.unavailable': {
    happened: 'Passkeys are not set up in this installation.',
    todo: 'Use your password, or ask whoever runs this installation.',
  },
  'access.passkey.enough': {
    happened: 'You have ten passkeys already.',
    todo: 'Take one off that you do not use any more.',
  },
  'access.passkey.not-verified': {
    happened: 'The new passkey could not be checked, or it took too long.',
    todo: 'Begin again. The device must ask for a fingerprint, a face, a pattern or a PIN.',
  },
  'access.passkey.known-already': {
    happened: 'This passkey is kept here already.',
    todo: 'Use it, or choose another device.',
  },
  'access.passkey.unknown': {
    happened: 'You have no such passkey.',
    todo: 'Load the list of your passkeys again; it may be gone already.',
  },
  'access.passkey.last': {
    happened: 'This is your only second proof, and your role needs one.',
    todo: 'Set up another passkey or an authenticator app first. If the device is lost, ask your administrator.',
  },
  'access.overseen.unknown': {
    happened: 'There is no such worker among those whom you answer for.',
    todo: 'Load the list again.',
  },
  'access.totp.too-many': {
    happened: 'A wrong code was entered too often.',
    todo: WAIT,
  },
} as const satisfies RefusalSentences;
