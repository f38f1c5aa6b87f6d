import { z } from 'zod';
import { Code } from '#kernel/code-list.ts';
import { allOf, anyOf, type Ternary } from '#kernel/ternary.ts';

export const Weight = z.enum(['strong', 'medium', 'weak']);
export type Weight = z.infer<typeof Weight>;

const Indicator = z.strictObject({
  id: Code,
  weight: Weight.optional(),
  facts: z.array(Code).default([]).describe('Recorded facts that answer it.'),
  confirmed: z.boolean(),
});

/**
 * A set of indicators. `dimension-rule`: weights count per dimension. `observation`: prompts without
 * any count. `judgement`: topics of a guided talk; the person who talks decides.
 */
export const IndicatorSet = z
  .strictObject({
    id: Code,
    version: z.number().int().positive(),
    method: z.enum(['dimension-rule', 'observation', 'judgement']),
    source: z.string().min(1),
    licence: z.string().min(1),
    confirmed: z.boolean(),
    dimensions: z
      .array(
        z.strictObject({
          id: Code,
          role: z.enum(['means', 'exploitation', 'context']),
          indicators: z.array(Indicator).min(1),
        }),
      )
      .min(1),
    positiveByLaw: z
      .array(Code)
      .default([])
      .describe('Groups of facts that make the exploitation of a child positive whatever counts.'),
  })
  .superRefine((set, context) => {
    const seen = new Set<string>();
    set.dimensions.forEach(({ indicators }, dimension) =>
      indicators.forEach(({ id, weight }, at) => {
        const path = ['dimensions', dimension, 'indicators', at];
        if (seen.has(id))
          context.addIssue({ code: 'custom', path, message: `Indicator ${id} stands twice` });
        seen.add(id);
        if ((weight === undefined) === (set.method === 'dimension-rule'))
          context.addIssue({
            code: 'custom',
            path,
            message:
              set.method === 'dimension-rule' ? 'A weight is missing' : 'This set has no weights',
          });
      }),
    );
  });
export type IndicatorSet = z.infer<typeof IndicatorSet>;

export type DimensionReading = {
  readonly dimension: string;
  readonly role: 'means' | 'exploitation' | 'context';
  /** Whether the dimension is positive; `no` only when every indicator was answered. */
  readonly positive: Ternary;
  readonly present: readonly string[];
  readonly unanswered: readonly string[];
};

export type IndicatorReading = {
  readonly set: string;
  readonly version: number;
  readonly dimensions: readonly DimensionReading[];
  /** For a child: an act and positive exploitation; means are never asked for (ID-12). */
  readonly childRule: Ternary;
  /** True where the exploitation is positive by law and not by count. */
  readonly byLaw: boolean;
};

export type IndicatorAnswers = ReadonlyMap<string, Ternary>;

/** What is known from recorded facts: the elements of the child rule. */
export type IndicatorFacts = { readonly act: Ternary; readonly positiveByLaw: Ternary };

/** Reads the answers to a set by its own method. The outcome is shown; nothing follows by itself. */
export function readIndicators(
  set: IndicatorSet,
  answers: IndicatorAnswers,
  facts: IndicatorFacts,
): IndicatorReading {
  const counts = set.method === 'dimension-rule';
  const dimensions = set.dimensions.map(({ id, role, indicators }): DimensionReading => {
    const valueOf = (indicator: string) => answers.get(indicator) ?? 'unknown';
    const present = indicators.filter((one) => valueOf(one.id) === 'yes');
    const unanswered = indicators.filter((one) => valueOf(one.id) === 'unknown');
    return {
      dimension: id,
      role,
      positive: counts ? dimensionValue(present, unanswered) : 'unknown',
      present: present.map((one) => one.id),
      unanswered: unanswered.map((one) => one.id),
    };
  });
  const exploitation = anyOf([
    ...dimensions.filter(({ role }) => role === 'exploitation').map(({ positive }) => positive),
    facts.positiveByLaw,
  ]);
  return {
    set: set.id,
    version: set.version,
    dimensions,
    childRule: counts ? allOf([facts.act, exploitation]) : 'unknown',
    byLaw: facts.positiveByLaw === 'yes',
  };
}

type Weighted = { readonly weight?: Weight | undefined };

function dimensionValue(present: readonly Weighted[], unanswered: readonly Weighted[]): Ternary {
  if (isPositive(present)) return 'yes';
  return isPositive([...present, ...unanswered]) ? 'unknown' : 'no';
}

/**
 * The rule of the ILO and the European Commission (2009, p. 3): two strong; or one strong and one
 * other; or three medium; or two medium and one weak.
 */
export function isPositive(present: readonly Weighted[]): boolean {
  const count = (weight: Weight) => present.filter((one) => one.weight === weight).length;
  const [strong, medium, weak] = [count('strong'), count('medium'), count('weak')];
  if (strong >= 2 || (strong === 1 && medium + weak >= 1)) return true;
  return medium >= 3 || (medium === 2 && weak >= 1);
}
