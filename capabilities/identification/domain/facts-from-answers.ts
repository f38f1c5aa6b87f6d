import type { CodeList } from '#kernel/code-list.ts';
import { type Field, fieldsOf, type Form } from '#kernel/form.ts';
import { Ternary } from '#kernel/ternary.ts';
import type { EvidenceKind } from './fact.ts';
import type { StatedFact } from './record-facts.ts';

/** In a list, the standard under which a code names the fact that choosing it states. */
export const FACT_MAP = 'fact';

/**
 * The facts that answers to a form state. A ternary or number field states its `fact`; a choice
 * states the fact of each code chosen. What is not chosen stays unknown, and a person who prefers
 * not to say has said nothing.
 */
export function factsFromAnswers(
  form: Form,
  answers: Readonly<Record<string, unknown>>,
  evidence: EvidenceKind,
  lists: ReadonlyMap<string, CodeList>,
): readonly StatedFact[] {
  return fieldsOf(form).flatMap((field) =>
    statedBy(field, answers[field.id], lists).map(([fact, value]) => ({ fact, value, evidence })),
  );
}

type Stated = readonly [fact: string, value: StatedFact['value']];

function statedBy(
  field: Field,
  answer: unknown,
  lists: ReadonlyMap<string, CodeList>,
): readonly Stated[] {
  if (field.kind === 'choice' || field.kind === 'choices') {
    const chosen: unknown[] = Array.isArray(answer) ? answer : [answer];
    return (lists.get(field.list)?.codes ?? []).flatMap(({ code, maps }): readonly Stated[] => {
      const fact = maps?.[FACT_MAP];
      return fact !== undefined && chosen.includes(code) ? [[fact, 'yes']] : [];
    });
  }
  if (field.fact === undefined) return [];
  if (field.kind === 'number') return typeof answer === 'number' ? [[field.fact, answer]] : [];
  const ternary = Ternary.safeParse(answer);
  return ternary.success ? [[field.fact, ternary.data]] : [];
}
