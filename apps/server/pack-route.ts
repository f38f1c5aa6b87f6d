import { z } from 'zod';
import { CodeList } from '#kernel/code-list.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { Form } from '#kernel/form.ts';
import { Place } from '#kernel/place.ts';
import { accept } from '#kernel/result.ts';
import { type Route, route } from '#platform/http/route.ts';
import type { AmparoPack } from './country-pack.ts';

export const readPackEndpoint = endpoint({
  id: 'pack.read',
  method: 'GET',
  path: '/pack',
  summary: 'The country pack: forms, lists, places and texts that the screens are made from',
  access: 'public',
  input: z.object({
    language: z
      .string()
      .max(20)
      .optional()
      .describe('The texts of this language alone, where the pack has it; else of all.'),
  }),
  output: z.object({
    id: z.string(),
    version: z.string(),
    evaluation: z
      .boolean()
      .describe('This installation is for trying out: nothing about a real child may be entered.'),
    emergencyNumber: z.string().optional(),
    languages: z.array(z.string()),
    unreviewedLanguages: z
      .array(z.string())
      .describe('Nobody who speaks it has read all its texts yet.'),
    forms: z.array(Form),
    lists: z.array(CodeList),
    places: z.array(Place),
    messages: z.record(z.string(), z.record(z.string(), z.string())),
  }),
  refusals: {},
});

/** Serves what the pack says to screens; rules stay on the server. */
export function packRoute(pack: AmparoPack, isEvaluation: boolean): Route {
  const shown = {
    id: pack.id,
    version: pack.version,
    evaluation: isEvaluation,
    ...(pack.emergencyNumber === undefined ? {} : { emergencyNumber: pack.emergencyNumber }),
    languages: [...pack.languages],
    unreviewedLanguages: [...pack.unreviewedLanguages],
    forms: [...pack.forms.values()],
    lists: [...pack.lists.values()],
    places: [...pack.places.values()],
  };
  return route(readPackEndpoint, async ({ language }) => {
    const own = language === undefined ? undefined : pack.messages.get(language);
    // One language is a quarter of all: on a slow line that is the difference.
    const messages = own ? { [`${language}`]: own } : Object.fromEntries(pack.messages);
    return accept({ ...shown, messages });
  });
}
