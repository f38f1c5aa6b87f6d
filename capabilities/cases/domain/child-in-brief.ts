import { answersAs } from '#kernel/form-answers.ts';
import type { SpokenName } from '#kernel/spoken-name.ts';
import { consentContract, registrationContract } from './form-contracts.ts';
import type { WrittenBy } from './sections.ts';

/** What may stand in a message about a child, and what may not leave. Null where nothing is written. */
export type ChildInBrief = {
  readonly ageBand: string | null;
  readonly sex: string | null;
  readonly languages: string[];
  readonly name: SpokenName | null;
  /** What the child wants nobody else to be told, in the child's words. */
  readonly withhold: string | null;
};

/** The child in brief, as far as the parts given tell; a part that the reader may not see is not given. */
export function childInBrief(parts: {
  readonly registration: Pick<WrittenBy, 'answers'> | null | undefined;
  readonly consent: Pick<WrittenBy, 'answers'> | null | undefined;
}): ChildInBrief {
  const who = answersAs(parts.registration?.answers ?? {}, registrationContract);
  const said = answersAs(parts.consent?.answers ?? {}, consentContract);
  return {
    ageBand: said.ageBand ?? null,
    sex: who.sex ?? null,
    languages: who.languages ?? [],
    name: who.name ?? null,
    withhold: said.withhold ?? null,
  };
}
