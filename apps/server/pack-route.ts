import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CodeList } from '#kernel/code-list.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { Form } from '#kernel/form.ts';
import { Place } from '#kernel/place.ts';
import { accept } from '#kernel/result.ts';
import { type Route, route } from '#platform/http/route.ts';
import { type PackRules, readRules } from '../between-slices/pack-rules.ts';
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
    stamp: z.string().describe('Changes when anything of the pack does, in whatever language.'),
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

/** Serves what the pack says to screens, and what it decides by to devices that work without a network. */
export function packRoutes(pack: AmparoPack, isEvaluation: boolean): readonly Route[] {
  const shown = shownOf(pack, isEvaluation);
  const rules = rulesOf(pack);
  const every = Object.fromEntries(pack.messages);
  const stamp = packStamp(pack, isEvaluation);
  return [
    route(readPackEndpoint, async ({ language }) => {
      const own = language === undefined ? undefined : pack.messages.get(language);
      // One language is a quarter of all: on a slow line that is the difference.
      const messages = own ? { [`${language}`]: own } : every;
      return accept({ ...shown, stamp, messages });
    }),
    route(readRules, async () => accept({ ...rules, stamp })),
  ];
}

/** Changes when anything of the pack does, in whatever language. */
export function packStamp(pack: AmparoPack, isEvaluation: boolean): string {
  const every = Object.fromEntries(pack.messages);
  return stampOf({ shown: shownOf(pack, isEvaluation), rules: rulesOf(pack), every });
}

function shownOf(pack: AmparoPack, isEvaluation: boolean) {
  return {
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
}

function rulesOf({ parts, clocks, olderForms }: AmparoPack): Omit<PackRules, 'stamp'> {
  return {
    ruleset: [...parts.ruleset.documents],
    clocks: [...clocks.values()],
    olderForms: [...olderForms],
  };
}

/** Short enough to travel with every page of a sync. */
function stampOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
}
