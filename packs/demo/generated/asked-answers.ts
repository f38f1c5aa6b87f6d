import { type Answers } from '#kernel/form-answers.ts';
import { fieldsOf, type Form, isShown } from '#kernel/form.ts';

/**
 * What of these answers the form asks: fields that it lacks, that an earlier answer hides, or that
 * have none are left out. So a form may change its order and its conditions, and the invented
 * children still fill it in.
 */
export function askedOf(
  forms: ReadonlyMap<string, Form>,
  id: string,
  all: Answers,
): Record<string, unknown> {
  const form = forms.get(id);
  if (!form) throw new Error(`The pack has no form ${id}`);
  const asked: Record<string, unknown> = {};
  for (const field of fieldsOf(form)) {
    const answer = all[field.id];
    const isEmpty = Array.isArray(answer) && answer.length === 0;
    if (answer !== undefined && !isEmpty && isShown(field, asked)) asked[field.id] = answer;
  }
  return asked;
}
