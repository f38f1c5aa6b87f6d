import { z } from 'zod';
import { caseCode } from '#capabilities/cases/domain/case-code.ts';
import { handOverChild, listReceipts, listReceivingTeams } from '#capabilities/cases/endpoints.ts';
import { aboutOf, DraftKey, goneAt } from '#capabilities/drafts/domain/draft-key.ts';
import { listDrafts } from '#capabilities/drafts/endpoints.ts';
import type { OutputOf } from '#kernel/endpoint.ts';
import { TeamId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { accept } from '#kernel/result.ts';
import type { DeviceStore, OutboxItem } from '#platform/device/device-store.ts';
import { answeredHere, type LocalAnswer } from './local-answer.ts';
import { isEnded, keeping, keptOf } from './kept-answers.ts';

type Drafts = OutputOf<typeof listDrafts>['drafts'];
type Receipts = OutputOf<typeof listReceipts>['receipts'];

/** What is a worker's own and of no case: their unfinished forms, and receipts of children they handed over. */
export function ownAnswers(store: DeviceStore, now: () => Instant): readonly LocalAnswer[] {
  return [
    {
      ...answeredHere(listDrafts, async () => accept({ drafts: await draftsHere(store, now()) })),
      besides: async (there) => {
        const { drafts } = listDrafts.output.parse(there);
        const ended = (await store.drafts()).filter(isEnded);
        const isOver = (one: Drafts[number]) =>
          ended.some(({ key, at }) => key === one.key && at >= one.keptAt);
        const open = drafts.filter((one) => !isOver(one));
        return { drafts: newest([...open, ...(await draftsHere(store, now()))]) };
      },
    },
    {
      ...answeredHere(listReceipts, async () => {
        const known = (await keptOf(store, listReceipts, {}))?.receipts ?? [];
        return accept({ receipts: await withOwn(store, known) });
      }),
      besides: async (there) => {
        const { receipts } = listReceipts.output.parse(there);
        // Shown again when there is no network; a full disk must not take them off the screen.
        const kept = keeping(listReceipts.id, {}, { receipts }, now());
        await store.commit([kept]).catch(() => undefined);
        return { receipts: await withOwn(store, receipts) };
      },
    },
  ];
}

/** DR-2: which form, which case, when; never a word of them. Of cases that are not here nothing is told. */
async function draftsHere(store: DeviceStore, now: Instant): Promise<Drafts> {
  const here = new Set<string>(await store.recordIds());
  for (const { recordId } of await store.outbox()) here.add(recordId);
  const drafts = (await store.drafts()).flatMap(({ key, value, at }) => {
    const read = DraftKey.safeParse(key);
    if (!read.success || isEnded({ value }) || goneAt(at) <= now) return [];
    const { form, recordId } = aboutOf(read.data);
    if (recordId !== null && !here.has(recordId)) return [];
    const code = recordId === null ? null : caseCode(recordId);
    return [{ key: read.data, form, recordId, code, keptAt: at, goneAt: goneAt(at) }];
  });
  return newest(drafts);
}

/** Each once, as it was last written; the last one first, as the server has them. */
function newest(drafts: Drafts): Drafts {
  const byKey = new Map<string, Drafts[number]>();
  for (const draft of drafts) {
    const other = byKey.get(draft.key);
    if (!other || other.keptAt < draft.keptAt) byKey.set(draft.key, draft);
  }
  return [...byKey.values()].toSorted((one, other) => (one.keptAt < other.keptAt ? 1 : -1));
}

/** With what was handed over here and the server has not told of; nobody shall believe that it arrived. */
async function withOwn(store: DeviceStore, known: Receipts): Promise<Receipts> {
  const told = new Set<string>(known.map(({ recordId }) => recordId));
  const given = (await store.outbox()).filter(
    ({ said, recordId }) => said.operation === handOverChild.id && !told.has(recordId),
  );
  if (given.length === 0) return known;
  const teams = (await keptOf(store, listReceivingTeams, {}))?.teams ?? [];
  const own = given.flatMap((item) => {
    const team = teams.find(({ id }) => id === TeamId.safeParse(item.said.input['team']).data);
    const arrival = arrivalOf(item);
    if (!team || !arrival) return [];
    const { recordId } = item;
    const { id, name, phone } = team;
    const receipt = {
      recordId,
      code: caseCode(recordId),
      team: { id, name, phone },
      takenAt: null,
    };
    return [{ ...receipt, ...arrival }];
  });
  return [...own, ...known].toSorted((one, other) => (one.arrivedAt < other.arrivedAt ? 1 : -1));
}

const Accepted = z.object({ receipt: z.object({ at: Instant }) });

/** Undefined for what was refused or held: that stands in the tray, and is no receipt. */
function arrivalOf({
  state,
  outcome,
  writtenAt,
}: OutboxItem): Pick<Receipts[number], 'arrivedAt' | 'isWaiting'> | undefined {
  if (state === 'waiting') return { arrivedAt: writtenAt, isWaiting: true };
  const final = outcome?.outcome === 'duplicate' ? outcome.first : outcome;
  if (final?.outcome !== 'accepted') return undefined;
  const answer = Accepted.safeParse(final.answer);
  return answer.success ? { arrivedAt: answer.data.receipt.at } : undefined;
}
