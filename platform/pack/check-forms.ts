import { fieldsOf, type Field, type Form, type ShowWhen } from '#kernel/form.ts';
import { TernaryAnswer } from '#kernel/form-answers.ts';
import type { Merged } from './merge-layers.ts';
import type { FormContracts } from './pack.ts';
import { faultAt, type PackFault, type PathStep } from './pack-fault.ts';
import type { Sourced } from './read-layer.ts';

/** What a form's schema alone cannot see: repeated ids, lists, conditions, repeated codes. */
export function checkForms(merged: Merged, faults: PackFault[]): void {
  for (const form of merged.everyForm) checkForm(form, merged, faults);
  for (const list of merged.lists.values()) {
    const seen = new Set<string>();
    list.value.codes.forEach(({ code }, index) => {
      if (seen.has(code)) {
        const path = [...list.path, 'codes', index, 'code'];
        faults.push(faultAt(list.source, path, 'pack.id.repeated', `${code} stands twice.`));
      }
      seen.add(code);
    });
  }
}

function checkForm(form: Sourced<Form>, merged: Merged, faults: PackFault[]): void {
  const earlier = new Map<string, Field>();
  const steps = new Set<string>();
  form.value.steps.forEach((step, stepIndex) => {
    const stepPath = [...form.path, 'steps', stepIndex];
    if (steps.has(step.id)) {
      const reason = `The step ${step.id} stands twice.`;
      faults.push(faultAt(form.source, [...stepPath, 'id'], 'pack.id.repeated', reason));
    }
    steps.add(step.id);
    step.fields.forEach((field, fieldIndex) => {
      const path = [...stepPath, 'fields', fieldIndex];
      const refuseAt = (inner: readonly PathStep[], reason: string): void => {
        faults.push(faultAt(form.source, [...path, ...inner], 'pack.form.reference', reason));
      };
      if (earlier.has(field.id)) {
        const reason = `The field ${field.id} stands twice.`;
        faults.push(faultAt(form.source, [...path, 'id'], 'pack.id.repeated', reason));
      }
      if ('list' in field && !merged.lists.has(field.list)) {
        refuseAt(['list'], `There is no list ${field.list}.`);
      }
      if (field.kind === 'number' && field.min > field.max) {
        refuseAt(['max'], 'The largest answer is below the smallest.');
      }
      if (field.showWhen) checkCondition(field.showWhen, earlier, merged, refuseAt);
      checkRanks(field, merged, refuseAt);
      earlier.set(field.id, field);
    });
  });
}

function checkCondition(
  condition: ShowWhen,
  earlier: ReadonlyMap<string, Field>,
  merged: Merged,
  refuseAt: (inner: readonly PathStep[], reason: string) => void,
): void {
  const asked = earlier.get(condition.field);
  if (!asked) {
    return refuseAt(['showWhen', 'field'], `No field ${condition.field} is asked before this one.`);
  }
  const answers = answersTo(asked, merged);
  if (!answers) {
    return refuseAt(['showWhen', 'field'], `A ${asked.kind} has no answers to choose from.`);
  }
  condition.in.forEach((answer, index) => {
    if (!answers.has(answer)) {
      refuseAt(['showWhen', 'in', index], `${answer} is no answer to ${condition.field}.`);
    }
  });
}

/** An answer without a rank would count by chance: whoever ranks some ranks all. */
function checkRanks(
  field: Field,
  merged: Merged,
  refuseAt: (inner: readonly PathStep[], reason: string) => void,
): void {
  if (!('protective' in field) || !field.protective) return;
  const { protective } = field;
  const answers = answersTo(field, merged) ?? new Set();
  protective.forEach((answer, index) => {
    if (!answers.has(answer))
      refuseAt(['protective', index], `${answer} is no answer to ${field.id}.`);
    else if (protective.indexOf(answer) < index)
      refuseAt(['protective', index], `${answer} stands twice.`);
  });
  for (const answer of answers)
    if (!protective.includes(answer)) refuseAt(['protective'], `${answer} has no rank.`);
}

function answersTo(field: Field, merged: Merged): ReadonlySet<string> | undefined {
  if (field.kind === 'ternary') return new Set(TernaryAnswer.options);
  if (field.kind !== 'choice' && field.kind !== 'choices') return undefined;
  return new Set(merged.lists.get(field.list)?.value.codes.map((entry) => entry.code));
}

/** A form must have the fields that a slice's rules rely on, of the kind that they expect. */
export function checkContracts(
  merged: Merged,
  contracts: FormContracts,
  pack: string,
  faults: PackFault[],
): void {
  for (const [formId, contract] of Object.entries(contracts)) {
    const form = merged.forms.get(formId);
    const source = form?.source ?? { pack, file: `forms/${formId}.yaml`, lineOf: () => undefined };
    const refuseAs = (reason: string): void => {
      faults.push(faultAt(source, form?.path ?? [], 'pack.form.contract', reason));
    };
    if (!form) {
      refuseAs(`The form ${formId} is needed and no pack has it.`);
      continue;
    }
    const kinds = new Map(fieldsOf(form.value).map((field) => [field.id, field.kind]));
    for (const [fieldId, kind] of Object.entries(contract)) {
      const found = kinds.get(fieldId);
      if (found === undefined) refuseAs(`The field ${fieldId} (${kind}) is needed.`);
      else if (found !== kind) refuseAs(`The field ${fieldId} must be a ${kind}, not a ${found}.`);
    }
  }
}
