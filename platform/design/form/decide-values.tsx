import { useState } from 'react';
import { chooseValue, type Chosen } from '#kernel/choose-value.ts';
import type { Answers, Reference } from '#kernel/form-answers.ts';
import type { Field, Form } from '#kernel/form.ts';
import type { Refusal } from '#kernel/result.ts';
import type { SiblingView } from '#kernel/siblings-view.ts';
import type { Resolution } from '#kernel/siblings.ts';
import { Button } from '../controls/button.tsx';
import { Choice } from '../controls/choice.tsx';
import { TextArea } from '../controls/text-field.tsx';
import { todayHere } from '../date/today-here.ts';
import { RefusalNotice } from '../patterns/refusal-notice.tsx';
import { useReader } from '../reader/reader.tsx';
import { FieldControl } from './field-control.tsx';
import { TwoValues } from './two-values.tsx';
import { readDraft, type Typed } from './typed-answer.ts';

const OTHER = 'other';
const SHORTEST_REASON = 3;
const LONGEST_REASON = 2000;

type DecideValuesProps = {
  readonly form: Form;
  readonly reference: Reference;
  readonly siblings: readonly SiblingView[] | undefined;
  /** All answers that stand, with those that the view leaves out. */
  readonly answers: Answers;
  readonly trained: boolean;
  /** Writes the section with what was decided; a refusal, or nothing. */
  readonly onDecide: (
    answers: Record<string, unknown>,
    resolution: Resolution,
  ) => Promise<Refusal | undefined>;
};

/** The values that stand beside each other, and the way to decide between them with a reason. */
export function DecideValues({ trained, ...props }: DecideValuesProps) {
  return (
    <TwoValues
      form={props.form}
      reference={props.reference}
      siblings={props.siblings}
      answers={props.answers}
    >
      {(field, sibling) =>
        field.trainedOnly && !trained ? null : (
          <Decide key={field.id} {...props} field={field} sibling={sibling} />
        )
      }
    </TwoValues>
  );
}

function Decide(
  props: Omit<DecideValuesProps, 'trained'> & {
    readonly field: Field;
    readonly sibling: SiblingView;
  },
) {
  const { form, field, sibling } = props;
  const { words } = useReader();
  const [choice, setChoice] = useState<string | undefined>(undefined);
  const [typed, setTyped] = useState<Typed | undefined>(undefined);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const chosen = chosenOf(field, sibling, choice, typed, form);
  const isShort = reason.trim().length < SHORTEST_REASON;
  const decide = async () => {
    setTried(true);
    if (!chosen || isShort) return;
    setBusy(true);
    const answers = chooseValue(form, props.answers, chosen);
    setRefusal(await props.onDecide(answers, { field: field.id, reason: reason.trim() }));
    setBusy(false);
  };
  return (
    <div className="stack">
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <WhichValue
        sibling={sibling}
        choice={choice}
        issue={tried && !chosen ? words('two-values.choose') : undefined}
        onChoose={setChoice}
      />
      {choice === OTHER ? (
        <FieldControl
          {...{ form, field, typed }}
          reference={props.reference}
          issue={undefined}
          today={todayHere()}
          onType={setTyped}
        />
      ) : null}
      <TextArea
        label={words('two-values.reason')}
        help={words('two-values.reason.help')}
        issue={tried && isShort ? words('two-values.reason.missing') : undefined}
        value={reason}
        maxLength={LONGEST_REASON}
        isNeeded
        onChange={setReason}
      />
      <div>
        <Button kind="primary" isBusy={isBusy} onPress={() => void decide()}>
          {words('two-values.save')}
        </Button>
      </div>
    </div>
  );
}

function WhichValue(props: {
  readonly sibling: SiblingView;
  readonly choice: string | undefined;
  readonly issue: string | undefined;
  readonly onChoose: (choice: string | undefined) => void;
}) {
  const { words, instant } = useReader();
  const options = props.sibling.values.flatMap(({ by, at, isWithheld }, index) =>
    isWithheld
      ? []
      : [
          {
            code: String(index),
            label: words('two-values.of', { name: by.name, at: instant(at) }),
          },
        ],
  );
  return (
    <Choice
      label={words('two-values.which')}
      options={[...options, { code: OTHER, label: words('two-values.other') }]}
      value={props.choice}
      issue={props.issue}
      isNeeded
      onChange={props.onChoose}
    />
  );
}

function chosenOf(
  field: Field,
  { values }: SiblingView,
  choice: string | undefined,
  typed: Typed | undefined,
  form: Form,
): Chosen | undefined {
  if (choice === undefined) return undefined;
  if (choice !== OTHER) {
    const value = values[Number(choice)];
    return value && { field: field.id, value: value.value, hanging: value.hanging };
  }
  // Read by itself: it is asked here, whatever the other answers say.
  const { showWhen: _always, ...alone } = field;
  const only = { ...form, steps: [{ id: field.id, fields: [alone] }] };
  const read = readDraft(only, typed ? { [field.id]: typed } : {}, { trained: true });
  const value = read.answers[field.id];
  return value === undefined ? undefined : { field: field.id, value };
}
