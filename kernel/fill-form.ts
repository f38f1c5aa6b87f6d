import type { z } from 'zod';
import type { Filled } from './command.ts';
import { type Answers, answersSchema, type FormPart, type Reference } from './form-answers.ts';
import type { Form } from './form.ts';
import { accept, refuse, type Result } from './result.ts';

/** What a pack knows of forms: each version that may still arrive, and the lists and places they name. */
export type FormShelf = {
  readonly formOf: (id: string, version: number) => Form | undefined;
  readonly reference: Reference;
};

export type FormRefusal =
  | { readonly code: 'form.version.unknown'; readonly form: string; readonly version: number }
  | {
      readonly code: 'form.answers.invalid';
      readonly form: string;
      readonly issues: readonly { readonly path: string; readonly reason: string }[];
    };

/** Answers judged by the form and version that they were written with. Issues name fields, never values. */
export function fillForm(
  shelf: FormShelf,
  { id, version }: Filled['form'],
  answers: Answers,
  part: FormPart = 'whole',
): Result<Filled, FormRefusal> {
  const definition = shelf.formOf(id, version);
  if (!definition) return refuse({ code: 'form.version.unknown', form: id, version });
  const parsed = schemaOf(definition, shelf.reference, part).safeParse(answers);
  if (parsed.success) return accept({ form: { id, version }, answers: parsed.data });
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    reason: issue.code === 'custom' ? issue.message : issue.code,
  }));
  return refuse({ code: 'form.answers.invalid', form: id, issues });
}

const schemas = new WeakMap<Form, WeakMap<Reference, Map<FormPart, z.ZodType<Answers>>>>();

/** Made once for each form, lists and part: to make one takes fifty times as long as to use it. */
function schemaOf(form: Form, reference: Reference, part: FormPart): z.ZodType<Answers> {
  const ofForm = schemas.get(form) ?? new WeakMap<Reference, Map<FormPart, z.ZodType<Answers>>>();
  schemas.set(form, ofForm);
  const ofParts = ofForm.get(reference) ?? new Map<FormPart, z.ZodType<Answers>>();
  ofForm.set(reference, ofParts);
  const schema = ofParts.get(part) ?? answersSchema(form, reference, part);
  ofParts.set(part, schema);
  return schema;
}

/** The same form, filled in once or several times; the first that does not fit is refused. */
export function fillAll(
  shelf: FormShelf,
  form: Filled['form'],
  filledIn: readonly Answers[],
): Result<readonly Filled[], FormRefusal> {
  const all: Filled[] = [];
  for (const answers of filledIn) {
    const filled = fillForm(shelf, form, answers);
    if (!filled.ok) return filled;
    all.push(filled.value);
  }
  return accept(all);
}
