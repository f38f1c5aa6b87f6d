import { useEffect, useRef, useState } from 'react';
import type { FormStep } from '#kernel/form.ts';
import { Button } from '../controls/button.tsx';
import { StepProgress } from '../patterns/step-progress.tsx';
import { type Reader, useReader } from '../reader/reader.tsx';
import { FormActions } from './form-actions.tsx';
import { FormFields, SeenBy } from './form-fields.tsx';
import { type FormState, type SentAs, useStepTitle } from './form-state.ts';

/** One small group of questions a screen, with the next step at the thumb. */
export function FormSteps(state: FormState) {
  const { words } = useReader();
  const titleOf = useStepTitle(state.form);
  const [at, setAt] = useState(() => indexOf(state, state.startStep));
  const heading = useRef<HTMLHeadingElement>(null);
  const hasMoved = useRef(false);
  useEffect(() => {
    if (hasMoved.current) heading.current?.focus();
    hasMoved.current = true;
  }, [at]);
  const index = Math.min(at, state.steps.length - 1);
  const step = state.steps[index];
  if (!step) return null;
  const isLast = index === state.steps.length - 1;
  const goTo = (next: number) => {
    setAt(next);
    const there = state.steps[next];
    if (there) state.onStep(there.id);
  };
  const send = (as: SentAs) => {
    const inTheWay = state.send(as);
    if (inTheWay) goTo(indexOf(state, inTheWay.id));
  };
  const goOn = () => {
    if (isLast) send('whole');
    else if (state.pass([step])) goTo(index + 1);
  };
  return (
    <>
      <StepProgress step={index + 1} steps={state.steps.length} />
      <div className="form-step">
        <h2 ref={heading} tabIndex={-1}>
          {titleOf(step)}
        </h2>
        <FormFields state={state} step={step} />
        {state.noteAfter?.(step)}
        <SeenBy state={state} />
      </div>
      <FormActions
        state={state}
        offersQuick={isQuickDone(state, index)}
        onSend={send}
        before={
          index > 0 ? (
            <Button icon="back" onPress={() => goTo(index - 1)}>
              {words('form.back')}
            </Button>
          ) : null
        }
        step={<NextStep state={state} step={step} isLast={isLast} onPress={goOn} />}
      />
    </>
  );
}

function NextStep(props: {
  readonly state: FormState;
  readonly step: FormStep;
  readonly isLast: boolean;
  readonly onPress: () => void;
}) {
  const { state, step, isLast } = props;
  const { words } = useReader();
  return (
    <Button
      kind="primary"
      isBusy={state.isBusy}
      onPress={props.onPress}
      {...(isLast ? {} : { iconAfter: 'next' as const })}
    >
      {isLast ? (state.submitLabel ?? words('form.submit')) : nextWords(state, step, words)}
    </Button>
  );
}

function indexOf(state: FormState, stepId: string | undefined): number {
  return Math.max(
    0,
    state.steps.findIndex((step) => step.id === stepId),
  );
}

/** From the last quick step on. */
function isQuickDone(state: FormState, index: number): boolean {
  return state.steps.slice(index + 1).every((step) => !step.quick);
}

// A step without an answer is skipped, and the button says so: nobody has to answer.
function nextWords(state: FormState, step: FormStep, words: Reader['words']): string {
  const isEmpty = step.fields.every(
    (field) => !field.required && state.draft[field.id] === undefined,
  );
  return isEmpty && state.skipLabel !== undefined ? state.skipLabel : words('form.next');
}
