import { useMemo, useRef, useState } from 'react';
import type { Form, FormStep } from '#kernel/form.ts';
import { Icon } from '../controls/icon.tsx';
import { RefusalNotice } from '../patterns/refusal-notice.tsx';
import { useReader } from '../reader/reader.tsx';
import { useWideScreen } from '../reader/wide-screen.ts';
import { checkDraft, withoutMissing } from './check-answers.ts';
import { markFor, noteIn, type NoteName } from './draft-notes.ts';
import type { FormState, FormViewProps, SentAs, Take } from './form-state.ts';
import { FormSteps } from './form-steps.tsx';
import { FormWholePage } from './form-whole-page.tsx';
import type { Draft, ReadForm } from './typed-answer.ts';
import { useDraft } from './use-draft.ts';
import { useSending } from './use-sending.ts';

const STEP = '#step';

/** The form itself, from the words that stand in it at the beginning. */
export function OpenForm(props: FormViewProps & { readonly start: Draft }) {
  const { form, reference, trained } = props;
  const { words } = useReader();
  const isPage = useIsPage(props.layout ?? 'auto');
  const root = useRef<HTMLFormElement>(null);
  const kept = useDraft(props.draftKey, () => props.start);
  const [issues, setIssues] = useState<ReadForm['issues']>(new Map());
  const { send, isBusy, refusal } = useSending(kept.drop);
  const read = useMemo(
    () => checkDraft(form, kept.draft, { reference, trained }),
    [form, kept.draft, reference, trained],
  );
  const steps = askedSteps(form, read);
  const show = (wrong: ReadForm['issues']) => {
    setIssues(wrong);
    const first = read.asked.find((field) => wrong.has(field.id));
    if (first) focusField(root.current, first.id);
    return first && steps.find((step) => step.fields.includes(first));
  };
  const state: FormState = {
    ...props,
    draft: kept.draft,
    draftState: kept.state,
    steps,
    shownIssues: issues,
    isBusy,
    pass: (checked) => show(issuesIn(checked, read)) === undefined,
    onType: (fieldId, typed) => {
      kept.write(fieldId, typed);
      setIssues(new Map([...issues].filter(([id]) => id !== fieldId)));
    },
    send: (as) => {
      const inTheWay = show(wrongFor(as, steps, read));
      if (inTheWay) return inTheWay;
      const { mark, noted } = markFor(kept.draft, read.answers);
      kept.note(...noted);
      const note = (name: NoteName) => noteIn(kept.draft, name);
      void send(() => takerOf(props, as)(read.answers, { mark, note }));
      return undefined;
    },
    startStep: noteIn(kept.draft, STEP),
    onStep: (stepId) => kept.note(STEP, stepId),
  };
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

function useIsPage(layout: NonNullable<FormViewProps['layout']>): boolean {
  const isWide = useWideScreen();
  return layout === 'page' || (layout === 'auto' && isWide);
}

function takerOf(props: FormViewProps, as: SentAs): Take {
  if (as === 'quick') return props.quick?.onSave ?? props.onSubmit;
  return as === 'stopped' ? (props.stop?.onStop ?? props.onSubmit) : props.onSubmit;
}

/**
 * What stands in the way of sending. A quick save needs what the quick steps need; whoever stops
 * before anything was said needs nothing. What was typed and cannot be read stops every way, so
 * that it is not lost without a word.
 */
function wrongFor(as: SentAs, steps: readonly FormStep[], read: ReadForm): ReadForm['issues'] {
  if (as === 'quick') {
    const needed = issuesIn(
      steps.filter((step) => step.quick),
      read,
    );
    return new Map([...withoutMissing(read.issues), ...needed]);
  }
  const isEmpty = Object.keys(read.answers).length === 0;
  return as === 'stopped' && isEmpty ? withoutMissing(read.issues) : read.issues;
}

function issuesIn(steps: readonly FormStep[], read: ReadForm): ReadForm['issues'] {
  const ids = steps.flatMap((step) => step.fields.map((field) => field.id));
  return new Map([...read.issues].filter(([id]) => ids.includes(id)));
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
