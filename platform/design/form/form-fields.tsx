import { fieldsOf, type FormStep } from '#kernel/form.ts';
import { Icon } from '../controls/icon.tsx';
import { useReader } from '../reader/reader.tsx';
import { FieldControl } from './field-control.tsx';
import type { FormState } from './form-state.ts';

/** The fields of one step. */
export function FormFields({ state, step }: { state: FormState; step: FormStep }) {
  return step.fields.map((field) => {
    const note = state.noteFor?.(field);
    const control = (
      <FieldControl
        key={field.id}
        form={state.form}
        field={field}
        typed={state.draft[field.id]}
        issue={state.shownIssues.get(field.id)}
        reference={state.reference}
        today={state.today}
        onType={(typed) => state.onType(field.id, typed)}
      />
    );
    if (!note) return control;
    return (
      <div key={field.id} className="field-with-note">
        {control}
        <div className="field-note">{note}</div>
      </div>
    );
  });
}

/** Who will see the answers, and what is left to a colleague with training. */
export function SeenBy({ state }: { state: FormState }) {
  const { words } = useReader();
  const left = state.trained ? 0 : fieldsOf(state.form).filter((field) => field.trainedOnly).length;
  return (
    <p className="seen-by">
      <Icon name="person" />
      <span>
        {words(`seen-by.${state.form.class}`)}
        {left > 0 ? ` ${words('form.trained-only', { count: left })}` : ''}
      </span>
    </p>
  );
}
