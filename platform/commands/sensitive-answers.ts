import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Filled } from '#kernel/command.ts';
import type { Answers } from '#kernel/form-answers.ts';
import { fieldsOf } from '#kernel/form.ts';
import type { FormShelf } from './fill-form.ts';

const Written = z.looseObject({ answers: z.record(z.string(), z.unknown()) });

/**
 * Whether these answers hold one that only trained people ask for. `stands` is the state of the
 * section: what stood there before and is sent back as it was has not been asked again.
 */
export function isSensitive(shelf: FormShelf, { form, answers }: Filled, stands: unknown): boolean {
  const filledIn = shelf.formOf(form.id, form.version);
  const fields = filledIn ? fieldsOf(filledIn) : [];
  const before: Answers = Written.safeParse(stands).data?.answers ?? {};
  return fields.some(
    ({ id, trainedOnly }) =>
      trainedOnly && answers[id] !== undefined && !isDeepStrictEqual(answers[id], before[id]),
  );
}
