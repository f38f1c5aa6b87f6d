import { answersSchema, type Reference } from '#kernel/form-answers.ts';
import type { Field, Form } from '#kernel/form.ts';
import { type Draft, type FieldIssue, type ReadForm, readDraft } from './typed-answer.ts';

/** The draft read and checked against the form, as the server will check it. */
export function checkDraft(
  form: Form,
  draft: Draft,
  context: { readonly reference: Reference; readonly trained: boolean },
): ReadForm {
  const read = readDraft(form, draft, context);
  const checked = answersSchema(form, context.reference).safeParse(read.answers);
  const issues = new Map(read.issues);
  // Left open by the schema, because others may not ask it; whoever is trained does.
  for (const field of read.asked) {
    const isLeft = field.trainedOnly && field.required && read.answers[field.id] === undefined;
    if (isLeft && !issues.has(field.id)) issues.set(field.id, { code: 'required' });
  }
  if (checked.success) return { ...read, issues };
  for (const issue of checked.error.issues) {
    const field = read.asked.find((asked) => asked.id === issue.path[0]);
    // What is wrong with the typing itself comes first: a half-typed date is not "missing".
    if (field && !issues.has(field.id)) issues.set(field.id, issueOf(field, issue));
  }
  return { ...read, issues };
}

/** What is wrong with what was typed, without what was not typed at all. */
export function withoutMissing(issues: ReadForm['issues']): ReadForm['issues'] {
  return new Map([...issues].filter(([, issue]) => issue.code !== 'required'));
}

const KNOWN_MESSAGES = ['required', 'one-line', 'unknown-code', 'unknown-place'];

function issueOf(
  field: Field,
  issue: { readonly code: string; readonly message: string },
): FieldIssue {
  if (KNOWN_MESSAGES.includes(issue.message)) return { code: issue.message };
  if (field.kind === 'number') {
    return issue.code === 'too_small'
      ? { code: 'too-small', min: field.min }
      : { code: 'too-big', max: field.max };
  }
  if ('maxLength' in field && issue.code === 'too_big') {
    return { code: 'too-long', max: field.maxLength };
  }
  return { code: 'not-possible' };
}
