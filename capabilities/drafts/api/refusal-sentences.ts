import type { RefusalSentences } from '#platform/http/refusal-sentences.ts';

/** What a person reads when a draft cannot be kept. */
export const DRAFT_SENTENCES = {
  'drafts.record.unknown': {
    happened: 'There is no such case, or it is not for you to see.',
    todo: 'What you wrote stays on your screen. Ask the supervisor of the team before you close it.',
  },
  'drafts.draft.elsewhere': {
    happened: 'You are writing this form in another window, too.',
    todo: 'Send it from one of them. Nothing was overwritten.',
  },
  'drafts.draft.too-long': {
    happened: 'This is more than a draft can hold.',
    todo: 'Send the form, and write the rest in a second entry. Nothing was changed.',
  },
  'drafts.draft.too-many': {
    happened: 'Too many forms of yours wait unfinished.',
    todo: 'Send or drop some of those that are listed on your first screen.',
  },
} as const satisfies RefusalSentences;
