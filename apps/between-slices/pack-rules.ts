import { z } from 'zod';
import {
  buildRuleset,
  RulesetDocument,
  type RulesetRefusal,
} from '#capabilities/identification/contract.ts';
import { ClockDefinition } from '#kernel/clock.ts';
import type { CodeList } from '#kernel/code-list.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { Form } from '#kernel/form.ts';
import { type Place, placeTree } from '#kernel/place.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { CaseFacts } from './case-work.ts';

/** What a pack decides by, besides the forms, lists and places that screens are made from. */
export const PackRules = z.object({
  stamp: z.string().describe('Changes when anything of the pack does; the same as of `pack.read`.'),
  ruleset: z.array(RulesetDocument).describe('The documents of the legal tests, as they stand.'),
  clocks: z.array(ClockDefinition),
  olderForms: z.array(Form).describe('Earlier versions, for what was written with them.'),
});
export type PackRules = z.infer<typeof PackRules>;

/** Laws, deadlines and questions are no secret: whoever may read the law may read these. */
export const readRules = endpoint({
  id: 'pack.read-rules',
  method: 'GET',
  path: '/pack/rules',
  summary:
    'What the country pack decides by: legal tests, clocks, older forms; for work without a network',
  access: 'public',
  input: z.object({}),
  output: PackRules,
  refusals: {},
});

/** What `pack.read` answers, as far as decisions need it. */
export type PackShown = {
  readonly forms: readonly Form[];
  readonly lists: readonly CodeList[];
  readonly places: readonly Place[];
};

/** A pack as its server decides by it, made again from its two answers. */
export function caseFactsOf(
  { forms, lists, places }: PackShown,
  { ruleset, clocks, olderForms }: PackRules,
): Result<CaseFacts, RulesetRefusal> {
  const built = buildRuleset(ruleset);
  if (!built.ok) return built;
  const keyOf = (id: string, version: number) => `${id}@${String(version)}`;
  const every = [...olderForms, ...forms].map(
    (form) => [keyOf(form.id, form.version), form] as const,
  );
  const byVersion = new Map(every);
  return accept({
    formOf: (id, version) => byVersion.get(keyOf(id, version)),
    reference: {
      lists: new Map(lists.map((list) => [list.id, list])),
      places: placeTree(places),
    },
    clocks: new Map(clocks.map((clock) => [clock.id, clock])),
    ruleset: built.value,
  });
}
