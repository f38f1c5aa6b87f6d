import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#capabilities/access/contract.ts';
import { colleagueNames } from '#capabilities/access/storage/colleague-names.ts';
import { loadActor } from '#capabilities/access/storage/load-actor.ts';
import { caseCardView } from '#capabilities/cases/domain/case-card-view.ts';
import { caseRecord } from '#capabilities/cases/domain/case-record.ts';
import { caseView, peopleInCase } from '#capabilities/cases/domain/case-view.ts';
import { timelineView } from '#capabilities/cases/domain/timeline-view.ts';
import { identificationSection } from '#capabilities/identification/contract.ts';
import { recordFactsCommand } from '#capabilities/identification/domain/identification-commands.ts';
import { judgeIdentification } from '#capabilities/identification/domain/identification-rules.ts';
import { viewIdentification } from '#capabilities/identification/domain/view-identification.ts';
import { recordFacts } from '#capabilities/identification/endpoints.ts';
import { measuresShown, protectionView } from '#capabilities/protection/domain/protection-view.ts';
import { referralsView, teamsInReferrals } from '#capabilities/referrals/domain/referrals-view.ts';
import { teamsHere } from '#capabilities/referrals/storage/teams-here.ts';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { type Directory, namedBy } from '#kernel/directory.ts';
import type { DraftEntry, Entry } from '#kernel/entry.ts';
import { EntryId, RecordId, type TeamId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import { type OpenRecord, stateOf } from '#kernel/open-record.ts';
import { fold } from '#kernel/record-type.ts';
import { openRecord } from '#platform/journal/open-record.ts';
import { readEntries } from '#platform/journal/read-entries.ts';
import { KeyOpener } from '#platform/vault/record-keys.ts';
import { type CaseWork, caseWork } from '../between-slices/case-work.ts';
import { caseFactsOf, PackRules } from '../between-slices/pack-rules.ts';
import { ANSWERS, done, factsOf, planOf, sectionOf, withFacts } from './test-case.ts';
import { type CountryServer, day, openCountryServer, type Person, TEAMS } from './test-country.ts';
import { PROTECTION_ANSWERS } from './test-protection.ts';
import { aReferral } from './test-referral.ts';

/**
 * What a device does: the rules from the two answers of the pack, a record from its entries alone.
 * Each reader must then be shown the very same as by the server.
 */
type Carried = {
  readonly record: OpenRecord;
  readonly entries: readonly Entry[];
  readonly actor: Actor;
  readonly named: Directory;
  readonly teams: ReadonlyMap<TeamId, string>;
};

let server: CountryServer;
let work: CaseWork;
let recordId: RecordId;

beforeAll(async () => {
  server = await openCountryServer();
  work = await workOfDevice();
  recordId = await aWholeCase();
});
afterAll(() => server.close());

async function workOfDevice(): Promise<CaseWork> {
  const pack = (await server.app.inject('/api/pack?language=en')).json();
  const rules = PackRules.parse((await server.app.inject('/api/pack/rules')).json());
  const facts = caseFactsOf(pack, rules);
  if (!facts.ok) throw new Error(JSON.stringify(facts.refusal));
  return caseWork(facts.value);
}

/** A child of whom everything was written, and for whom the clinic was asked. */
async function aWholeCase(): Promise<RecordId> {
  const sela = server.as('sela');
  const made = await aReferral(sela);
  const to = (part: string, body: object) =>
    done(sela.post(`/cases/${made.recordId}/${part}`, body));
  await to('risk', sectionOf(ANSWERS.risk));
  await to('plan', planOf());
  await withFacts(sela, made);
  for (const [part, answers] of Object.entries(PROTECTION_ANSWERS))
    await to(`protection/${part}`, sectionOf(answers));
  return RecordId.parse(made.recordId);
}

/** The record as its reader's device has it: card and classes from the server, states folded anew. */
function carriedBy(person: Person): Promise<Carried> {
  const { worker } = server.as(person);
  const author = { worker, purpose: 'child-protection' } as const;
  return server.database.transaction(author, async (tx) => {
    const asked = { recordType: caseRecord, recordId, action: 'test.carried' };
    const opened = await openRecord(tx, new KeyOpener(server.masterKeys), asked);
    if (!opened) throw new Error(`${person} may not know of the case`);
    const { keys, ...rest } = opened;
    const entries = await readEntries(tx, recordId, keys);
    const states = new Map(
      caseRecord.sections.flatMap((definition) => {
        const own = entries.filter(({ section }) => section === definition.section);
        const position = own.at(-1)?.position;
        if (position === undefined) return [];
        return [[definition.section, { state: fold(definition, definition.start, own), position }]];
      }),
    );
    const record = { ...rest, states };
    const actor = await loadActor(tx, author);
    const names = await colleagueNames(tx, [
      ...entries.map((one) => one.author),
      ...peopleInCase(record),
    ]);
    const teams = await teamsHere(tx, teamsInReferrals(actor, record));
    return { record, entries, actor, named: namedBy(names), teams };
  });
}

const today = CalendarDay.parse(day(0));
const asSent = (view: unknown): unknown => JSON.parse(JSON.stringify(view));

const READERS = ['sela', 'paz', 'noa'] as const;

describe.each(READERS)('what %s is shown without a network is what the server shows', (person) => {
  const answered = (path: string) => done(server.as(person).get(`/cases/${recordId}${path}`));

  test('of the case', async () => {
    const { record, actor, named, teams } = await carriedBy(person);
    const teamName = teams.get(record.card.team) ?? '';
    const { clocks } = work.cases;
    const view = caseView(record, { actor, named, teamName, clocks, waiting: 0 });
    expect(view.plan?.content?.actions).toHaveLength(1);
    expect(asSent(view)).toEqual(await answered(''));
  });

  test('of its timeline, without the address of the safe place', async () => {
    const { entries, named } = await carriedBy(person);
    const { withheld } = work.cases;
    const shown = asSent(timelineView(entries, { named, withheld }));
    expect(shown).toEqual((await answered('/timeline')).entries);
    expect(JSON.stringify(shown)).not.toContain('Imaginary Lane');
  });

  test('of the identification, evaluated anew', async () => {
    const { record, actor, named } = await carriedBy(person);
    const state = stateOf(record, identificationSection);
    if (!state) throw new Error('No class care');
    const { ruleset } = work.identification;
    const view = viewIdentification(record, state, { actor, named, ruleset, today });
    expect(view.evaluation.results.length).toBeGreaterThan(0);
    expect(asSent(view)).toEqual(await answered('/identification'));
  });

  test('of the protection, without the address', async () => {
    const { record, actor, named } = await carriedBy(person);
    const { clocks, elsewhere } = work.protection;
    const asker = { actor, isTeamTrained: true };
    const parts = elsewhere(record, asker);
    const view = protectionView(
      record,
      measuresShown(record, { clocks, elsewhere: parts, today }),
      named,
    );
    expect(asSent(view)).toEqual(await answered('/protection'));
    expect(JSON.stringify(view)).not.toContain('Imaginary Lane');
  });

  test('of the referrals', async () => {
    const { record, actor, named, teams } = await carriedBy(person);
    const kinds = [...server.pack.parts.services.values()].map(({ kind }) => kind);
    const rules = work.referrals;
    const view = referralsView(record, { rules, actor, named, teams, kinds, today });
    expect(view.referrals).toHaveLength(1);
    expect(asSent(view)).toEqual(await answered('/referrals'));
  });

  test('of its line in the list', async () => {
    const { record, named } = await carriedBy(person);
    const { clocks } = work.cases;
    const { cases } = await done(server.as(person).get(`/cases?team=${TEAMS.coast}`));
    expect(cases).toContainEqual(asSent(caseCardView(record, { named, clocks })));
  });
});

test('[ID-9] the same command writes the same on a device as on its server', async () => {
  const { record, actor } = await carriedBy('sela');
  const input = factsOf();
  const command = recordFactsCommand(
    work.identification,
    recordFacts.input.parse({ ...input, recordId }),
  );
  if (!command.ok) throw new Error(command.refusal.code);
  const now = instantAt(Date.now());
  const ids = { entryId: EntryId.parse(input.entryId), evaluationId: EntryId.parse(randomUUID()) };
  const made = { ...ids, now, deviceTime: input.deviceTime, by: actor.worker };
  const given = { actor, record, made };
  const judged = judgeIdentification(work.identification, given, command.value.decide);
  if (!judged.ok) throw new Error(judged.refusal.code);

  await done(server.as('sela').post(`/cases/${recordId}/identification/facts`, input));
  const { entries } = await carriedBy('sela');
  const written = entries.slice(-2);
  expect(written[0]?.id).toBe(input.entryId);
  expect(judged.value.map(told)).toEqual(written.map(told));
});

/** Moments are of each clock itself, and a clock that starts does so at that moment. */
function told({ type, section, form, body: { at: _at, ...said } }: DraftEntry) {
  const clocks = 'clocks' in said && said['clocks'] ? Object.keys(said['clocks']) : [];
  return asSent({ type, section, form, said: { ...said, clocks } });
}
