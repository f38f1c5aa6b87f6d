import { z } from 'zod';
import { Code } from '#kernel/code-list.ts';
import { Script } from '#kernel/spoken-name.ts';

/** The small tables from which the many invented children are made; see `generated/`. */

const WORK_LANGUAGES = ['en', 'ar', 'es', 'fr'] as const;
const Sentence = z.string().trim().min(2).max(300);
/** One sentence in each language that the invented people work in. */
export const Said = z.strictObject({ en: Sentence, ar: Sentence, es: Sentence, fr: Sentence });
export type Said = z.infer<typeof Said>;
/** Several to choose from in each. */
const SaidOf = z.strictObject({
  en: z.array(Sentence).min(1),
  ar: z.array(Sentence).min(1),
  es: z.array(Sentence).min(1),
  fr: z.array(Sentence).min(1),
});
export type WorkLanguage = (typeof WORK_LANGUAGES)[number];

const ChildLanguage = z.strictObject({
  language: Code,
  script: Script,
  given: z.array(z.string().min(1)).min(1),
  family: z.array(z.string().min(1)).min(1),
  heard: z.array(Sentence).default([]),
  wishes: z.array(Sentence).default([]),
  afraid: z.array(Sentence).default([]),
});
export type ChildLanguage = z.infer<typeof ChildLanguage>;

const Situation = z.strictObject({
  id: Code,
  settings: z.array(Code).min(1),
  foundBy: z.array(Code).min(1),
  withWhom: z.array(Code).min(1),
  ages: z.tuple([z.number().int(), z.number().int()]),
  sexes: z.array(Code).min(1).default(['girl', 'boy']),
  care: z.array(Code).min(1),
  separation: Code,
  withoutDanger: z.boolean().default(false).describe('No law calls it trafficking; risk is low.'),
  knowsPlace: z.boolean().default(false).describe('The exploiter knows where the child is.'),
  caregiverMayExploit: z.boolean().default(false).describe('No adult at home is asked (CA-6).'),
  inHotels: z.boolean().default(false).describe('Happens in the hotel quarter too.'),
  facts: z
    .array(
      z.strictObject({
        fact: Code,
        value: z.union([z.enum(['yes', 'no', 'unknown']), z.number()]),
        evidence: z.enum(['child-disclosed', 'observed', 'documented', 'third-party', 'inferred']),
      }),
    )
    .min(3),
  riskReasons: z.array(Code).min(1),
  planAreas: z.array(Code).min(1),
  seen: Said,
  why: Said,
});
export type Situation = z.infer<typeof Situation>;

const PlanAction = z.strictObject({
  area: Code,
  owner: Code,
  tells: Code.optional(),
  reason: Code.optional().describe('Of a referral to a service of that kind.'),
  services: z.array(Code).default([]).describe('Of that kind, in this pack.'),
  within: z.number().int().positive().describe('Days.'),
  goal: Said,
  action: Said,
});

const Phrases = z.strictObject({
  approved: SaidOf,
  returned: SaidOf,
  seenOtherwise: SaidOf,
  glassBroken: SaidOf,
  stopped: SaidOf,
});

/** `children/*.yaml`, joined. */
export const DemoTables = z.object({
  languages: z.array(ChildLanguage).min(1),
  situations: z.array(Situation).min(1),
  actions: z.array(PlanAction).min(1),
  phrases: Phrases,
});
export type DemoTables = z.infer<typeof DemoTables>;

export function workLanguage(tag: string): WorkLanguage {
  return WORK_LANGUAGES.find((one) => one === tag) ?? 'en';
}
