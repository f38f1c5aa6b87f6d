import { z } from 'zod';

/**
 * Kleene's three-valued logic. What nobody asked or knows is `unknown`, never `no`:
 * absence of a record must not become a finding about a child.
 */
export const Ternary = z.enum(['yes', 'no', 'unknown']);
export type Ternary = z.infer<typeof Ternary>;

/** `no` wins, then `unknown`. All of nothing is `yes`. */
export function allOf(values: Iterable<Ternary>): Ternary {
  let result: Ternary = 'yes';
  for (const value of values) {
    if (value === 'no') return 'no';
    if (value === 'unknown') result = 'unknown';
  }
  return result;
}

/** `yes` wins, then `unknown`. Any of nothing is `no`. */
export function anyOf(values: Iterable<Ternary>): Ternary {
  let result: Ternary = 'no';
  for (const value of values) {
    if (value === 'yes') return 'yes';
    if (value === 'unknown') result = 'unknown';
  }
  return result;
}

export function not(value: Ternary): Ternary {
  if (value === 'unknown') return 'unknown';
  return value === 'yes' ? 'no' : 'yes';
}
