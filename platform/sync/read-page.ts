import { sql } from 'kysely';
import { z } from 'zod';
import { Clocks } from '#kernel/clock.ts';
import { RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import type { SqlTransaction } from '../database/open-database.ts';
import { ControlMessage, Epoch } from './protocol/pull.ts';

const Row = z.object({
  recordId: RecordId,
  position: z.number(),
  id: z.string(),
  type: z.string(),
  section: z.string(),
  class: SensitivityClass,
  formId: z.string().nullable(),
  formVersion: z.number().nullable(),
  author: WorkerId,
  purpose: z.string(),
  deviceTime: z.number(),
  serverTime: z.number(),
  body: z.string(),
  at: z.string(),
});
/** An entry as it lies in the journal, sealed, and its place in the order of the cursor. */
export type Row = z.infer<typeof Row>;

const Codes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const RecordRow = z.object({
  recordId: RecordId,
  recordType: z.string(),
  position: z.number(),
  readable: z.array(SensitivityClass),
  writable: z.array(SensitivityClass),
  card: z.object({
    code: z.string(),
    team: TeamId,
    worker: WorkerId.nullable(),
    isOpen: z.boolean(),
    dueAt: z.number().nullable(),
    clocks: Clocks,
    parts: z.partialRecord(SensitivityClass, Codes),
  }),
  keys: z.array(
    z.object({
      class: SensitivityClass,
      version: z.number(),
      masterKeyId: z.string(),
      wrapped: z.string().transform((text) => Buffer.from(text, 'base64')),
    }),
  ),
});
export type RecordRow = z.infer<typeof RecordRow>;

const Found = z.union([
  z.object({
    refusal: z.enum(['sync.device.unknown', 'sync.device.revoked']),
  }),
  z.object({ refusal: z.literal('sync.epoch.changed'), epoch: Epoch }),
  z.object({
    epoch: Epoch,
    control: z.array(ControlMessage),
    rows: z.array(Row),
    // A record that was erased at this very moment is null.
    records: z.array(RecordRow.nullable()),
    end: z.string(),
    people: z.number(),
    page: z.coerce.number(),
  }),
]);
export type FoundPage = z.infer<typeof Found>;

export type PageAsked = {
  readonly deviceId: string;
  readonly epoch: string | null;
  readonly cursor: string | null;
  readonly controlSeen: number;
  readonly confirms: readonly number[];
  readonly backfill: readonly { readonly recordId: string; readonly after: number }[];
};

/** As many entries as one look fetches; more than fit into a page. */
export const MOST_ROWS = 400;

/** What waits for a device, sealed. One statement, in the transaction of whoever asks. */
export async function readPage(tx: SqlTransaction, asked: PageAsked): Promise<FoundPage> {
  const { cursor, epoch, ...rest } = asked;
  const [xid, seq] = (epoch === null ? null : cursor)?.split('.') ?? [null, null];
  const question = JSON.stringify({ ...rest, epoch, xid, seq, most: MOST_ROWS });
  const { rows } = await sql<{ found: object; page: string }>`
    select sync_pull(${question}::text::jsonb) as found, nextval('sync_page') as page`.execute(tx);
  return Found.parse({ ...rows[0]?.found, page: rows[0]?.page });
}
