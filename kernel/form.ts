import { z } from 'zod';
import { Code } from './code-list.ts';
import { SensitivityClass } from './sensitivity.ts';

export const FieldId = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'Expected an id such as `foundBy`');

/** Shows a field only after an earlier answer: the answer to `field` is (or contains) one of `in`. */
export const ShowWhen = z.strictObject({ field: FieldId, in: z.array(z.string()).min(1) });
export type ShowWhen = z.infer<typeof ShowWhen>;

const common = {
  id: FieldId,
  required: z.boolean().optional(),
  showWhen: ShowWhen.optional(),
  identifying: z
    .boolean()
    .optional()
    .describe('Could point to the child; left out of de-identified exports.'),
  trainedOnly: z
    .boolean()
    .optional()
    .describe('Asked only by a worker trained for sensitive questions.'),
  fact: z
    .string()
    .optional()
    .describe('The fact of the identification rules that this answer states.'),
};

const ranked = {
  protective: z
    .array(Code)
    .min(2)
    .optional()
    .describe(
      'Every answer, the most protective first: which of two counts until a person decides between them.',
    ),
};

/** One question. Its kind decides type, validation, control and export columns. */
export const Field = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('text'),
    maxLength: z.number().int().positive().max(500),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('long-text'),
    maxLength: z.number().int().positive().max(20_000),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('exact-words'),
    maxLength: z.number().int().positive().max(20_000),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('number'),
    min: z.number(),
    max: z.number(),
    unit: z.string().optional(),
  }),
  z.strictObject({ ...common, ...ranked, kind: z.literal('ternary') }),
  z.strictObject({ ...common, ...ranked, kind: z.literal('choice'), list: Code }),
  z.strictObject({ ...common, kind: z.literal('choices'), list: Code }),
  z.strictObject({ ...common, kind: z.literal('day') }),
  z.strictObject({ ...common, kind: z.literal('date-as-known') }),
  z.strictObject({ ...common, kind: z.literal('name') }),
  z.strictObject({ ...common, kind: z.literal('place'), level: z.number().int().min(0).max(5) }),
]);
export type Field = z.infer<typeof Field>;
export type FieldKind = Field['kind'];

/** One small group of questions: a screen on a phone, a part of the page on a desktop. */
export const FormStep = z.strictObject({
  id: FieldId,
  quick: z
    .boolean()
    .optional()
    .describe('Enough to save with, together with the other quick steps; the rest may follow.'),
  fields: z.array(Field).min(1).max(12),
});
export type FormStep = z.infer<typeof FormStep>;

/** Written once; type, validation, screen, export columns and translation keys come from it. */
export const Form = z.strictObject({
  id: Code,
  version: z.number().int().positive(),
  section: z.string().regex(/^[a-z][a-z-]*$/),
  class: SensitivityClass,
  steps: z.array(FormStep).min(1),
  source: z.string().optional(),
});
export type Form = z.infer<typeof Form>;

export function fieldsOf(form: Form): readonly Field[] {
  return form.steps.flatMap((step) => step.fields);
}

/** Whether a field is asked, given the answers so far. */
export function isShown(field: Field, answers: Readonly<Record<string, unknown>>): boolean {
  if (!field.showWhen) return true;
  const answer = answers[field.showWhen.field];
  const given = Array.isArray(answer) ? answer : [answer];
  return given.some((value) => typeof value === 'string' && field.showWhen?.in.includes(value));
}

/** The questions that are asked only after this one, or after one that is. */
export function hangingOn(fields: readonly Field[], root: string): readonly string[] {
  const hanging = new Set([root]);
  for (const { id, showWhen } of fields)
    if (showWhen && hanging.has(showWhen.field)) hanging.add(id);
  hanging.delete(root);
  return [...hanging];
}
