import { z } from 'zod';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import type { Answers } from '#kernel/form-answers.ts';
import type { Form } from '#kernel/form.ts';
import type { Calendar } from '#kernel/show-date.ts';
import { type Draft, draftOf } from '#platform/design/form/typed-answer.ts';
import { pathOfForm } from '../pages/path-of-form.ts';

/** The form that an operation fills, where it fills one. */
const FORMS: Readonly<Record<string, string>> = {
  'cases.open': 'first-contact',
  'cases.hand-over': 'first-contact',
  'cases.complete-first-contact': 'first-contact',
  'cases.register-child': 'registration',
  'cases.record-consent': 'consent',
  'cases.assess-risk': 'risk',
  'cases.write-plan': 'plan',
  'identification.record-facts': 'identification',
  'protection.record-guardian': 'guardian',
  'protection.record-safe-place': 'safe-place',
  'protection.record-health': 'health',
  'protection.record-justice': 'justice',
  'protection.record-assessment': 'assessment',
};

/** Forms that begin a case: their screen stands below none, and there is one draft of each. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  'cases.open': 'first-contact',
  'cases.hand-over': 'hand-over',
};

/** What stood in a form when it was given: a page of answers, or as many as a plan has actions. */
export type WrittenForm = { readonly form: string; readonly pages: readonly Answers[] };

const Page = z.record(z.string(), z.unknown());
const Pages = z.union([
  z.object({ answers: Page }).transform(({ answers }) => [answers]),
  z.object({ actions: z.array(Page) }).transform(({ actions }) => actions),
]);

/** Undefined for what fills no form. */
export function writtenForm(operation: string, input: unknown): WrittenForm | undefined {
  const form = FORMS[operation];
  const pages = Pages.safeParse(input);
  return form !== undefined && pages.success ? { form, pages: pages.data } : undefined;
}

/** Whether it began a case, which is nowhere when it was not taken. */
export function beginsCase(operation: string): boolean {
  return BEGINNINGS[operation] !== undefined;
}

/** Where the same form is written again, and under which key its draft lies. */
export function placeOfForm(
  operation: string,
  recordId: string,
): { readonly path: string; readonly draftKey: string } | undefined {
  const beginning = BEGINNINGS[operation];
  if (beginning !== undefined) return { path: pathOfForm(beginning, null), draftKey: beginning };
  const form = FORMS[operation];
  if (form === undefined) return undefined;
  return { path: pathOfForm(form, recordId), draftKey: `${form}.${recordId}` };
}

const Team = z.object({ team: z.string() });

/** The words as they lie in a draft, for the screen of the form to find. */
export function draftAgain(
  form: Form,
  { pages }: WrittenForm,
  input: unknown,
  reader: { readonly calendar: Calendar; readonly today: CalendarDay },
): Draft {
  if (form.id === 'plan') {
    // A plan is drafted as a whole; each action keeps an id of its own there.
    const actions = pages.map((answers, index) => ({ id: `again-${index}`, answers }));
    return { actions: { kind: 'text', text: JSON.stringify(actions) } };
  }
  const team = Team.safeParse(input);
  return {
    ...answersAgain(form, pages[0] ?? {}, reader),
    ...(team.success ? { '#team': { kind: 'text', text: team.data.team } } : {}),
  };
}

/** A form may have changed since; an answer that no longer fits stays readable beside it, and is asked anew. */
function answersAgain(
  form: Form,
  answers: Answers,
  reader: { readonly calendar: Calendar; readonly today: CalendarDay },
): Draft {
  const drafts = Object.entries(answers).map(([field, answer]): Draft => {
    try {
      return draftOf(form, { [field]: answer }, reader);
    } catch (fault) {
      if (fault instanceof z.ZodError) return {};
      throw fault;
    }
  });
  return Object.fromEntries(drafts.flatMap((draft) => Object.entries(draft)));
}
