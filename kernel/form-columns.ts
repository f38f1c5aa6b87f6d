import { type Field, fieldsOf, type Form } from './form.ts';

export type ExportColumn = {
  readonly name: string;
  readonly identifying: boolean;
  readonly read: (answers: Readonly<Record<string, unknown>>) => string;
};

/** The columns of an export, in the order of the form. Compound answers take several columns. */
export function exportColumns(form: Form): readonly ExportColumn[] {
  return fieldsOf(form).flatMap(columnsOf);
}

function columnsOf(field: Field): readonly ExportColumn[] {
  const identifying = field.identifying ?? false;
  const parts = PARTS[field.kind];
  if (!parts) {
    return [{ name: field.id, identifying, read: (answers) => showValue(answers[field.id]) }];
  }
  return parts.map((part) => ({
    name: `${field.id}.${part}`,
    identifying,
    read: (answers) => showValue(partOf(answers[field.id], part)),
  }));
}

const PARTS: Partial<Record<Field['kind'], readonly string[]>> = {
  'date-as-known': ['precision', 'day', 'year', 'month', 'years', 'plusMinus', 'statedOn', 'basis'],
  name: ['spoken', 'script', 'reading'],
};

function partOf(value: unknown, part: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === part)?.[1]
    : undefined;
}

function showValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(' ');
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}
