import type { RefusalSentences } from '../http/refusal-sentences.ts';

const KEPT = 'Nothing was changed, and what you wrote is still with you.';

/** What a person reads when a command that was written with a form is refused, whatever its part. */
export const COMMAND_SENTENCES = {
  'form.version.unknown': {
    happened: 'This form, or this version of it, is not known here.',
    todo: `Load the app again to get the current form. ${KEPT}`,
  },
  'form.answers.invalid': {
    happened: 'Some answers are missing or not understood.',
    todo: `Look at the fields named under "issues" and send it again. ${KEPT}`,
  },
  'section.conflict.none': {
    happened: 'There are no two values to decide between in the question named under "field".',
    todo: `Open the case again; someone may have decided before you. ${KEPT}`,
  },
  'section.moved-on': {
    happened: 'Someone else has written here since you opened it.',
    todo: `Open the case again, see what was written, and add yours. ${KEPT}`,
  },
} as const satisfies RefusalSentences;
