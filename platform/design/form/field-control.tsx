import { fieldHelpKey, fieldLabelKey, codeLabelKey } from '#kernel/form-messages.ts';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { Reference } from '#kernel/form-answers.ts';
import type { Field, Form } from '#kernel/form.ts';
import { PCode } from '#kernel/place.ts';
import { Choice, TernaryChoice } from '../controls/choice.tsx';
import { Choices } from '../controls/choices.tsx';
import type { FieldWords } from '../controls/field-parts.tsx';
import { EMPTY_NAME, NameField } from '../controls/name-field.tsx';
import { PlacePicker } from '../controls/place-picker.tsx';
import { ExactWordsField, NumberField, TextArea, TextField } from '../controls/text-field.tsx';
import { DayField } from '../date/day-field.tsx';
import { KnownDateField } from '../date/known-date-field.tsx';
import { emptyDate, emptyDay } from '../date/typed-date.ts';
import { type Reader, useReader } from '../reader/reader.tsx';
import type { FieldIssue, Typed } from './typed-answer.ts';

export type FieldControlProps = {
  readonly form: Form;
  readonly field: Field;
  readonly typed: Typed | undefined;
  readonly issue: FieldIssue | undefined;
  readonly reference: Reference;
  readonly today: CalendarDay;
  readonly onType: (typed: Typed) => void;
};

/** The control that a field's kind asks for. */
export function FieldControl(props: FieldControlProps) {
  const reader = useReader();
  return <div data-field={props.field.id}>{controlOf(props, reader, wordsOf(props, reader))}</div>;
}

function wordsOf(props: FieldControlProps, reader: Reader): FieldWords {
  const { form, field, issue } = props;
  return {
    label: reader.words(fieldLabelKey(form.id, field.id)),
    help: reader.wordsIfAny(fieldHelpKey(form.id, field.id)),
    issue: issue ? reader.words(`issue.${issue.code}`, issue) : undefined,
    isNeeded: field.required,
  };
}

function controlOf(props: FieldControlProps, reader: Reader, words: FieldWords) {
  const { field, typed } = props;
  switch (field.kind) {
    case 'text':
    case 'long-text':
    case 'exact-words':
    case 'number':
      return <TextControl {...props} field={field} words={words} />;
    case 'ternary':
    case 'choice':
    case 'choices':
    case 'place':
      return <CodeControl {...props} field={field} words={words} />;
    case 'day': {
      const value = typed?.kind === 'day' ? typed.day : emptyDay(reader.calendar);
      return (
        <DayField {...words} value={value} onChange={(day) => props.onType({ kind: 'day', day })} />
      );
    }
    case 'date-as-known': {
      const value = typed?.kind === 'date' ? typed.date : emptyDate(reader.calendar, props.today);
      return (
        <KnownDateField
          {...words}
          value={value}
          onChange={(date) => props.onType({ kind: 'date', date })}
        />
      );
    }
    case 'name': {
      const value = typed?.kind === 'name' ? typed.name : EMPTY_NAME;
      return (
        <NameField
          {...words}
          value={value}
          onChange={(name) => props.onType({ kind: 'name', name })}
        />
      );
    }
  }
}

type Of<Kind extends Field['kind']> = Omit<FieldControlProps, 'field'> & {
  readonly field: Extract<Field, { kind: Kind }>;
  readonly words: FieldWords;
};

function TextControl(props: Of<'text' | 'long-text' | 'exact-words' | 'number'>) {
  const { field, typed, words } = props;
  const { wordsIfAny } = useReader();
  const text = {
    ...words,
    value: typed?.kind === 'text' ? typed.text : '',
    onChange: (value: string) => props.onType({ kind: 'text', text: value }),
  };
  switch (field.kind) {
    case 'text':
      return <TextField {...text} maxLength={field.maxLength} size="full" />;
    case 'long-text':
      return <TextArea {...text} maxLength={field.maxLength} />;
    case 'exact-words':
      return <ExactWordsField {...text} maxLength={field.maxLength} />;
    case 'number':
      return (
        <NumberField
          {...text}
          unit={
            field.unit === undefined ? undefined : (wordsIfAny(`unit.${field.unit}`) ?? field.unit)
          }
        />
      );
  }
}

function CodeControl(props: Of<'ternary' | 'choice' | 'choices' | 'place'>) {
  const { field, typed, words, reference } = props;
  const reader = useReader();
  const code = typed?.kind === 'code' ? typed.code : undefined;
  const codes = typed?.kind === 'codes' ? typed.codes : [];
  const choose = (chosen: string | undefined) => props.onType({ kind: 'code', code: chosen });
  switch (field.kind) {
    case 'ternary':
      return <TernaryChoice {...words} value={code} onChange={choose} />;
    case 'choice':
      return (
        <Choice
          {...words}
          options={optionsOf(field.list, reference, reader, code === undefined ? [] : [code])}
          value={code}
          onChange={choose}
        />
      );
    case 'choices':
      return (
        <Choices
          {...words}
          options={optionsOf(field.list, reference, reader, codes)}
          value={codes}
          onChange={(chosen) => props.onType({ kind: 'codes', codes: chosen })}
        />
      );
    case 'place': {
      const pcode = PCode.safeParse(code);
      return (
        <PlacePicker
          {...words}
          tree={reference.places}
          level={field.level}
          value={pcode.success ? pcode.data : undefined}
          onChange={choose}
        />
      );
    }
  }
}

// A retired code is offered to nobody, and still shown where it was the answer.
function optionsOf(
  listId: string,
  reference: Reference,
  reader: Reader,
  chosen: readonly string[],
) {
  const list = reference.lists.get(listId);
  return (list?.codes ?? [])
    .filter((entry) => !entry.retired || chosen.includes(entry.code))
    .map((entry) => ({ code: entry.code, label: reader.words(codeLabelKey(listId, entry.code)) }));
}
