import type { ReactNode } from 'react';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { DateAsKnown } from '#kernel/date-as-known.ts';
import { type Answers, TernaryAnswer, type Reference } from '#kernel/form-answers.ts';
import { codeLabelKey, fieldLabelKey } from '#kernel/form-messages.ts';
import { type Field, fieldsOf, type Form } from '#kernel/form.ts';
import { pathTo, PCode } from '#kernel/place.ts';
import { SpokenName } from '#kernel/spoken-name.ts';
import { knownDateWords } from '../date/known-date-words.ts';
import { Facts } from '../patterns/card-list.tsx';
import { Quotation } from '../patterns/quotation.tsx';
import { type Reader, useReader } from '../reader/reader.tsx';

/** Answers to a form, to be read. What was not answered is left out; silence says nothing. */
export function AnswersView(props: {
  readonly form: Form;
  readonly answers: Answers;
  readonly reference: Reference;
}) {
  const { form, answers, reference } = props;
  const reader = useReader();
  const items = fieldsOf(form).flatMap((field) => {
    const value = showAnswer(field, answers[field.id], reference, reader);
    const label = reader.words(fieldLabelKey(form.id, field.id));
    return value === undefined ? [] : [{ label, value }];
  });
  return <Facts items={items} />;
}

/** One answer for the screen; undefined when there is none, or when a newer version wrote another kind. */
export function showAnswer(
  field: Field,
  answer: unknown,
  reference: Reference,
  reader: Reader,
): ReactNode {
  switch (field.kind) {
    case 'exact-words':
      return typeof answer === 'string' ? <Quotation words={answer} /> : undefined;
    case 'long-text':
      return typeof answer === 'string' ? (
        <span className="as-typed" dir="auto">
          {answer}
        </span>
      ) : undefined;
    case 'name':
      return showName(answer);
    case 'place':
      return placeWords(answer, reference, reader);
    case 'text':
    case 'number':
    case 'ternary':
    case 'choice':
    case 'choices':
    case 'day':
    case 'date-as-known': {
      const text = answerWords(field, answer, reader);
      return text === undefined ? undefined : <bdi>{text}</bdi>;
    }
  }
}

function answerWords(
  field: Exclude<Field, { kind: 'exact-words' | 'long-text' | 'name' | 'place' }>,
  answer: unknown,
  reader: Reader,
): string | undefined {
  switch (field.kind) {
    case 'text':
      return typeof answer === 'string' ? answer : undefined;
    case 'number':
      return typeof answer === 'number' ? reader.number(answer) : undefined;
    case 'ternary': {
      const read = TernaryAnswer.safeParse(answer);
      return read.success ? reader.words(`ternary.${read.data}`) : undefined;
    }
    case 'choice':
      return typeof answer === 'string' ? codeWords(field.list, answer, reader) : undefined;
    case 'choices':
      return Array.isArray(answer)
        ? reader.list(answer.map((code) => codeWords(field.list, String(code), reader)))
        : undefined;
    case 'day': {
      const read = CalendarDay.safeParse(answer);
      return read.success ? reader.day(read.data) : undefined;
    }
    case 'date-as-known': {
      const read = DateAsKnown.safeParse(answer);
      return read.success ? knownDateWords(read.data, reader) : undefined;
    }
  }
}

function codeWords(list: string, code: string, reader: Reader): string {
  return reader.wordsIfAny(codeLabelKey(list, code)) ?? code;
}

function showName(answer: unknown): ReactNode {
  const read = SpokenName.safeParse(answer);
  if (!read.success) return undefined;
  return <NameShown name={read.data} />;
}

/** A name as it is written, with its reading beside it. */
export function NameShown({ name }: { readonly name: SpokenName }) {
  return (
    <>
      <bdi className="name">{name.spoken}</bdi>
      {name.reading === undefined ? null : (
        <>
          {' '}
          <bdi className="quiet">({name.reading})</bdi>
        </>
      )}
    </>
  );
}

function placeWords(answer: unknown, reference: Reference, reader: Reader): ReactNode {
  const code = PCode.safeParse(answer);
  if (!code.success) return undefined;
  const path = pathTo(reference.places, code.data).filter((place) => place.level > 0);
  const names = path.map((place) => place.names[reader.language.tag] ?? place.names['en'] ?? '');
  return <bdi>{names.length > 0 ? names.toReversed().join(' · ') : code.data}</bdi>;
}
