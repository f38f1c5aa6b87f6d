import { useEffect, useRef, useState } from 'react';
import type { FormStep } from '#kernel/form.ts';
import { Button } from '../controls/button.tsx';
import { StepProgress } from '../patterns/step-progress.tsx';
import { type Reader, useReader } from '../reader/reader.tsx';
import { FormFields, SeenBy } from './form-fields.tsx';
import { type FormState, useStepTitle } from './form-state.ts';

/** One small group of questions a screen, with the next step at the thumb. */
export function FormSteps(state: FormState) {
  const { words } = useReader();
  const titleOf = useStepTitle(state.form);
  const [at, setAt] = useState(0);
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
  const goOn = () => {
    if (!state.pass([step])) return;
    if (isLast) state.submit();
    else setAt(index + 1);
  };
  const stop = () => {
    if (state.pass(state.steps)) state.submit();
    else if (state.wrongStep) setAt(state.steps.indexOf(state.wrongStep));
  };
  return (
    <>
      <StepProgress step={index + 1} steps={state.steps.length} />
      <div className="form-step">
        <h2 ref={heading} tabIndex={-1}>
          {titleOf(step)}
        </h2>
        <FormFields state={state} step={step} />
        <SeenBy state={state} />
      </div>
      <div className="page-action">
        {index > 0 ? (
          <Button icon="back" onPress={() => setAt(index - 1)}>
            {words('form.back')}
          </Button>
        ) : null}
        <Button
          kind="primary"
          isBusy={state.isBusy}
          onPress={goOn}
          {...(isLast ? {} : { iconAfter: 'next' as const })}
        >
          {isLast ? (state.submitLabel ?? words('form.submit')) : nextWords(state, step, words)}
        </Button>
        {state.stopLabel !== undefined && !isLast ? (
          <Button onPress={stop}>{state.stopLabel}</Button>
        ) : null}
        {state.onLeave ? (
          <Button kind="plain" onPress={state.onLeave}>
            {words('form.leave')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

// A step without an answer is skipped, and the button says so: nobody has to answer.
function nextWords(state: FormState, step: FormStep, words: Reader['words']): string {
  const isEmpty = step.fields.every(
    (field) => !field.required && state.draft[field.id] === undefined,
  );
  return isEmpty && state.skipLabel !== undefined ? state.skipLabel : words('form.next');
}
