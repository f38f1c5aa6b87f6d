import type { Endpoint, RefusalStatus } from '#kernel/endpoint.ts';

/** What a person reads when refused: what happened, and what to do now. English; no personal data. */
export type RefusalSentence = { readonly happened: string; readonly todo: string };
export type RefusalSentences = Readonly<Record<string, RefusalSentence>>;

/** Refusals that any operation may answer with, before its handler is asked. */
export const COMMON_REFUSALS = {
  'request.invalid': 400,
  'request.purpose-unknown': 400,
  'sign-in.required': 401,
  'access.denied': 403,
  'access.factor.needed': 403,
  'access.factor.unproved': 403,
  'access.password.first': 403,
  'request.cross-site': 403,
  'request.not-found': 404,
  'request.too-large': 413,
  'request.content-type': 415,
  'request.too-many': 429,
  'request.unavailable': 503,
} as const satisfies Readonly<Record<string, RefusalStatus>>;
export type CommonRefusal = keyof typeof COMMON_REFUSALS;

export const COMMON_SENTENCES: Readonly<Record<CommonRefusal | 'fault', RefusalSentence>> = {
  'request.invalid': {
    happened: 'The request does not have the expected form.',
    todo: 'Correct the parts named under "issues" and send it again. Nothing was changed.',
  },
  'request.purpose-unknown': {
    happened: 'The purpose named in X-Amparo-Purpose is not one that Amparo works for.',
    todo: 'Name one of the purposes in the API description, or leave the header out.',
  },
  'sign-in.required': {
    happened: 'You are not signed in, or your session has ended.',
    todo: 'Sign in and try again. What you entered is still on your device.',
  },
  'access.denied': {
    happened: 'You do not have access to do this.',
    todo: 'If your work needs it, ask the supervisor of the team that is responsible.',
  },
  'access.factor.needed': {
    happened: 'Your role needs a second proof of who you are, and this sign-in has only one.',
    todo: 'Open your account and set up a passkey or an authenticator app, or use the one you have.',
  },
  'access.factor.unproved': {
    happened: 'This is about how you sign in, and this session began without your passkey or code.',
    todo: 'Sign in with your passkey, or with password and code, and do it then.',
  },
  'access.password.first': {
    happened: 'You still use the password that was handed out to you.',
    todo: 'Open your account and choose a password that only you know. Then go on here.',
  },
  'request.cross-site': {
    happened: 'The request did not come from the pages of this Amparo.',
    todo: 'Open Amparo in your browser and do it there. A program sends X-Amparo-Request: 1.',
  },
  'request.not-found': {
    happened: 'There is nothing at this address.',
    todo: 'Check the address, or start from the first page.',
  },
  'request.too-large': {
    happened: 'The request is larger than Amparo accepts.',
    todo: 'Send less at once. Nothing was changed.',
  },
  'request.content-type': {
    happened: 'The content of the request is not JSON.',
    todo: 'Send it with Content-Type: application/json.',
  },
  'request.too-many': {
    happened: 'Too many requests came in a short time.',
    todo: 'Wait as many seconds as "retryAfterSeconds" says and try again.',
  },
  'request.unavailable': {
    happened: 'Amparo cannot reach its database just now.',
    todo: 'Try again in a minute. If it lasts, tell whoever runs this installation.',
  },
  fault: {
    happened: 'Something went wrong inside Amparo.',
    todo: 'Try again. If it happens again, tell whoever runs this installation the incident number.',
  },
};

/** One registry of all sentences. A code that two slices word differently is a fault. */
export function collectSentences(slices: readonly RefusalSentences[]): RefusalSentences {
  const all: Record<string, RefusalSentence> = { ...COMMON_SENTENCES };
  for (const [code, sentence] of slices.flatMap((each) => Object.entries(each))) {
    if (all[code] !== undefined && all[code] !== sentence)
      throw new Error(`The refusal ${code} has sentences from two places`);
    all[code] = sentence;
  }
  return all;
}

/** Codes that an endpoint declares and no one has worded. */
export function codesWithoutSentence(
  endpoints: readonly Endpoint[],
  sentences: RefusalSentences,
): readonly string[] {
  const declared = endpoints.flatMap((each) => Object.keys(each.refusals));
  return [...new Set(declared)].filter((code) => sentences[code] === undefined).toSorted();
}
