import type { ReactNode } from 'react';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { Answers, Reference } from '#kernel/form-answers.ts';
import { stepTitleKey } from '#kernel/form-messages.ts';
import type { Field, Form, FormStep } from '#kernel/form.ts';
import type { Refusal } from '#kernel/result.ts';
import type { CommandMark } from '../calling/use-command.ts';
import { useReader } from '../reader/reader.tsx';
import type { DraftState } from './drafts.ts';
import type { NoteName } from './draft-notes.ts';
import type { Draft, ReadForm, Typed } from './typed-answer.ts';

/** What goes with the answers that are sent. */
export type Sending = {
  /**
   * The same for the same answers, also after the page was loaded anew: what had arrived, though its
   * answer was lost, is then not written twice.
   */
  readonly mark: CommandMark;
  /** What was noted in the draft when it was begun. */
  readonly note: (name: NoteName) => string | undefined;
};

/** Takes validated answers; a refusal is shown above the form, which stays as it is. */
export type Take = (answers: Answers, sending: Sending) => Promise<Refusal | undefined>;

export type FormViewProps = {
  readonly form: Form;
  readonly reference: Reference;
  readonly today: CalendarDay;
  /** Whether the worker is trained for the sensitive questions; they are left out otherwise. */
  readonly trained: boolean;
  readonly initial?: Answers;
  /** Kept with the draft from its beginning, such as the id of what the form will make. */
  readonly notes?: Readonly<Record<NoteName, string>>;
  /** Keeps the draft under this name while the person is away, with the keeper of drafts if there is one. */
  readonly draftKey?: string;
  readonly submitLabel?: string;
  readonly onSubmit: Take;
  /** Says more about a refusal than its sentence can. */
  readonly explainRefusal?: (refusal: Refusal) => ReactNode;
  /** Leaves with the draft kept; without it there is no such button. */
  readonly onLeave?: () => void;
  /** Saves with the quick steps alone: what else is needed may follow. */
  readonly quick?: { readonly label: string; readonly onSave: Take };
  /** Ends a form at any point, with what was answered until then, be it nothing. */
  readonly stop?: { readonly label: string; readonly onStop: Take };
  /** What the button says that goes on from a step where nothing was answered. */
  readonly skipLabel?: string;
  /** What stands below a question, such as what is known already. */
  readonly noteFor?: (field: Field) => ReactNode;
  /** What stands below the questions of a step, such as whom to call. */
  readonly noteAfter?: (step: FormStep) => ReactNode;
  /** `auto`: one step a screen on a phone, the whole form on a wide screen. */
  readonly layout?: 'auto' | 'steps' | 'page';
};

/** How a form is sent: whole, by its quick steps alone, or stopped. */
export type SentAs = 'whole' | 'quick' | 'stopped';

/** What the two arrangements of a form share. */
export type FormState = FormViewProps & {
  readonly draft: Draft;
  readonly draftState: DraftState | undefined;
  readonly steps: readonly FormStep[];
  readonly shownIssues: ReadForm['issues'];
  readonly isBusy: boolean;
  readonly onType: (fieldId: string, typed: Typed) => void;
  /** Shows the issues of the given steps and goes to the first; true when there is none. */
  readonly pass: (steps: readonly FormStep[]) => boolean;
  /** Sends; gives the first step that stands in the way, or nothing when it went out. */
  readonly send: (as: SentAs) => FormStep | undefined;
  /** Where the person was when the form was left. */
  readonly startStep: string | undefined;
  readonly onStep: (stepId: string) => void;
};

/** The title of a step in the reader's words. */
export function useStepTitle(form: Form): (step: FormStep) => string {
  const { words } = useReader();
  return (step) => words(stepTitleKey(form.id, step.id));
}
