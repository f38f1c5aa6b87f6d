import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Answers } from '#kernel/form-answers.ts';
import { fieldsOf } from '#kernel/form.ts';
import type { Filled } from '../domain/made.ts';
import type { CaseDesk } from './case-desk.ts';

const Written = z.looseObject({ answers: z.record(z.string(), z.unknown()) });

/**
 * Whether these answers hold one that only trained people ask for (AC-6). What stood there before
 * and is sent back as it was has not been asked again.
 */
export function isSensitive(desk: CaseDesk, { form, answers }: Filled, stands: unknown): boolean {
  const filledIn = desk.formOf(form.id, form.version);
  const fields = filledIn ? fieldsOf(filledIn) : [];
  const before: Answers = Written.safeParse(stands).data?.answers ?? {};
  return fields.some(
    ({ id, trainedOnly }) =>
      trainedOnly && answers[id] !== undefined && !isDeepStrictEqual(answers[id], before[id]),
  );
}
