import { z } from 'zod';

/**
 * The class of a section says who may need it. Each record has one data key per class,
 * so a grant without a class has neither the rows nor the key.
 * - `identity`: who the child is and where to find the child
 * - `care`: what is needed to protect and accompany
 * - `health`: for health workers
 * - `justice`: the legal side, and people who may be exploiting the child
 * - `critical`: could cost a life if known; named people only (armed groups, safe addresses)
 */
export const SensitivityClass = z.enum(['identity', 'care', 'health', 'justice', 'critical']);
export type SensitivityClass = z.infer<typeof SensitivityClass>;

/**
 * Why someone reads or writes. The list is closed on purpose: there is no value for immigration
 * enforcement, and neither a pack nor a setting can add one (CRC/CMW Joint General Comment
 * 3/22 (2017), A/73/178/Rev.1 para 36; the database has the same list as a constraint).
 */
export const Purpose = z.enum([
  'child-protection',
  'health-care',
  'justice-for-the-child',
  'family-tracing',
  'supervision',
  'quality-audit',
]);
export type Purpose = z.infer<typeof Purpose>;
