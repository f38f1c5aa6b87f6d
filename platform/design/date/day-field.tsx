import { useId } from 'react';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import { monthNames } from '#kernel/show-date.ts';
import { type FieldWords, IssueWords, LabelWords } from '../controls/field-parts.tsx';
import { numberFromText } from '../reader/fold-text.ts';
import { useReader } from '../reader/reader.tsx';
import { readDay, type TypedDay } from './typed-date.ts';

type DayProps = FieldWords & {
  readonly value: TypedDay;
  readonly onChange: (value: TypedDay) => void;
};

/** Day, month and year as three plain fields, with the day read back in words. No wheel. */
export function DayField(props: DayProps) {
  const { label, help, issue } = props;
  const id = useId();
  const described = [help ? `${id}-help` : '', issue ? `${id}-issue` : '', `${id}-echo`]
    .filter(Boolean)
    .join(' ');
  return (
    <fieldset
      className="field"
      aria-labelledby={`${id}-label`}
      aria-describedby={described}
      {...(issue ? { 'data-invalid': true } : {})}
    >
      <span id={`${id}-label`} className="field-label">
        <LabelWords label={label} isNeeded={props.isNeeded} />
      </span>
      {help ? (
        <span id={`${id}-help`} className="field-help">
          {help}
        </span>
      ) : null}
      {issue ? (
        <span id={`${id}-issue`} className="field-issue">
          <IssueWords issue={issue} />
        </span>
      ) : null}
      <DayParts {...props} parts={['day', 'month', 'year']} />
      <DayEcho typed={props.value} id={`${id}-echo`} />
    </fieldset>
  );
}

export type DatePart = 'day' | 'month' | 'year';

/** The fields alone, for a group that has its own label. */
export function DayParts<Typed extends TypedDay>(props: {
  readonly value: Typed;
  readonly onChange: (value: Typed) => void;
  readonly parts: readonly DatePart[];
  readonly issue?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  /** For a month or a year alone, which are kept as Gregorian whatever the reader's calendar. */
  readonly isGregorian?: boolean;
}) {
  const { words } = useReader();
  const suffix = props.isGregorian && props.value.calendar !== 'gregory' ? '.gregorian' : '';
  return (
    <div className="date-parts">
      {props.parts.map((part) => (
        <label key={part} className={`date-part date-part-${part}`}>
          <span>{words(`date.${part}${part === 'day' ? '' : suffix}`)}</span>
          <input
            className="input"
            inputMode="numeric"
            autoComplete="off"
            maxLength={part === 'year' ? 4 : 2}
            value={props.value[part]}
            disabled={props.isDisabled ?? false}
            aria-invalid={props.issue !== undefined}
            onChange={(event) => props.onChange({ ...props.value, [part]: event.target.value })}
          />
        </label>
      ))}
    </div>
  );
}

/** Reads a typed day back in words, in the calendar it was typed in and in the Gregorian one. */
export function DayEcho({ typed, id }: { readonly typed: TypedDay; readonly id: string }) {
  const { words } = useReader();
  const day = readDay(typed).value;
  return (
    <span id={id} className="field-echo">
      {typed.calendar === 'gregory' ? '' : `${words(`calendar.${typed.calendar}`)}. `}
      {day === undefined ? (
        <MonthWord typed={typed} />
      ) : (
        <DayWords day={day} calendar={typed.calendar} />
      )}
    </span>
  );
}

/** Names the month as soon as its number stands there: not everyone counts months. */
function MonthWord({ typed }: { readonly typed: TypedDay }) {
  const { language } = useReader();
  const month = numberFromText(typed.month);
  if (month === undefined) return null;
  const names = monthNames({ locale: language.locale, calendar: typed.calendar });
  return <bdi>{names[month - 1]}</bdi>;
}

function DayWords(props: { readonly day: CalendarDay; readonly calendar: TypedDay['calendar'] }) {
  const reader = useReader();
  const shown = reader.day(props.day, props.calendar);
  if (props.calendar === 'gregory') return shown;
  return reader.words('date.also', {
    day: shown,
    gregorian: reader.day(props.day, 'gregory'),
  });
}
