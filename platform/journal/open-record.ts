import { sql } from 'kysely';
import { z } from 'zod';
import { Clocks } from '#kernel/clock.ts';
import { RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { OpenRecord as Opened, SectionState } from '#kernel/open-record.ts';
import { type Card, fold, type RecordType } from '#kernel/record-type.ts';
import { SensitivityClass } from '#kernel/sensitivity.ts';
import type { Sql } from '../database/open-database.ts';
import type { KeyOpener, RecordKeys } from '../vault/record-keys.ts';
import { readEntries } from './read-entries.ts';

/** A record opened here, with the keys that its reader was given and no others. */
export type OpenRecord = Opened & { readonly keys: RecordKeys };

const Base64 = z.string().transform((text) => Buffer.from(text, 'base64'));

const OpenedRow = z.object({
  recordType: z.string(),
  position: z.number(),
  erased: z.boolean(),
  readable: z.array(SensitivityClass),
  writable: z.array(SensitivityClass),
  keys: z.array(
    z.object({
      class: SensitivityClass,
      version: z.number(),
      masterKeyId: z.string(),
      wrapped: Base64,
    }),
  ),
  states: z.array(
    z.object({
      section: z.string(),
      class: SensitivityClass,
      position: z.number(),
      foldVersion: z.number(),
      state: Base64,
    }),
  ),
  card: z.object({
    code: z.string(),
    team: TeamId,
    worker: WorkerId.nullable(),
    isOpen: z.boolean(),
    dueAt: z.number().nullable(),
    clocks: Clocks,
  }),
  parts: z.partialRecord(
    SensitivityClass,
    z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  ),
});
type OpenedRow = z.infer<typeof OpenedRow>;

/**
 * Opens a record for the asker of this transaction and writes the line that it was opened.
 * `action` is the audit action, as `cases.case-opened`. Undefined when there is nothing that the
 * asker may know of: absent, erased, of another type, blocked and not granted look the same.
 */
export async function openRecord(
  tx: Sql,
  opener: KeyOpener,
  asked: { readonly recordType: RecordType; readonly recordId: RecordId; readonly action: string },
): Promise<OpenRecord | undefined> {
  const { rows } = await sql<{ opened: unknown }>`
    select journal_open(${asked.recordId}, ${asked.action}) as opened`.execute(tx);
  if (rows[0]?.opened == null) return undefined;
  const opened = OpenedRow.parse(rows[0].opened);
  if (opened.erased || opened.recordType !== asked.recordType.type) return undefined;
  const keys = await opener.open(asked.recordId, opened.keys);
  return {
    recordId: asked.recordId,
    recordType: asked.recordType,
    position: opened.position,
    card: cardOf(opened),
    readable: new Set(opened.readable),
    writable: new Set(opened.writable),
    states: await statesOf(tx, asked, opened, keys),
    keys,
  };
}

export function stateContext(section: string, position: number): string {
  return `state:${section}:${position}`;
}

function cardOf(opened: OpenedRow): Card {
  const { card } = opened;
  return {
    ...card,
    dueAt: card.dueAt === null ? null : instantAt(card.dueAt),
    parts: opened.parts,
  };
}

async function statesOf(
  tx: Sql,
  asked: { readonly recordType: RecordType; readonly recordId: RecordId },
  opened: OpenedRow,
  keys: RecordKeys,
): Promise<ReadonlyMap<string, SectionState>> {
  const states = new Map<string, SectionState>();
  const { foldVersion } = asked.recordType;
  for (const held of opened.states.filter((one) => one.foldVersion === foldVersion)) {
    const state = keys.unseal(held.class, stateContext(held.section, held.position), held.state);
    states.set(held.section, { state, position: held.position });
  }
  const outdated = opened.states.filter((one) => one.foldVersion !== foldVersion);
  if (outdated.length === 0) return states;
  return new Map([...states, ...(await foldAnew(tx, asked, opened, keys))]);
}

/** The fold has changed since these states were written: the entries are the truth. */
async function foldAnew(
  tx: Sql,
  asked: { readonly recordType: RecordType; readonly recordId: RecordId },
  opened: OpenedRow,
  keys: RecordKeys,
): Promise<readonly (readonly [string, SectionState])[]> {
  const entries = await readEntries(tx, asked.recordId, keys);
  return asked.recordType.sections
    .filter((definition) => opened.readable.includes(definition.class))
    .map((definition) => {
      const own = entries.filter((entry) => entry.section === definition.section);
      const state: unknown = fold(definition, definition.start, own);
      return [definition.section, { state, position: own.at(-1)?.position ?? 0 }] as const;
    });
}
