import type { ReactNode } from 'react';
import type { Answers, Reference } from '#kernel/form-answers.ts';
import { fieldLabelKey } from '#kernel/form-messages.ts';
import { type Field, fieldsOf, type Form } from '#kernel/form.ts';
import { isSameJson } from '#kernel/same-json.ts';
import type { SiblingView } from '#kernel/siblings-view.ts';
import { Icon } from '../controls/icon.tsx';
import { Link } from '../controls/link.tsx';
import { Mark } from '../patterns/notice.tsx';
import { useReader } from '../reader/reader.tsx';
import { AnswersView, showAnswer } from './answers-view.tsx';

type ValueShown = SiblingView['values'][number];

type TwoValuesProps = {
  readonly form: Form;
  readonly reference: Reference;
  readonly siblings: readonly SiblingView[] | undefined;
  /** What stands in the form meanwhile. */
  readonly answers: Answers;
  /** Where whoever may decide goes to do so, when it is not here. */
  readonly decideAt?: string | undefined;
  /** What stands below the values of a question, such as a way to decide. */
  readonly children?: ((field: Field, sibling: SiblingView) => ReactNode) | undefined;
};

/**
 * Two people wrote different things without knowing of each other: both, beside each other, by whom
 * and when, and which counts until a person decides. Nothing where no values stand so.
 */
export function TwoValues(props: TwoValuesProps) {
  const { form, reference, siblings = [], answers, children } = props;
  const { words } = useReader();
  const questions = fieldsOf(form).flatMap((field) => {
    const sibling = siblings.find((one) => one.field === field.id);
    return sibling ? [{ field, sibling }] : [];
  });
  if (questions.length === 0) return null;
  return (
    <section className="notice notice-due">
      <Icon name="conflict" />
      <div className="notice-body stack">
        <p className="notice-title">{words('two-values.title')}</p>
        <p>{words('two-values.what')}</p>
        {questions.map(({ field, sibling }) => (
          <section key={field.id} className="two-values" data-two-values={field.id}>
            <p className="two-values-question">{words(fieldLabelKey(form.id, field.id))}</p>
            <ul className="bare-list two-values-beside">
              {sibling.values.map((value) => (
                <OneValue
                  key={`${value.by.id} ${value.at} ${JSON.stringify(value.value)}`}
                  {...{ form, reference, field, value }}
                  isCounting={counts(value, answers[field.id])}
                />
              ))}
            </ul>
            {children?.(field, sibling)}
          </section>
        ))}
        {props.decideAt === undefined ? null : (
          <p>
            <Link to={props.decideAt}>{words('two-values.decide')}</Link>
          </p>
        )}
      </div>
    </section>
  );
}

type OneValueProps = {
  readonly form: Form;
  readonly reference: Reference;
  readonly field: Field;
  readonly value: ValueShown;
  readonly isCounting: boolean;
};

function OneValue({ form, reference, field, value, isCounting }: OneValueProps) {
  const { words, instant } = useReader();
  return (
    <li className="others-work" data-counts={isCounting}>
      <div>
        <ValueWords {...{ reference, field, value }} />
      </div>
      {Object.keys(value.hanging).length > 0 ? (
        <AnswersView form={form} answers={value.hanging} reference={reference} />
      ) : null}
      <p className="small quiet">
        {words('two-values.by', { name: value.by.name, at: instant(value.at) })}
      </p>
      {isCounting ? (
        <>
          <Mark kind="plain">{words('two-values.counts')}</Mark>
          <p className="small">
            {words(isRanked(field) ? 'two-values.why-safer' : 'two-values.why-first')}
          </p>
        </>
      ) : null}
    </li>
  );
}

/** One of the values in words; that nothing was answered is said, too. */
function ValueWords({
  field,
  value,
  reference,
}: Pick<OneValueProps, 'field' | 'value' | 'reference'>) {
  const reader = useReader();
  if (value.isWithheld) return <span className="quiet">{reader.words('two-values.withheld')}</span>;
  const shown = showAnswer(field, value.value, reference, reader);
  return <strong>{shown ?? reader.words('two-values.nothing')}</strong>;
}

function counts(value: ValueShown, stands: unknown): boolean {
  return !value.isWithheld && isSameJson(value.value ?? undefined, stands);
}

function isRanked(field: Field): boolean {
  return 'protective' in field && field.protective !== undefined;
}
