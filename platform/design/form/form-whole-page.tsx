import { useId } from 'react';
import type { FormStep } from '#kernel/form.ts';
import { Button } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { useReader } from '../reader/reader.tsx';
import { FormActions } from './form-actions.tsx';
import { FormFields, SeenBy } from './form-fields.tsx';
import { type FormState, useStepTitle } from './form-state.ts';

/** The same form as one page, with its sections at the side. */
export function FormWholePage(state: FormState) {
  const { words } = useReader();
  const titleOf = useStepTitle(state.form);
  const id = useId();
  const hasIssue = (step: FormStep) => step.fields.some((field) => state.shownIssues.has(field.id));
  return (
    <div className="form-columns">
      <nav className="form-sections" aria-label={words('form.sections')}>
        <ol className="bare-list">
          {state.steps.map((step) => (
            <li key={step.id} className={hasIssue(step) ? 'has-issue' : ''}>
              <a
                href={`#${id}${step.id}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(`${id}${step.id}`)?.focus();
                }}
              >
                {hasIssue(step) ? <Icon name="alert" /> : null}
                {titleOf(step)}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <div className="stack-wide">
        <SeenBy state={state} />
        {state.steps.map((step) => (
          <section key={step.id} className="form-step" aria-labelledby={`${id}${step.id}`}>
            <h2 id={`${id}${step.id}`} tabIndex={-1}>
              {titleOf(step)}
            </h2>
            <FormFields state={state} step={step} />
            {state.noteAfter?.(step)}
          </section>
        ))}
        <FormActions
          state={state}
          offersQuick
          onSend={state.send}
          step={
            <Button kind="primary" isBusy={state.isBusy} onPress={() => state.send('whole')}>
              {state.submitLabel ?? words('form.submit')}
            </Button>
          }
        />
      </div>
    </div>
  );
}
