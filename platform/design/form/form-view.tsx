import { useMemo, useRef, useState } from 'react';
import type { Form, FormStep } from '#kernel/form.ts';
import { Icon } from '../controls/icon.tsx';
import { RefusalNotice } from '../patterns/refusal-notice.tsx';
import { useReader } from '../reader/reader.tsx';
import { useWideScreen } from '../reader/wide-screen.ts';
import { checkDraft } from './check-answers.ts';
import type { FormState, FormViewProps } from './form-state.ts';
import { FormSteps } from './form-steps.tsx';
import { FormWholePage } from './form-whole-page.tsx';
import { draftOf, type ReadForm } from './typed-answer.ts';
import { useDraft } from './use-draft.ts';
import { useSending } from './use-sending.ts';

/** A form of a pack on screen: asks, validates, and loses nothing that was typed. */
export function FormView(props: FormViewProps) {
  const { form, reference, trained } = props;
  const { words, calendar } = useReader();
  const isWide = useWideScreen();
  const root = useRef<HTMLFormElement>(null);
  const kept = useDraft(props.draftKey, () =>
    draftOf(form, props.initial ?? {}, { calendar, today: props.today }),
  );
  const [issues, setIssues] = useState<ReadForm['issues']>(new Map());
  const { send, isBusy, refusal } = useSending(props.onSubmit, kept.drop);
  const read = useMemo(
    () => checkDraft(form, kept.draft, { reference, trained }),
    [form, kept.draft, reference, trained],
  );
  const steps = askedSteps(form, read);
  const pass = (checked: readonly FormStep[]) => {
    const ids = checked.flatMap((step) => step.fields.map((field) => field.id));
    const wrong = new Map([...read.issues].filter(([id]) => ids.includes(id)));
    setIssues(wrong);
    const first = ids.find((id) => wrong.has(id));
    if (first !== undefined) focusField(root.current, first);
    return first === undefined;
  };
  const state: FormState = {
    ...props,
    draft: kept.draft,
    steps,
    shownIssues: issues,
    isBusy,
    pass,
    onType: (fieldId, typed) => {
      kept.write(fieldId, typed);
      setIssues(new Map([...issues].filter(([id]) => id !== fieldId)));
    },
    submit: () => void send(read.answers),
    wrongStep: steps.find((step) => step.fields.some((field) => read.issues.has(field.id))),
  };
  const layout = props.layout ?? 'auto';
  const isPage = layout === 'page' || (layout === 'auto' && isWide);
  return (
    <form ref={root} className="stack-wide" noValidate onSubmit={(event) => event.preventDefault()}>
      {refusal ? (
        <RefusalNotice refusal={refusal} isNews>
          {props.explainRefusal?.(refusal)}
        </RefusalNotice>
      ) : null}
      {issues.size > 0 ? (
        <p className="field-issue" role="alert">
          <Icon name="alert" />
          {words('form.issues', { count: issues.size })}
        </p>
      ) : null}
      {isPage ? <FormWholePage {...state} /> : <FormSteps {...state} />}
    </form>
  );
}

/** The steps that have something to ask, with the fields that are asked. */
function askedSteps(form: Form, read: ReadForm): readonly FormStep[] {
  return form.steps
    .map((step) => ({ ...step, fields: step.fields.filter((field) => read.asked.includes(field)) }))
    .filter((step) => step.fields.length > 0);
}

function focusField(root: HTMLElement | null, fieldId: string): void {
  // After the next paint: the step may have to appear first.
  requestAnimationFrame(() => {
    const field = root?.querySelector(`[data-field="${fieldId}"]`);
    const control =
      field?.querySelector('[data-invalid] :is(input, textarea, button)') ??
      field?.querySelector('input, textarea, button');
    if (control instanceof HTMLElement) control.focus();
  });
}
