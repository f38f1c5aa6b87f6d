import type { Answers } from './form-answers.ts';
import { fieldsOf, type Form, hangingOn, isShown } from './form.ts';

/**
 * The answers of a form in which one question was decided: the answer chosen, with what hangs on it.
 * Answers to what is not asked any more fall away.
 */
export function chooseValue(
  form: Form,
  answers: Answers,
  { field, value, hanging }: Chosen,
): Record<string, unknown> {
  const fields = fieldsOf(form);
  const replaced = new Set([field, ...(hanging ? hangingOn(fields, field) : [])]);
  const kept = Object.entries(answers).filter(([id]) => !replaced.has(id));
  const chosen: Record<string, unknown> = { ...Object.fromEntries(kept), ...hanging };
  if (value !== null && value !== undefined) chosen[field] = value;
  for (const one of fields) if (!isShown(one, chosen)) delete chosen[one.id];
  return chosen;
}

export type Chosen = {
  readonly field: string;
  /** Null for no answer. */
  readonly value: unknown;
  /** What hangs on it; absent where what stands is to stay as far as it is still asked. */
  readonly hanging?: Answers;
};
