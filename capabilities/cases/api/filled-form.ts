import { type Answers, answersSchema } from '#kernel/form-answers.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Filled } from '../domain/made.ts';
import type { CaseDesk } from './case-desk.ts';

export type FormRefusal =
  | { readonly code: 'cases.form.unknown-version'; readonly form: string; readonly version: number }
  | {
      readonly code: 'cases.form.invalid';
      readonly form: string;
      readonly issues: readonly { readonly path: string; readonly reason: string }[];
    };

/** Answers judged by the form and version that they were written with. Issues name fields, never values. */
export function fillForm(
  desk: CaseDesk,
  formId: string,
  version: number,
  answers: Answers,
): Result<Filled, FormRefusal> {
  const form = desk.formOf(formId, version);
  if (!form) return refuse({ code: 'cases.form.unknown-version', form: formId, version });
  const parsed = answersSchema(form, desk.reference).safeParse(answers);
  if (parsed.success) return accept({ form: { id: formId, version }, answers: parsed.data });
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    reason: issue.code === 'custom' ? issue.message : issue.code,
  }));
  return refuse({ code: 'cases.form.invalid', form: formId, issues });
}
