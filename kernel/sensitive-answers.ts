import { z } from 'zod';
import type { Filled } from './command.ts';
import type { FormShelf } from './fill-form.ts';
import type { Answers } from './form-answers.ts';
import { fieldsOf } from './form.ts';
import { isSameJson } from './same-json.ts';

const Written = z.looseObject({ answers: z.record(z.string(), z.unknown()) });

/**
 * Whether these answers hold one that only trained people ask for. `stands` is the state of the
 * section: what stood there before and is sent back as it was has not been asked again.
 */
export function isSensitive(
  shelf: Pick<FormShelf, 'formOf'>,
  { form, answers }: Filled,
  stands: unknown,
): boolean {
  const filledIn = shelf.formOf(form.id, form.version);
  const fields = filledIn ? fieldsOf(filledIn) : [];
  const before: Answers = Written.safeParse(stands).data?.answers ?? {};
  return fields.some(
    ({ id, trainedOnly }) =>
      trainedOnly && answers[id] !== undefined && !isSameJson(answers[id], before[id]),
  );
}
