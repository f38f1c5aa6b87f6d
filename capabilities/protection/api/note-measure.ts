import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import type { DraftEntry } from '#kernel/entry.ts';
import { accept, type Refusal, type Result } from '#kernel/result.ts';
import { type Commanded, changeSection, type Judged } from '#platform/commands/change-section.ts';
import { nameUnknown } from '#platform/commands/name-unknown.ts';
import type { Call } from '#platform/http/call.ts';
import type { Handler } from '#platform/http/route.ts';
import { type IsSame, says } from '#platform/journal/change-record.ts';
import {
  type BlockRefusal,
  judgeBlocking,
  judgeOwner,
  type OwnerRefusal,
} from '../domain/note-measure.ts';
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
    return noteMeasure<BlockRefusal>(desk, input, call, isSame, ({ actor, record }) =>
      judgeBlocking({ actor, record, made: madeOf(input, call) }, { measure, blocked }),
    );
  };
}

export function setMeasureOwnerHandler(
  desk: ProtectionDesk,
): Handler<typeof setMeasureOwnerEndpoint> {
  return (input, call) => {
    const { measure, owner } = input;
    const isSame = says('protection.measure-owner-set', { measure, owner });
    return noteMeasure<OwnerRefusal>(desk, input, call, isSame, async ({ actor, record, tx }) => {
      const isOfTeam = owner !== null && (await isInTeam(tx, owner, record.card.team));
      const asked = { actor, record, made: madeOf(input, call) };
      return judgeOwner(asked, { measure, owner }, isOfTeam);
    });
  };
}

type Noted<Why extends Refusal> = Result<readonly DraftEntry[], Why | AccessRefusal>;

async function noteMeasure<Why extends Refusal>(
  desk: ProtectionDesk,
  input: Commanded,
  call: Call,
  isSame: IsSame,
  judge: (judged: Judged<Actor>) => Noted<Why> | Promise<Noted<Why>>,
) {
  const changed = await changeSection<Actor, Why | AccessRefusal>(desk, input, call, {
    action: 'protection.case-opened-to-write',
    isSame,
    decide: async (judged) => {
      const noted = await judge(judged);
      return noted.ok ? accept({ entries: noted.value }) : noted;
    },
  });
  return nameUnknown(changed, 'protection.case.unknown');
}

function madeOf({ entryId, deviceTime }: Commanded, call: Call) {
  return { entryId, deviceTime, now: call.now, by: call.worker };
}
