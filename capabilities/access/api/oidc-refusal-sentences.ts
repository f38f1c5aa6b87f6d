import type { RefusalSentences } from '#platform/http/refusal-sentences.ts';

/** What a person reads when signing in through their agency does not work. */
export const OIDC_SENTENCES = {
  'access.oidc.unknown-provider': {
    happened: 'There is no such agency to sign in through.',
    todo: 'Load the page again and choose from the list.',
  },
  'access.oidc.unreachable': {
    happened: 'The sign-in of your agency does not answer.',
    todo: 'Try again in a few minutes, or sign in with your password here.',
  },
  'access.oidc.state': {
    happened:
      'This answer does not belong to a sign-in that was begun in this browser, or it came too late.',
    todo: 'Begin again from the sign-in page.',
  },
  'access.oidc.declined': {
    happened: 'Your agency did not sign you in.',
    todo: 'Begin again. If it happens again, ask the administrator of your agency.',
  },
  'access.oidc.not-accepted': {
    happened: 'The answer of your agency could not be verified.',
    todo: 'Begin again. If it happens again, tell whoever runs this installation.',
  },
  'access.oidc.email-unverified': {
    happened: 'Your agency does not vouch for your e-mail address.',
    todo: 'Ask the administrator of your agency to verify it, or sign in with your password here.',
  },
  'access.oidc.domain': {
    happened: 'This agency may not sign in people of your address.',
    todo: 'Sign in through your own agency, or with your password here.',
  },
  'access.oidc.unknown-person': {
    happened: 'Your agency knows you, but you are not on the list of those who work here.',
    todo: 'Ask your supervisor to have you added.',
  },
  'access.oidc.inactive': {
    happened: 'Your work here has been ended.',
    todo: 'If that is wrong, ask your supervisor.',
  },
} as const satisfies RefusalSentences;
