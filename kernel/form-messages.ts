import { fieldsOf, type Form } from './form.ts';
import type { CodeList } from './code-list.ts';

/** Keys without which a form cannot be shown in a language. `help` keys are optional and not listed. */
export function messageKeysOf(form: Form): readonly string[] {
  return [
    formTitleKey(form.id),
    ...form.steps.map((step) => stepTitleKey(form.id, step.id)),
    ...fieldsOf(form).map((field) => fieldLabelKey(form.id, field.id)),
  ];
}

export function listMessageKeysOf(list: CodeList): readonly string[] {
  return list.codes.map((entry) => codeLabelKey(list.id, entry.code));
}

export function formTitleKey(formId: string): string {
  return `form.${formId}.title`;
}

export function stepTitleKey(formId: string, stepId: string): string {
  return `form.${formId}.step.${stepId}`;
}

export function fieldLabelKey(formId: string, fieldId: string): string {
  return `form.${formId}.field.${fieldId}`;
}

/** Why it is asked and who will see it; shown below the label when the pack has it. */
export function fieldHelpKey(formId: string, fieldId: string): string {
  return `${fieldLabelKey(formId, fieldId)}.help`;
}

export function codeLabelKey(listId: string, code: string): string {
  return `list.${listId}.${code}`;
}
