import { type AccessRefusal, type Actor, permit } from '#capabilities/access/contract.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import { type Commanded, changeSection, type Judged } from '#platform/commands/change-section.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import type { Call } from '#platform/http/call.ts';
import type { Handler } from '#platform/http/route.ts';
import { type IsSame, says } from '#platform/journal/change-record.ts';
import { accessOf, stateOf } from '#kernel/open-record.ts';
import { blockMeasure, setMeasureOwner } from '../domain/note-measure.ts';
import { measuresSection } from '../domain/sections.ts';
import type {
  blockMeasure as blockMeasureEndpoint,
  setMeasureOwner as setMeasureOwnerEndpoint,
} from '../endpoints.ts';
import { isInTeam } from '../storage/team-of-case.ts';
import type { ProtectionDesk } from './protection-desk.ts';

export function blockMeasureHandler(desk: ProtectionDesk): Handler<typeof blockMeasureEndpoint> {
  return (input, call) => {
    const { measure, blocked } = input;
    const isSame = blocked
      ? says('protection.measure-blocked', { measure, ...blocked })
      : says('protection.measure-freed', { measure });
    return noteMeasure(desk, input, call, isSame, ({ record }) => {
      const notes = stateOf(record, measuresSection) ?? {};
      return blockMeasure(notes, madeOf(input, call), measure, blocked);
    });
  };
}

export function setMeasureOwnerHandler(
  desk: ProtectionDesk,
): Handler<typeof setMeasureOwnerEndpoint> {
  return (input, call) => {
    const { measure, owner } = input;
    const isSame = says('protection.measure-owner-set', { measure, owner });
    return noteMeasure(desk, input, call, isSame, async (judged) => {
      const isKnown = await mayOwn(judged, owner);
      if (!isKnown) return refuse({ code: 'protection.measure.owner-unknown' });
      return setMeasureOwner(madeOf(input, call), measure, owner);
    });
  };
}

/** PR-12: a measure is taken on by somebody of the team that answers for the child. */
async function mayOwn({ tx, record }: Judged<Actor>, owner: WorkerId | null): Promise<boolean> {
  return owner === null || isInTeam(tx, owner, record.card.team);
}

type Decide<Why extends Refusal> = (
  judged: Judged<Actor>,
) => Result<readonly DraftEntry[], Why> | Promise<Result<readonly DraftEntry[], Why>>;

async function noteMeasure<Why extends Refusal>(
  desk: ProtectionDesk,
  input: Commanded,
  call: Call,
  isSame: IsSame,
  decide: Decide<Why>,
) {
  const changed = await changeSection<Actor, Why | AccessRefusal>(desk, input, call, {
    action: 'protection.case-opened-to-write',
    isSame,
    decide: async (judged) => {
      const request = {
        action: 'write-section',
        record: accessOf(judged.record),
        class: measuresSection.class,
      } as const;
      const permitted = permit(judged.actor, request);
      if (!permitted.ok) return permitted;
      const decided = await decide(judged);
      return decided.ok ? accept({ entries: decided.value }) : decided;
    },
  });
  return nameUnknown(changed, 'protection.case.unknown');
}

function madeOf({ entryId, deviceTime }: Commanded, call: Call) {
  return { entryId, deviceTime, now: call.now, by: call.worker };
}
