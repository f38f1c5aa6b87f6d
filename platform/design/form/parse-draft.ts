import { z } from 'zod';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { DateBasis } from '#kernel/date-as-known.ts';
import { CALENDARS } from '#kernel/show-date.ts';
import { SpokenName } from '#kernel/spoken-name.ts';
import type { Draft, Typed } from './typed-answer.ts';

const TypedDay = z.object({
  day: z.string(),
  month: z.string(),
  year: z.string(),
  calendar: z.enum(CALENDARS),
});

// JSON knows no undefined: what was not chosen is not there.
const TypedDate = TypedDay.extend({
  way: z.enum(['day', 'month', 'year', 'age', 'unknown']).optional(),
  years: z.string(),
  plusMinus: z.string(),
  statedOn: CalendarDay,
  basis: DateBasis.optional(),
}).transform((date) => ({ ...date, way: date.way, basis: date.basis }));

const TypedName = z
  .object({ spoken: z.string(), reading: z.string(), parts: SpokenName.shape.parts })
  .transform(({ parts, ...name }) => ({ ...name, ...(parts ? { parts } : {}) }));

const TypedAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z
    .object({ kind: z.literal('code'), code: z.string().optional() })
    .transform(({ kind, code }) => ({ kind, code })),
  z.object({ kind: z.literal('codes'), codes: z.array(z.string()) }),
  z.object({ kind: z.literal('day'), day: TypedDay }),
  z.object({ kind: z.literal('date'), date: TypedDate }),
  z.object({ kind: z.literal('name'), name: TypedName }),
]);

/** Reads a draft that was kept. What an older version typed in another way is left out, and nothing else. */
export function parseDraft(kept: Readonly<Record<string, unknown>>): Draft {
  const typed = Object.entries(kept).flatMap(([field, value]): [string, Typed][] => {
    const read = TypedAnswer.safeParse(value);
    return read.success ? [[field, read.data]] : [];
  });
  return Object.fromEntries(typed);
}
