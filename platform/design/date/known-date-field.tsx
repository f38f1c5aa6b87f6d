import { useId } from 'react';
import { DateBasis } from '#kernel/date-as-known.ts';
import { Choice } from '../controls/choice.tsx';
import { type FieldWords, IssueWords } from '../controls/field-parts.tsx';
import { TextField } from '../controls/text-field.tsx';
import { numberFromText } from '../reader/fold-text.ts';
import { useReader } from '../reader/reader.tsx';
import { yearsWithin } from './calendar-parts.ts';
import { type DatePart, DayEcho, DayParts } from './day-field.tsx';
import { type DateWay, readDate, type TypedDate } from './typed-date.ts';

type KnownDateProps = FieldWords & {
  readonly value: TypedDate;
  readonly onChange: (value: TypedDate) => void;
};

const WAYS: readonly DateWay[] = ['day', 'month', 'year', 'age', 'unknown'];

/** A date as far as it is known: "about nine years old" and "not known" are answers, not gaps. */
export function KnownDateField(props: KnownDateProps) {
  const { value, onChange } = props;
  const { words } = useReader();
  const wrong = wrongPart(props);
  return (
    <fieldset className="field" aria-label={props.label}>
      <Choice
        {...props}
        issue={wrong === 'way' ? props.issue : undefined}
        arrangement="inline"
        options={WAYS.map((way) => ({ code: way, label: words(`date.way.${way}`) }))}
        value={value.way}
        onChange={(code) => onChange({ ...value, way: WAYS.find((way) => way === code) })}
      />
      {value.way !== undefined && value.way !== 'unknown' ? (
        <div className="inset">
          {value.way === 'age' ? (
            <AgeParts {...props} issue={wrong === 'date' ? props.issue : undefined} />
          ) : (
            <DateParts {...props} issue={wrong === 'date' ? props.issue : undefined} />
          )}
          <Choice
            label={words('date.basis')}
            issue={wrong === 'basis' ? props.issue : undefined}
            arrangement="inline"
            options={DateBasis.options.map((basis) => ({
              code: basis,
              label: words(`date.basis.${basis}`),
            }))}
            value={value.basis}
            onChange={(code) =>
              onChange({ ...value, basis: DateBasis.options.find((basis) => basis === code) })
            }
          />
        </div>
      ) : null}
    </fieldset>
  );
}

// The message stands beside the part that it is about.
function wrongPart({ value, issue }: KnownDateProps): 'way' | 'date' | 'basis' | undefined {
  if (issue === undefined) return undefined;
  if (value.way === undefined) return 'way';
  return readDate(value).issue === 'basis-needed' ? 'basis' : 'date';
}

function DateParts({ value, onChange, issue }: KnownDateProps) {
  const { words } = useReader();
  const id = useId();
  const parts: readonly DatePart[] =
    value.way === 'day'
      ? ['day', 'month', 'year']
      : value.way === 'month'
        ? ['month', 'year']
        : ['year'];
  return (
    <fieldset
      aria-label={words(`date.way.${value.way ?? 'day'}`)}
      className="field"
      {...(issue ? { 'data-invalid': true, 'aria-describedby': `${id}-issue` } : {})}
    >
      {issue ? (
        <span id={`${id}-issue`} className="field-issue">
          <IssueWords issue={issue} />
        </span>
      ) : null}
      <DayParts
        value={value}
        onChange={onChange}
        parts={parts}
        issue={issue}
        isGregorian={value.way !== 'day'}
      />
      {value.way === 'day' ? (
        <DayEcho typed={value} id={`${id}-echo`} />
      ) : (
        <GregorianOnly value={value} />
      )}
    </fieldset>
  );
}

// A month or year of another calendar lies across two of ours; converting it would invent a date.
function GregorianOnly({ value }: { readonly value: TypedDate }) {
  const { words, list } = useReader();
  if (value.calendar === 'gregory') return null;
  const year = numberFromText(value.year);
  const isYear = year !== undefined && Number.isInteger(year) && year >= 1850 && year <= 2200;
  return (
    <span className="field-echo">
      {words('date.gregorian-only')}{' '}
      {isYear
        ? words('date.year-also', {
            calendar: words(`calendar.${value.calendar}`),
            years: list(yearsWithin(year, value.calendar).map((other) => `${other}`)),
          })
        : ''}
    </span>
  );
}

function AgeParts({ value, onChange, issue }: KnownDateProps) {
  const { words, day } = useReader();
  return (
    <div className="stack">
      <TextField
        label={words('date.age')}
        size="short"
        inputMode="numeric"
        maxLength={3}
        unit={words('date.age.unit')}
        value={value.years}
        issue={issue}
        onChange={(years) => onChange({ ...value, years })}
      />
      <TextField
        label={words('date.age.plus-minus')}
        size="short"
        inputMode="numeric"
        maxLength={2}
        unit={words('date.age.unit')}
        value={value.plusMinus}
        onChange={(plusMinus) => onChange({ ...value, plusMinus })}
      />
      <span className="field-help">
        {words('date.age.stated-on', { day: day(value.statedOn) })}
      </span>
    </div>
  );
}
