import { sql } from 'kysely';
import { z } from 'zod';
import { DraftEntry } from '#kernel/entry.ts';
import { AgencyId, GrantId, RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { type Card, type RecordType, section } from '#kernel/record-type.ts';
import type { Purpose, SensitivityClass } from '#kernel/sensitivity.ts';
import type { Database } from '../database/open-database.ts';
import { parseMasterKeys } from '../vault/master-keys.ts';
import { KeyOpener } from '../vault/record-keys.ts';
import type { NewGrant } from './append-entries.ts';

/**
 * For tests only: a hiking club keeps records of walks, so that no test carries a plausible person.
 * Alice leads the team and oversees, Bob walks with her, Chelsea belongs to another team.
 */
export const people = {
  agency: AgencyId.parse('00000000-0000-7000-8000-0000000000a0'),
  north: TeamId.parse('00000000-0000-7000-8000-0000000000b1'),
  south: TeamId.parse('00000000-0000-7000-8000-0000000000b2'),
  alice: WorkerId.parse('00000000-0000-7000-8000-0000000000c1'),
  bob: WorkerId.parse('00000000-0000-7000-8000-0000000000c2'),
  chelsea: WorkerId.parse('00000000-0000-7000-8000-0000000000c3'),
} as const;

const Line = z.object({ text: z.string() });

function lines(name: string, sensitivity: SensitivityClass) {
  return section<readonly string[]>({
    section: name,
    class: sensitivity,
    start: [],
    evolve: (state, entry) => {
      const line = Line.safeParse(entry.body);
      return line.success ? [...state, line.data.text] : state;
    },
  });
}

export const walkers = lines('walkers', 'identity');
export const diary = lines('diary', 'care');
export const medicine = lines('medicine', 'health');

export const walk: RecordType = {
  type: 'walk',
  foldVersion: 1,
  sections: [walkers, diary, medicine],
  evolveCard: (card, entry) => ({
    ...card,
    parts: {
      ...card.parts,
      [entry.class]: { entries: Number(card.parts[entry.class]?.['entries'] ?? 0) + 1 },
    },
  }),
};

let made = 0;
/** A new id, the same at every run of one test file. */
export function nextId(): string {
  made += 1;
  return `00000000-0000-7000-9000-${made.toString(16).padStart(12, '0')}`;
}

export function aDraft(over: Partial<Record<keyof DraftEntry, unknown>> = {}): DraftEntry {
  return DraftEntry.parse({
    id: nextId(),
    type: 'walks.line-written',
    section: 'diary',
    class: 'care',
    form: null,
    deviceTime: '2026-11-24T08:00:00.000Z',
    body: { text: 'The path was dry.' },
    ...over,
  });
}

export function aRecordId(): RecordId {
  return RecordId.parse(nextId());
}

export function aCard(over: Partial<Card> = {}): Card {
  return {
    code: `WALK-${nextId().slice(-6)}`,
    team: people.north,
    worker: null,
    isOpen: true,
    dueAt: null,
    clocks: {},
    parts: {},
    ...over,
  };
}

export function aGrant(over: Partial<NewGrant> = {}): NewGrant {
  return {
    grantId: GrantId.parse(nextId()),
    teamId: people.north,
    classes: ['identity', 'care', 'health'],
    mayWrite: true,
    purpose: 'child-protection',
    validUntil: Instant.parse('2036-01-01T00:00:00.000Z'),
    ...over,
  };
}

export function asker(worker: WorkerId, purpose: Purpose = 'child-protection') {
  return { worker, purpose } as const;
}

/** Opens data keys under a master key that everybody knows. */
export function anOpener(): KeyOpener {
  const file = { current: 'test', keys: { test: Buffer.alloc(32, 7).toString('base64') } };
  const keys = parseMasterKeys(JSON.stringify(file));
  if (!keys.ok) throw new Error(keys.refusal.code);
  return new KeyOpener(keys.value);
}

/** The club: leaders write and oversee everything, walkers write care and read identity. */
export async function seedClub(database: Database): Promise<void> {
  await database.asOwner(async (owner) => {
    await sql`insert into agency values (${people.agency}, 'Invented Hiking Club')`.execute(owner);
    for (const [team, name] of [
      [people.north, 'North'],
      [people.south, 'South'],
    ] as const)
      await sql`insert into team (team_id, agency_id, name) values (${team}, ${people.agency}, ${name})`.execute(
        owner,
      );
    for (const name of ['alice', 'bob', 'chelsea'] as const)
      await sql`insert into worker (worker_id, agency_id, display_name, sign_in_name)
        values (${people[name]}, ${people.agency}, ${name}, ${`${name}@club.invalid`})`.execute(
        owner,
      );
    await sql`insert into role_class values
      ('leader','identity',true), ('leader','care',true), ('leader','health',true), ('leader','justice',true), ('leader','critical',true),
      ('walker','identity',false), ('walker','care',true)`.execute(owner);
    await sql`insert into role_ability values ('leader','share'), ('leader','read-access-log'), ('leader','settle-held')`.execute(
      owner,
    );
    await sql`insert into team_member (team_id, worker_id, role) values
      (${people.north}, ${people.alice}, 'leader'), (${people.north}, ${people.bob}, 'walker'),
      (${people.south}, ${people.chelsea}, 'leader')`.execute(owner);
  });
}
