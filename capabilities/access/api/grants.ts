import type { InputOf } from '#kernel/endpoint.ts';
import { GrantId } from '#kernel/ids.ts';
import { isBefore, plusHours } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { accessOf } from '#kernel/open-record.ts';
import type { SqlTransaction } from '#platform/database/open-database.ts';
import type { Call } from '#platform/http/call.ts';
import { authorOf, receiptView } from '#platform/commands/command-desk.ts';
import type { Handler } from '#platform/http/route.ts';
import type { OpenRecord } from '#platform/journal/open-record.ts';
import type { SharingKind } from '../domain/access-section.ts';
import { type AccessRefusal, permit } from '../domain/policy.ts';
import type { endGrant, grantAccess } from '../record-endpoints.ts';
import { blocksInForce } from '../storage/blocks.ts';
import { findGrant, giveGrant, granteeAgency, markGrantEnded } from '../storage/grants.ts';
import { loadActor } from '../storage/load-actor.ts';
import { type RecordDesk, writeAccessEntry } from './record-desk.ts';

type Giving = InputOf<typeof grantAccess>;
type GiveRefusal =
  | AccessRefusal
  | {
      readonly code:
        | 'access.grantee.unknown'
        | 'access.grantee.shut-out'
        | 'access.grant.until-past'
        | 'access.grant.too-long'
        | 'access.grant.consent-missing';
    };

/** After a year at the latest someone looks at a sharing again. */
const LONGEST_HOURS = 365 * 24;

/**
 * AC-2, AC-4: a supervisor shares classes that they hold. Within the agency that answers for the
 * child it is an assignment; another agency is told only when what the record says allows it.
 */
export function grantAccessHandler(desk: RecordDesk): Handler<typeof grantAccess> {
  return (input, call) =>
    desk.database.attempt(authorOf(call), async (tx) => {
      const { recordId, to, classes, mayWrite, purpose, until } = input;
      // One command gives one grant, however often it is sent.
      const grantId = GrantId.parse(input.entryId);
      const said = { grantId, to, classes, mayWrite, purpose, until };
      const entry = { type: 'access.granted', said };
      let kind: SharingKind | undefined;
      const written = await writeAccessEntry<GiveRefusal>(
        tx,
        desk,
        { input, call, entry },
        async (record) => {
          const judged = await judgeGrant(tx, desk, { input, call, record });
          if (judged.ok) kind = judged.value;
          return judged.ok ? accept({ kind: judged.value }) : judged;
        },
      );
      if (!written.ok) return written;
      const receipt = receiptView(written.value);
      if (kind === undefined) return accept({ grantId, kind: await kindOf(tx, input), receipt });
      const isGiven = await giveGrant(tx, recordId, { ...said, kind, by: call.worker });
      return isGiven
        ? accept({ grantId, kind, receipt })
        : refuse({ code: 'journal.entry.id-taken' });
    });
}

type Asked = { readonly input: Giving; readonly call: Call; readonly record: OpenRecord };

async function judgeGrant(
  tx: SqlTransaction,
  desk: RecordDesk,
  { input, call, record }: Asked,
): Promise<Result<SharingKind, GiveRefusal>> {
  const { to, classes, until } = input;
  const request = { action: 'share', record: accessOf(record), classes } as const;
  const permitted = permit(await loadActor(tx, authorOf(call)), request);
  if (!permitted.ok) return permitted;
  if (!isBefore(call.now, until)) return refuse({ code: 'access.grant.until-past' });
  if (isBefore(plusHours(call.now, LONGEST_HOURS), until))
    return refuse({ code: 'access.grant.too-long' });
  const agency = await granteeAgency(tx, to, record.card.team);
  if (!agency) return refuse({ code: 'access.grantee.unknown' });
  const blocks = await blocksInForce(tx, input.recordId);
  if ('worker' in to && blocks.some((block) => block.worker === to.worker))
    return refuse({ code: 'access.grantee.shut-out' });
  if (agency === 'same') return accept('assignment');
  return desk.mayTellOthers(record)
    ? accept('referral')
    : refuse({ code: 'access.grant.consent-missing' });
}

/** Of a grant that was given by an earlier sending of the same. */
async function kindOf(tx: SqlTransaction, { recordId, entryId }: Giving): Promise<SharingKind> {
  const grant = await findGrant(tx, recordId, GrantId.parse(entryId));
  return grant?.kind === 'referral' ? 'referral' : 'assignment';
}

type EndRefusal =
  | AccessRefusal
  | {
      readonly code:
        'access.grant.unknown' | 'access.grant.ended-before' | 'access.grant.of-origin';
    };

/** The supervisor of the team that answers for the child ends any sharing, but not that team's own. */
export function endGrantHandler(desk: RecordDesk): Handler<typeof endGrant> {
  return (input, call) =>
    desk.database.attempt(authorOf(call), async (tx) => {
      const { recordId, grantId } = input;
      const entry = { type: 'access.grant-ended', said: { grantId } };
      const written = await writeAccessEntry<EndRefusal>(
        tx,
        desk,
        { input, call, entry },
        async (record) => {
          const actor = await loadActor(tx, authorOf(call));
          const permitted = permit(actor, { action: 'end-grant', record: accessOf(record) });
          if (!permitted.ok) return permitted;
          const grant = await findGrant(tx, recordId, grantId);
          if (!grant) return refuse({ code: 'access.grant.unknown' });
          if (grant.ended) return refuse({ code: 'access.grant.ended-before' });
          return grant.kind === 'creation'
            ? refuse({ code: 'access.grant.of-origin' })
            : accept({});
        },
      );
      if (!written.ok) return written;
      if (!written.value.replayed) await markGrantEnded(tx, recordId, grantId, call.worker);
      return accept({ receipt: receiptView(written.value) });
    });
}
