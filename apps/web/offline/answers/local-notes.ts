import { type Actor, permit } from '#capabilities/access/contract.ts';
import { blockMeasure, setMeasureOwner } from '#capabilities/protection/domain/note-measure.ts';
import { measuresSection } from '#capabilities/protection/contract.ts';
import type * as protection from '#capabilities/protection/endpoints.ts';
import type { Made } from '#kernel/command.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { InputOf } from '#kernel/endpoint.ts';
import { accessOf, type OpenRecord, stateOf } from '#kernel/open-record.ts';
import { refuse, type Result } from '#kernel/result.ts';

type Noted = InputOf<typeof protection.blockMeasure> | InputOf<typeof protection.setMeasureOwner>;

/** PR-12 without a network: who takes a measure on, and what stands in its way. */
export function judgeNote(
  input: Noted,
  {
    actor,
    record,
    made,
    isInTeam,
  }: {
    readonly actor: Actor;
    readonly record: OpenRecord;
    readonly made: Made;
    readonly isInTeam: (worker: string, team: string) => boolean;
  },
): Result<readonly DraftEntry[]> {
  const permitted = permit(actor, {
    action: 'write-section',
    record: accessOf(record),
    class: measuresSection.class,
  });
  if (!permitted.ok) return permitted;
  if ('blocked' in input)
    return blockMeasure(stateOf(record, measuresSection) ?? {}, made, input.measure, input.blocked);
  const { owner, measure } = input;
  if (owner !== null && !isInTeam(owner, record.card.team))
    return refuse({ code: 'protection.measure.owner-unknown' });
  return setMeasureOwner(made, measure, owner);
}
