import { z } from 'zod';
import { CalendarDay } from './calendar-day.ts';
import type { CodeList } from './code-list.ts';
import { DateAsKnown } from './date-as-known.ts';
import { type Field, type FieldKind, fieldsOf, type Form, isShown } from './form.ts';
import { PCode, type PlaceTree } from './place.ts';
import { SpokenName } from './spoken-name.ts';

/** "Prefer not to say" is an answer of its own: it is respected, and not asked again. */
export const TernaryAnswer = z.enum(['yes', 'no', 'unknown', 'declined']);
export type TernaryAnswer = z.infer<typeof TernaryAnswer>;

type AnswerByKind = {
  text: string;
  'long-text': string;
  'exact-words': string;
  number: number;
  ternary: TernaryAnswer;
  choice: string;
  choices: string[];
  day: CalendarDay;
  'date-as-known': DateAsKnown;
  name: SpokenName;
  place: PCode;
};

/** The fields that a slice's rules rely on, by kind; a pack whose form lacks one is refused at start. */
export type FormContract = Readonly<Record<string, FieldKind>>;

/** The type of the answers to a form, from its contract. Fields beyond the contract are `unknown`. */
export type AnswersOf<Contract extends FormContract> = {
  readonly [Id in keyof Contract]?: AnswerByKind[Contract[Id]];
} & { readonly [other: string]: unknown };

export type Answers = Readonly<Record<string, unknown>>;

/** What validation of codes and places needs from the pack. */
export type Reference = {
  readonly lists: ReadonlyMap<string, CodeList>;
  readonly places: PlaceTree;
};

/** How much of a form was filled in: all of it, or its quick steps with the rest to follow. */
export const FormPart = z.enum(['whole', 'quick']);
export type FormPart = z.infer<typeof FormPart>;

/**
 * The schema of a form's answers: strict (an unknown field is refused), a field that is not asked
 * must be absent, a required one that is asked must be there; of the quick part, only those of the
 * quick steps must. Issues carry the path of the field and no value, so that they can be logged.
 */
export function answersSchema(
  form: Form,
  reference: Reference,
  part: FormPart = 'whole',
): z.ZodType<Answers> {
  // A form without quick steps has no quick part.
  const hasQuick = part === 'quick' && form.steps.some((step) => step.quick);
  const mayWait = new Set(
    hasQuick
      ? form.steps.filter((step) => !step.quick).flatMap((step) => step.fields.map(({ id }) => id))
      : [],
  );
  const shape: Record<string, z.ZodType> = {};
  for (const field of fieldsOf(form)) shape[field.id] = answerSchema(field, reference).optional();
  return z.strictObject(shape).superRefine((answers, context) => {
    for (const field of fieldsOf(form)) {
      const answered = answers[field.id] !== undefined;
      const asked = isShown(field, answers);
      if (answered && !asked)
        context.addIssue({ code: 'custom', path: [field.id], message: 'not-asked' });
      // Whoever is not trained leaves such a question to a colleague; it can be demanded of nobody.
      if (!answered && asked && field.required && !field.trainedOnly && !mayWait.has(field.id)) {
        context.addIssue({ code: 'custom', path: [field.id], message: 'required' });
      }
    }
  });
}

/** The answers, of which `Contract` is known by type. Answers were validated against the form before. */
export function answersAs<const Contract extends FormContract>(
  answers: Answers,
  _contract: Contract,
): AnswersOf<Contract> {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- answersSchema proved the kinds of the contract's fields
  return answers as AnswersOf<Contract>;
}

function answerSchema(field: Field, reference: Reference): z.ZodType {
  switch (field.kind) {
    case 'text':
      return z
        .string()
        .trim()
        .min(1)
        .max(field.maxLength)
        .regex(/^[^\p{Cc}]*$/u, 'one-line');
    case 'long-text':
    case 'exact-words':
      return z
        .string()
        .min(1)
        .max(field.maxLength)
        .regex(/^[^\0]*$/, 'no-null-character');
    case 'number':
      return z.number().min(field.min).max(field.max);
    case 'ternary':
      return TernaryAnswer;
    case 'choice':
      return codeIn(field.list, reference);
    case 'choices':
      return z
        .array(codeIn(field.list, reference))
        .min(1)
        .max(100)
        .refine((codes) => new Set(codes).size === codes.length, 'repeated');
    case 'day':
      return CalendarDay;
    case 'date-as-known':
      return DateAsKnown;
    case 'name':
      return SpokenName;
    case 'place':
      return PCode.refine((pcode) => reference.places.has(pcode), 'unknown-place');
  }
}

function codeIn(list: string, reference: Reference): z.ZodType<string> {
  const codes = new Set(reference.lists.get(list)?.codes.map((entry) => entry.code));
  return z.string().refine((code) => codes.has(code), 'unknown-code');
}
