import type { Reader } from '#platform/design/reader/reader.tsx';
import type { IdentificationView } from '../domain/identification-view.ts';

export type StatementShown = Pick<
  IdentificationView['statements'][number],
  'fact' | 'value' | 'evidence' | 'by' | 'on'
>;

/** What a statement says, in a sentence: "Someone moved the child", "Hours of work in a week: 50". */
export function statementWords({ fact, value }: StatementShown, { words, number }: Reader): string {
  const sentence = words(`identification.fact.${fact}`);
  if (typeof value === 'number')
    return words('fact.hours', { fact: sentence, hours: number(value) });
  return value === 'yes' ? sentence : words(`fact.${value}`, { fact: sentence });
}

export function evidenceWords({ evidence }: StatementShown, { words }: Reader): string {
  return words(`evidence.${evidence}`);
}
