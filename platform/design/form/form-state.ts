import type { ReactNode } from 'react';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { Answers, Reference } from '#kernel/form-answers.ts';
import { stepTitleKey } from '#kernel/form-messages.ts';
import type { Field, Form, FormStep } from '#kernel/form.ts';
import type { Refusal } from '#kernel/result.ts';
import { useReader } from '../reader/reader.tsx';
import type { Draft, ReadForm, Typed } from './typed-answer.ts';

export type FormViewProps = {
  readonly form: Form;
  readonly reference: Reference;
  readonly today: CalendarDay;
  /** Whether the worker is trained for the sensitive questions; they are left out otherwise. */
  readonly trained: boolean;
  readonly initial?: Answers;
  /** Keeps the draft in memory under this name while the person looks at other screens. */
  readonly draftKey?: string;
  readonly submitLabel?: string;
  /** Takes the validated answers; a refusal is shown above the form, which stays as it is. */
  readonly onSubmit: (answers: Answers) => Promise<Refusal | undefined>;
  /** Says more about a refusal than its sentence can. */
  readonly explainRefusal?: (refusal: Refusal) => ReactNode;
  /** Leaves with the draft kept; without it there is no such button. */
  readonly onLeave?: () => void;
  /** Ends a long form at any point, keeping what was answered; without it there is no such button. */
  readonly stopLabel?: string;
  /** What the button says that goes on from a step where nothing was answered. */
  readonly skipLabel?: string;
  /** What stands below a question, such as what is known already. */
  readonly noteFor?: (field: Field) => ReactNode;
  /** `auto`: one step a screen on a phone, the whole form on a wide screen. */
  readonly layout?: 'auto' | 'steps' | 'page';
};

/** What the two arrangements of a form share. */
export type FormState = FormViewProps & {
  readonly draft: Draft;
  readonly steps: readonly FormStep[];
  readonly shownIssues: ReadForm['issues'];
  readonly isBusy: boolean;
  readonly onType: (fieldId: string, typed: Typed) => void;
  /** Shows the issues of the given steps and goes to the first; true when there is none. */
  readonly pass: (steps: readonly FormStep[]) => boolean;
  readonly submit: () => void;
  /** The first step that cannot be taken as it stands. */
  readonly wrongStep: FormStep | undefined;
};

/** The title of a step in the reader's words. */
export function useStepTitle(form: Form): (step: FormStep) => string {
  const { words } = useReader();
  return (step) => words(stepTitleKey(form.id, step.id));
}
