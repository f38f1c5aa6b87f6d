import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { ClockMoves } from '#kernel/clock.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { Instant } from '#kernel/instant.ts';
import { accessOf, type OpenRecord, stateOf } from '#kernel/open-record.ts';
import { fold } from '#kernel/record-type.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import type { SectionDesk } from '#kernel/section-command.ts';
import { type IdentificationState, identificationSection } from './identification-section.ts';
import type { MadeTwo } from './made.ts';
import type { Ruleset } from './ruleset.ts';
import { isPresumedTrafficked } from './views.ts';

/** What the commands of this slice are judged with, on the server and on a device alike. */
export type IdentificationRules = SectionDesk<Actor, AccessRefusal> & {
  readonly ruleset: Ruleset;
  /** What other parts of the record start when the child is treated as trafficked from now on. */
  readonly whenPresumed: (record: OpenRecord, at: Instant) => ClockMoves;
};

/** Who commands, on which record, and what the command brings along. */
export type Given = {
  readonly actor: Actor;
  readonly record: OpenRecord;
  readonly made: MadeTwo;
};

export type Judged = Given & { readonly state: IdentificationState };

export type Decide<Why extends Refusal> = (
  judged: Judged,
) => Result<readonly DraftEntry[], Why | AccessRefusal>;

/**
 * Judges a command on the identification part: may they, does it fit, which clocks start. The
 * server and a device ask this very function; only the server's answer counts.
 */
export function judgeIdentification<Why extends Refusal>(
  rules: Pick<IdentificationRules, 'whenPresumed'>,
  given: Given,
  decide: Decide<Why>,
): Result<readonly DraftEntry[], Why | AccessRefusal> {
  const { actor, record } = given;
  const request = { action: 'write-section', record: accessOf(record), class: 'care' } as const;
  const permitted = permit(actor, request);
  if (!permitted.ok) return permitted;
  const state = stateOf(record, identificationSection);
  if (!state) return refuse({ code: 'access.denied.class', class: 'care' });
  const decided = decide({ ...given, state });
  return decided.ok ? accept(withClocks(rules, given, state, decided.value)) : decided;
}

/** The evaluation by which a child comes to be treated as trafficked starts what must follow at once. */
function withClocks(
  { whenPresumed }: Pick<IdentificationRules, 'whenPresumed'>,
  { actor, record, made }: Given,
  before: IdentificationState,
  entries: readonly DraftEntry[],
): readonly DraftEntry[] {
  const { recordId } = record;
  const written = { recordId, author: actor.worker, purpose: actor.purpose };
  const folded = entries.map((entry) => ({ ...entry, ...written }));
  if (!isPresumedTrafficked(fold(identificationSection, before, folded))) return entries;
  const clocks = whenPresumed(record, made.now);
  return entries.map((entry) =>
    entry.type === 'identification.evaluated' && Object.keys(clocks).length > 0
      ? { ...entry, body: { ...entry.body, clocks } }
      : entry,
  );
}
