import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { DateAsKnown } from '#kernel/date-as-known.ts';
import type { Answers } from '#kernel/form-answers.ts';
import { type Field, fieldsOf, type Form, isShown } from '#kernel/form.ts';
import type { Calendar } from '#kernel/show-date.ts';
import { scriptOf, SpokenName } from '#kernel/spoken-name.ts';
import type { TypedName } from '../controls/name-field.tsx';
import {
  readDate,
  readDay,
  type TypedDate,
  typedDateOf,
  type TypedDay,
  typedDayOf,
} from '../date/typed-date.ts';
import { numberFromText } from '../reader/fold-text.ts';

/** What stands in a field at the moment, finished or not. Kept apart from answers so that nothing is lost. */
export type Typed =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly code: string | undefined }
  | { readonly kind: 'codes'; readonly codes: readonly string[] }
  | { readonly kind: 'day'; readonly day: TypedDay }
  | { readonly kind: 'date'; readonly date: TypedDate }
  | { readonly kind: 'name'; readonly name: TypedName };

export type Draft = Readonly<Record<string, Typed>>;

/** Why a field cannot be taken as it stands; the sentence is `issue.<code>`. */
export type FieldIssue = { readonly code: string; readonly [detail: string]: string | number };

export type ReadForm = {
  readonly answers: Answers;
  /** The fields that are asked at the moment, in the order of the form. */
  readonly asked: readonly Field[];
  /** By field. */
  readonly issues: ReadonlyMap<string, FieldIssue>;
};

/**
 * Reads a draft from the first field to the last: what is asked depends on the answers before it.
 * A field that is no longer asked keeps what was typed, and gives no answer.
 */
export function readDraft(form: Form, draft: Draft, reader: { trained: boolean }): ReadForm {
  const answers: Record<string, unknown> = {};
  const asked: Field[] = [];
  const issues = new Map<string, FieldIssue>();
  for (const field of fieldsOf(form)) {
    if ((field.trainedOnly && !reader.trained) || !isShown(field, answers)) continue;
    asked.push(field);
    const typed = draft[field.id];
    if (!typed) continue;
    const read = readTyped(field, typed);
    if (read.issue) issues.set(field.id, read.issue);
    else if (read.answer !== undefined) answers[field.id] = read.answer;
  }
  return { answers, asked, issues };
}

type ReadField = { readonly answer?: unknown; readonly issue?: FieldIssue };

function readTyped(field: Field, typed: Typed): ReadField {
  switch (typed.kind) {
    case 'text':
      return readText(field, typed.text);
    case 'code':
      return { answer: typed.code };
    case 'codes':
      return typed.codes.length === 0 ? {} : { answer: [...typed.codes] };
    case 'day':
      return fromDate(readDay(typed.day));
    case 'date':
      return fromDate(readDate(typed.date));
    case 'name':
      return readName(typed.name);
  }
}

function readText(field: Field, text: string): ReadField {
  if (text.trim() === '') return {};
  if (field.kind !== 'number') return { answer: field.kind === 'text' ? text.trim() : text };
  const answer = numberFromText(text);
  return answer === undefined ? { issue: { code: 'not-a-number' } } : { answer };
}

function readName(name: TypedName): ReadField {
  const spoken = name.spoken.trim();
  const reading = name.reading.trim();
  if (spoken === '') return reading === '' ? {} : { issue: { code: 'name-incomplete' } };
  const read = SpokenName.safeParse({
    spoken,
    script: scriptOf(spoken),
    ...(name.parts ? { parts: name.parts } : {}),
    ...(reading === '' ? {} : { reading }),
  });
  if (read.success) return { answer: read.data };
  const isLong = read.error.issues.some((issue) => issue.code === 'too_big');
  return { issue: { code: isLong ? 'name-long' : 'name-signs' } };
}

function fromDate(read: { value?: unknown; issue?: string }): ReadField {
  return read.issue === undefined ? { answer: read.value } : { issue: { code: read.issue } };
}

/** A draft that shows earlier answers, in the calendar of the reader. */
export function draftOf(
  form: Form,
  answers: Answers,
  reader: { readonly calendar: Calendar; readonly today: CalendarDay },
): Draft {
  return Object.fromEntries(
    fieldsOf(form).flatMap((field) => {
      const typed = typedOf(field, answers[field.id], reader);
      return typed ? [[field.id, typed]] : [];
    }),
  );
}

function typedOf(
  field: Field,
  answer: unknown,
  reader: { readonly calendar: Calendar; readonly today: CalendarDay },
): Typed | undefined {
  if (answer === undefined) return undefined;
  switch (field.kind) {
    case 'text':
    case 'long-text':
    case 'exact-words':
      return { kind: 'text', text: z.string().parse(answer) };
    case 'number':
      return { kind: 'text', text: `${z.number().parse(answer)}` };
    case 'ternary':
    case 'choice':
    case 'place':
      return { kind: 'code', code: z.string().parse(answer) };
    case 'choices':
      return { kind: 'codes', codes: z.array(z.string()).parse(answer) };
    case 'day':
      return { kind: 'day', day: typedDayOf(CalendarDay.parse(answer), reader.calendar) };
    case 'date-as-known':
      return {
        kind: 'date',
        date: typedDateOf(DateAsKnown.parse(answer), reader.calendar, reader.today),
      };
    case 'name': {
      const { spoken, reading = '', parts } = SpokenName.parse(answer);
      return { kind: 'name', name: { spoken, reading, ...(parts ? { parts } : {}) } };
    }
  }
}
