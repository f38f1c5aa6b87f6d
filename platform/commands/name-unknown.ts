import { type Refusal, refuse, type Result } from '#kernel/result.ts';
import type { JournalRefusal } from '../journal/append-entries.ts';

type Unknown = { readonly code: 'journal.record.unknown' };

/**
 * What the journal refuses, in the words of a slice: a record that is not there, or not for the
 * asker to know of, is called by the slice's own code, so that reading and writing answer alike.
 */
export function nameUnknown<Value, Why extends Refusal, Code extends string>(
  result: Result<Value, Why | JournalRefusal>,
  code: Code,
): Result<Value, Why | Exclude<JournalRefusal, Unknown> | { readonly code: Code }> {
  if (result.ok) return result;
  const { refusal } = result;
  return isUnknownRecord(refusal) ? refuse({ code }) : refuse(refusal);
}

function isUnknownRecord(refusal: Refusal): refusal is Unknown {
  return refusal.code === 'journal.record.unknown';
}
