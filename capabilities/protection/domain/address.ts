import { z } from 'zod';
import type { Answers } from '#kernel/form-answers.ts';
import { Sibling, type WithSiblings } from '#kernel/siblings.ts';

/** PR-4: the answers that lead to the child's bed. They leave the server only when they are asked for. */
export const ADDRESS_FIELDS = ['address', 'nightContact'] as const;

const SAFE_PLACE = 'protection.safe-place-recorded';

export function withoutAddress(answers: Answers): Answers {
  const withheld: readonly string[] = ADDRESS_FIELDS;
  return Object.fromEntries(Object.entries(answers).filter(([field]) => !withheld.includes(field)));
}

/** The answers that the others leave out. */
export function addressIn(answers: Answers): Answers {
  return Object.fromEntries(
    ADDRESS_FIELDS.flatMap((field) =>
      answers[field] === undefined ? [] : [[field, answers[field]]],
    ),
  );
}

/**
 * What people wrote of the address without knowing of each other: siblings of its own questions, and
 * what hangs on the answers to others.
 */
export function addressesBeside({
  siblings,
}: Pick<WithSiblings, 'siblings'>): readonly AddressBeside[] {
  return (siblings ?? [])
    .map(({ field, values }) => ({
      field,
      values: values.map(({ value, hanging }) => ({
        ...addressIn({ [field]: value ?? undefined }),
        ...addressIn(hanging),
      })),
    }))
    .filter(({ values }) => values.some((one) => Object.keys(one).length > 0));
}

/** In the order of the values that stand beside each other: what of the address belongs to each. */
export type AddressBeside = { readonly field: string; readonly values: Record<string, unknown>[] };

const AnswersMap = z.record(z.string(), z.unknown());
const Recorded = z.looseObject({
  answers: AnswersMap,
  said: AnswersMap.optional(),
  siblings: z.array(Sibling).optional(),
});
const Held = z.looseObject({ filledIn: z.array(AnswersMap) });

/** PR-4: an entry as a timeline, or a list of held entries, may show it. */
export function withheldFromTimeline(
  type: string,
  body: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (type !== SAFE_PLACE) return body;
  const recorded = Recorded.safeParse(body);
  if (recorded.success) return recordedWithout(body, recorded.data);
  const held = Held.safeParse(body);
  if (held.success) return { ...body, filledIn: held.data.filledIn.map(withoutAddress) };
  // A shape that is not known could hold anything.
  return {};
}

/** An entry that was brought together with another holds the address in up to three places. */
function recordedWithout(
  body: Readonly<Record<string, unknown>>,
  { answers, said, siblings }: z.infer<typeof Recorded>,
): Readonly<Record<string, unknown>> {
  const withheld: readonly string[] = ADDRESS_FIELDS;
  return {
    ...body,
    answers: withoutAddress(answers),
    ...(said ? { said: withoutAddress(said) } : {}),
    ...(siblings
      ? {
          siblings: siblings.map(({ field, values }) => ({
            field,
            values: values.map((one) => ({
              ...one,
              value: withheld.includes(field) ? null : one.value,
              hanging: withoutAddress(one.hanging),
            })),
          })),
        }
      : {}),
  };
}
