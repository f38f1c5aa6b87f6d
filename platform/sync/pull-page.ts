import type { InputOf } from '#kernel/endpoint.ts';
import { dayOf } from '#kernel/instant.ts';
import type { WorkerId } from '#kernel/ids.ts';
import { accept, refuse } from '#kernel/result.ts';
import { authorOf } from '../commands/command-desk.ts';
import type { SqlTransaction } from '../database/open-database.ts';
import type { Call } from '../http/call.ts';
import type { Handler } from '../http/route.ts';
import { fitPage } from './fit-page.ts';
import { noteDelivery } from './note-delivery.ts';
import { openRecords, openRows, type PageRecord, type PageRow } from './open-rows.ts';
import type { pull } from './protocol/endpoints.ts';
import type { CarriedEntry, PulledPage } from './protocol/pull.ts';
import { type FoundPage, MOST_ROWS, readPage } from './read-page.ts';
import type { SyncDesk } from './sync-desk.ts';

/** Orders in one page; more than these wait for the next, and entries wait behind them. */
const MOST_ORDERS = 200;

type Asked = InputOf<typeof pull>;
type Found = Extract<FoundPage, { readonly page: number }>;

export function pullHandler(desk: SyncDesk): Handler<typeof pull> {
  return (asked, call) =>
    desk.database.transaction(authorOf(call), async (tx) => {
      const found = await readPage(tx, asked);
      if ('refusal' in found) {
        const { refusal: code, ...more } = found;
        return refuse({ code, ...more });
      }
      return accept(await fill(desk, tx, { asked, found, call }));
    });
}

async function fill(
  desk: SyncDesk,
  tx: SqlTransaction,
  given: { readonly asked: Asked; readonly found: Found; readonly call: Call },
): Promise<PulledPage> {
  const { asked, found, call } = given;
  const records = await openRecords(desk.opener, found.records);
  const rows = openRows(found.rows, records);
  const bare = pageOf(found, call, desk.version);
  const cut = (kept: number) => cutTo(rows.slice(0, kept), records, asked, found);
  const kept =
    rows.length === 0 ? 0 : fitPage(rows.length, (count) => ({ ...bare, ...cut(count) }));
  const content = cut(kept);
  const names = await desk.namesOf(tx, authorsOf(content.entries));
  const hasMoreOrders = found.control.length > MOST_ORDERS;
  const isCut = kept < rows.length || found.rows.length >= MOST_ROWS;
  const page = {
    ...bare,
    ...content,
    names: Object.fromEntries(names),
    cursor: cursorAfter({ asked, found, hasMoreOrders }, isCut ? rows[kept - 1] : undefined),
    more: hasMoreOrders || isCut || isBackfillLeft(asked, records, content.backfilled),
  };
  await noteDelivery(tx, call, asked.deviceId, page);
  return page;
}

function pageOf(found: Found, call: Call, version: string) {
  return {
    epoch: found.epoch,
    page: found.page,
    control: found.control.slice(0, MOST_ORDERS),
    facts: factsStamp(found, call, version),
    at: call.now,
  };
}

/** The day stands in it, for training ends and roles begin on a day. */
export function factsStamp(
  { epoch, people }: { readonly epoch: string; readonly people: number },
  { now }: Pick<Call, 'now'>,
  version: string,
): string {
  return [epoch.slice(0, 8), people, version, dayOf(now)].join('.');
}

type Content = Pick<PulledPage, 'records' | 'entries' | 'backfilled'>;

function cutTo(
  rows: readonly PageRow[],
  records: ReadonlyMap<string, PageRecord>,
  asked: Asked,
  found: Found,
): Content {
  const touched = new Set<string>(rows.map(({ row }) => row.recordId));
  const backfilled = asked.backfill.flatMap(({ recordId, after }) => {
    const record = records.get(recordId);
    if (!record) return [];
    const last = rows.findLast(({ row }) => row.recordId === recordId)?.row.position ?? after;
    const isWhole = last >= record.carried.position;
    if (!touched.has(recordId) && !isWhole) return [];
    touched.add(recordId);
    return [{ recordId, upTo: last, isWhole }];
  });
  return {
    records: found.records.flatMap((record) => {
      const kept = record && touched.has(record.recordId) && records.get(record.recordId);
      return kept ? [kept.carried] : [];
    }),
    entries: rows.flatMap(({ entry }) => entry ?? []),
    backfilled,
  };
}

function cursorAfter(
  given: { readonly asked: Asked; readonly found: Found; readonly hasMoreOrders: boolean },
  lastKept: PageRow | undefined,
): string {
  const { asked, found, hasMoreOrders } = given;
  // The cursor of another epoch, or none: what is older comes record by record.
  const before = asked.epoch === null ? null : asked.cursor;
  if (before !== null && (asked.backfill.length > 0 || hasMoreOrders)) return before;
  return asked.backfill.length === 0 && lastKept ? lastKept.row.at : found.end;
}

function isBackfillLeft(
  asked: Asked,
  records: ReadonlyMap<string, PageRecord>,
  backfilled: Content['backfilled'],
): boolean {
  const whole = new Set(backfilled.flatMap((one) => (one.isWhole ? [one.recordId] : [])));
  return asked.backfill.some(({ recordId }) => records.has(recordId) && !whole.has(recordId));
}

function authorsOf(entries: readonly CarriedEntry[]): Set<WorkerId> {
  return new Set(entries.map((entry) => entry.author));
}
