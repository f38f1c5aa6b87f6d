import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { uuidv7 } from '#kernel/ids.ts';
import { ANSWERS, factsOf, openingOf, planOf, sectionOf } from '../../apps/server/test-case.ts';
import { PROTECTION_ANSWERS } from '../../apps/server/test-protection.ts';
import { type CountryServer, openCountryServer } from '../../apps/server/test-country.ts';
import { setUpDevice } from '../../apps/server/test-field-device.ts';
import { MOST_ITEMS, type Outcome } from '#platform/sync/protocol/push.ts';
import { usePostgresql } from './bench-database.ts';

/** The whole server with the people of the demo country, on a real PostgreSQL of its own. */
export async function withBenchCountry<T>(
  work: (server: CountryServer) => Promise<T>,
  connections?: number,
): Promise<T> {
  usePostgresql();
  const server = await openCountryServer(undefined, connections);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

/** An operation and its input, as a screen would send it. */
export type Command = {
  readonly operation: string;
  readonly input: { readonly entryId: string } & Readonly<Record<string, unknown>>;
};

const UNCERTAIN = ['yes', 'no', 'unknown'] as const;

/**
 * What a worker writes about one invented child from the first meeting on: 14 commands that come to
 * 20 entries, in all classes, with words in every form that asks for words.
 */
export function wholeCase(seed: number): {
  readonly recordId: string;
  readonly commands: readonly Command[];
} {
  const recordId = idAt();
  const said = wordsFrom(seed);
  const command = (operation: string, input: object): Command => ({
    operation,
    input: { entryId: randomUUID(), ...input, recordId },
  });
  const facts = (n: number) =>
    command('identification.record-facts', {
      ...factsOf({
        ...ANSWERS.facts,
        transported: UNCERTAIN[(seed + n) % 3],
        recruited: UNCERTAIN[(seed * 2 + n) % 3],
      }),
    });
  const part = (name: keyof typeof PROTECTION_ANSWERS, over: object = {}) =>
    command(`protection.record-${name}`, sectionOf({ ...PROTECTION_ANSWERS[name], ...over }));
  const named = { spoken: `${said(2)} Invented`, script: 'Latn' };
  return {
    recordId,
    commands: [
      command('cases.open', openingOf({ recordId })),
      command('cases.register-child', sectionOf({ ...ANSWERS.registration, name: named })),
      command('cases.record-consent', sectionOf(ANSWERS.consent)),
      command('cases.assess-risk', sectionOf({ ...ANSWERS.risk, why: said(24) })),
      command('cases.write-plan', planOf([{ ...ANSWERS.action, goal: said(8), action: said(12) }])),
      part('guardian', { howChecked: said(14) }),
      part('safe-place', { address: said(6) }),
      part('health', { careMustKnow: said(10) }),
      part('justice', { mayExploit: said(8) }),
      part('assessment', { familyWords: said(20), mindWords: said(16), childWords: said(18) }),
      ...Array.from({ length: 4 }, (_, n) => facts(n)),
    ],
  };
}

/** As many cases as asked, written on a device of Sela and sent in batches, as after days without a network. */
export async function fillCases(server: CountryServer, count: number): Promise<readonly string[]> {
  const device = await setUpDevice(server, 'sela');
  const cases = Array.from({ length: count }, (_, seed) => wholeCase(seed));
  const items = cases.flatMap(({ commands }) =>
    commands.map(({ operation, input }) => device.item(operation, input)),
  );
  for (let at = 0; at < items.length; at += MOST_ITEMS)
    refuseNone((await device.push(items.slice(at, at + MOST_ITEMS))).outcomes);
  return cases.map(({ recordId }) => recordId);
}

/** Sela records facts on each of these cases; the number of entries that came of it. */
export async function writeOn(
  server: CountryServer,
  cases: readonly string[],
  times: number,
): Promise<number> {
  const before = await entriesIn(server);
  const device = await setUpDevice(server, 'sela');
  for (const recordId of cases) {
    const items = Array.from({ length: times }, () =>
      device.item('identification.record-facts', {
        ...factsOf(ANSWERS.facts),
        entryId: randomUUID(),
        recordId,
      }),
    );
    refuseNone((await device.push(items)).outcomes);
  }
  return (await entriesIn(server)) - before;
}

/** A bench that counts refusals measures nothing. */
export function refuseNone(outcomes: readonly Outcome[]): void {
  const other = outcomes.find(({ outcome }) => outcome !== 'accepted');
  if (other) throw new Error(`An item was not accepted: ${JSON.stringify(other)}`);
}

export async function entriesIn({ database }: CountryServer): Promise<number> {
  const { rows } = await database.asOwner((owner) =>
    sql<{ entries: string }>`select count(*) as entries from journal_entry`.execute(owner),
  );
  return Number(rows[0]?.entries);
}

function idAt(): string {
  return uuidv7(Date.now(), randomBytes(10));
}

const SYLLABLES = 'ba co di fu ge ha ki lo mu na po qui ra se ti vo wa xe yo zu'.split(' ');

/** Invented words that differ from child to child, so that nothing compresses better than real words would. */
function wordsFrom(seed: number): (count: number) => string {
  let state = seed * 2_654_435_761 + 1;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  const word = () =>
    Array.from({ length: 2 + draw(2) }, () => SYLLABLES[draw(SYLLABLES.length)] ?? '').join('');
  return (count) => Array.from({ length: count }, word).join(' ');
}
