import { z } from 'zod';
import type { Answers } from '#kernel/form-answers.ts';

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

const AnswersMap = z.record(z.string(), z.unknown());
const Recorded = z.looseObject({ answers: AnswersMap });
const Held = z.looseObject({ filledIn: z.array(AnswersMap) });

/** PR-4: an entry as a timeline, or a list of held entries, may show it. */
export function withheldFromTimeline(
  type: string,
  body: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (type !== SAFE_PLACE) return body;
  const recorded = Recorded.safeParse(body);
  if (recorded.success) return { ...body, answers: withoutAddress(recorded.data.answers) };
  const held = Held.safeParse(body);
  if (held.success) return { ...body, filledIn: held.data.filledIn.map(withoutAddress) };
  // A shape that is not known could hold anything.
  return {};
}
