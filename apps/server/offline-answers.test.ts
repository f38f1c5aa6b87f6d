import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordId, type WorkerId } from '#kernel/ids.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import { instantAt } from '#kernel/instant.ts';
import type { DeviceStore } from '#platform/device/device-store.ts';
import { caseAnswers } from '../web/offline/answers/case-answers.ts';
import { answerKey } from '../web/offline/answers/kept-answers.ts';
import type { LocalAnswer } from '../web/offline/answers/local-answer.ts';
import { openLocalDesk } from '../web/offline/answers/local-desk.ts';
import { partAnswers } from '../web/offline/answers/part-answers.ts';
import { ANSWERS, done, openACase, planOf, sectionOf, withFacts } from './test-case.ts';
import {
  aCommand,
  type Answer,
  type CountryServer,
  openCountryServer,
  type Person,
  TEAMS,
  workerOf,
} from './test-country.ts';
import { type Pulled, setUpDevice } from './test-field-device.ts';
import { PROTECTION_ANSWERS } from './test-protection.ts';
import { aReferral } from './test-referral.ts';

/**
 * What a device was given over sync, and nothing else, must give the very answers of the server: the
 * same operation, the same input, compared as JSON.
 */
const READERS = [
  { person: 'sela', purpose: 'child-protection', team: TEAMS.coast },
  { person: 'paz', purpose: 'child-protection', team: TEAMS.coast },
  // Of another team: one class was shared with her, to read.
  { person: 'huda', purpose: 'child-protection', team: TEAMS.hills },
] as const;
type Reader = { readonly person: Person; readonly purpose: Purpose };

let server: CountryServer;
let recordId: string;
const devices = new Map<Person, Device>();

type Device = {
  readonly answers: ReadonlyMap<string, LocalAnswer>;
  readonly opened: { readonly recordId: string; readonly action: string }[];
};

beforeAll(async () => {
  server = await openCountryServer();
  recordId = await aWholeCase();
  await openACase(server.as('sela'));
  for (const reader of READERS) devices.set(reader.person, await aDevice(reader));
});
afterAll(() => server.close());

/** A child of whom everything was written, and for whom the clinic was asked. */
async function aWholeCase(): Promise<string> {
  const sela = server.as('sela');
  const made = await aReferral(sela);
  const to = (part: string, body: object) =>
    done(sela.post(`/cases/${made.recordId}/${part}`, body));
  await to('risk', sectionOf(ANSWERS.risk));
  await to('plan', planOf());
  await withFacts(sela, made);
  for (const [part, answers] of Object.entries(PROTECTION_ANSWERS))
    await to(`protection/${part}`, sectionOf(answers));
  const until = instantAt(Date.now() + 30 * 86_400_000);
  const shared = { to: { worker: workerOf('huda') }, classes: ['care'], mayWrite: false, until };
  const grant = { ...aCommand(), ...shared, purpose: 'child-protection' };
  await done(server.as('paz').post(`/records/${made.recordId}/grants`, grant));
  return made.recordId;
}

/** Sets a device up, pulls all that it may carry, and fetches the facts and the pack. */
async function aDevice({ person, purpose }: Reader): Promise<Device> {
  const { client, pullAll } = await setUpDevice(server, person, purpose);
  const pulled = await pullAll();
  const facts = await done(client.get('/sync/facts', purpose));
  const pack = (await server.app.inject('/api/pack?language=en')).json();
  const rules = (await server.app.inject('/api/pack/rules')).json();
  const kept = new Map<string, unknown>([
    [answerKey('sync.facts', {}), facts],
    [answerKey('pack.read', { language: 'en' }), pack],
    [answerKey('pack.read-rules', {}), rules],
  ]);
  for (const { operation, input, answer } of facts.answers)
    kept.set(answerKey(operation, input), answer);
  const opened: Device['opened'] = [];
  const names = new Map(pulled.pages.flatMap((page) => Object.entries(page.names)));
  const device = {
    worker: client.worker,
    purpose,
    store: storeOf(pulled, kept),
    watch: () => () => undefined,
    noteOpened: async (id: string, action: string) => void opened.push({ recordId: id, action }),
  } as const;
  const here = await openLocalDesk(device, {
    language: 'en',
    now: () => instantAt(Date.now()),
    nameOf: async (id: WorkerId) => names.get(id),
  });
  if (!here) throw new Error('The device was not told enough');
  const all = [...caseAnswers(here.desk), ...partAnswers(here.desk)];
  return { answers: new Map(all.map((one) => [one.id, one])), opened };
}

function storeOf({ records, entries }: Pulled, kept: ReadonlyMap<string, unknown>): DeviceStore {
  return {
    record: async (id: string) => records.find((one) => one.recordId === id),
    records: async () => records,
    entries: async (id: string) =>
      entries
        .filter((one) => one.recordId === id)
        .toSorted((one, other) => one.position - other.position),
    outbox: async () => [],
    meta: async () => ({ backfill: {}, lastPullAt: null }),
    answer: async (key: string) => ({ key, value: kept.get(key), at: instantAt(0) }),
  } as unknown as DeviceStore;
}

async function here(person: Person, operation: string, input: object): Promise<unknown> {
  const answer = await devices.get(person)?.answers.get(operation)?.answer(input);
  if (!answer) throw new Error(`Nothing answers ${operation}`);
  if (!answer.ok) return answer.refusal.code;
  return JSON.parse(JSON.stringify(answer.value));
}

/** What the server answers: a value, or the code of its refusal. */
function answered({ status, code, body }: Answer): unknown {
  return status === 200 ? body : code;
}

describe.each(READERS)('without a network $person is answered as with one', (reader) => {
  const { person, purpose, team } = reader;
  const there = async (path: string) => answered(await server.as(person).get(path, purpose));

  test('which cases there are, whichever list is asked for', async () => {
    for (const of of ['team', 'worker', 'nobody', 'approval']) {
      const input = { team, of };
      const shown = await here(person, 'cases.list', input);
      const online = await done(server.as(person).get(`/cases?team=${team}&of=${of}`, purpose));
      expect(shown).toEqual({ ...online, onlyHere: true });
    }
  });

  test.each([
    ['cases.read', ''],
    ['cases.timeline', '/timeline'],
    ['identification.read', '/identification'],
    ['protection.read', '/protection'],
    ['referrals.read', '/referrals'],
  ])('what %s says of a child', async (operation, path) => {
    const shown = await here(person, operation, { recordId });
    expect(shown).toEqual(await there(`/cases/${recordId}${path}`));
    expect(JSON.stringify(shown)).not.toContain('Imaginary Lane');
  });

  test('the timeline from a position on', async () => {
    const shown = await here(person, 'cases.timeline', { recordId, after: 4 });
    expect(shown).toEqual(await there(`/cases/${recordId}/timeline?after=4`));
  });

  test('the address, when it is asked for by itself', async () => {
    const path = `/cases/${recordId}/protection/safe-place/address`;
    const shown = await here(person, 'protection.show-address', { recordId });
    expect(shown).toEqual(answered(await server.as(person).post(path, {}, purpose)));
    const seen = person === 'huda' ? 'access.denied.class' : 'Imaginary Lane';
    expect(JSON.stringify(shown)).toContain(seen);
  });

  test('a case that it does not carry is unknown here, as there', async () => {
    const unknown = RecordId.parse('018f0000-0000-7000-8000-00000000dead');
    for (const [operation, code] of [
      ['cases.read', 'cases.case.unknown'],
      ['cases.timeline', 'cases.case.unknown'],
      ['identification.read', 'identification.case.unknown'],
      ['protection.read', 'protection.case.unknown'],
      ['protection.show-address', 'protection.case.unknown'],
      ['referrals.read', 'referrals.case.unknown'],
    ] as const) {
      expect(await here(person, operation, { recordId: unknown })).toBe(code);
    }
  });
});

test('the list a page at a time, with the same cursor', async () => {
  const there = (path: string) => done(server.as('sela').get(path));
  const first = await there(`/cases?team=${TEAMS.coast}&limit=1`);
  const input = { team: TEAMS.coast, limit: 1 };
  expect(await here('sela', 'cases.list', input)).toEqual({ ...first, onlyHere: true });
  const after = first.next;
  expect(typeof after).toBe('string');
  const second = await there(`/cases?team=${TEAMS.coast}&limit=1&after=${after}`);
  const shown = await here('sela', 'cases.list', { ...input, after });
  expect(shown).toEqual({ ...second, onlyHere: true });
});

test('what was shared with a person is found on their device, as shared', async () => {
  const { cases } = (await here('huda', 'cases.list', { team: TEAMS.hills, of: 'shared' })) as {
    cases: object[];
  };
  expect(cases).toMatchObject([{ recordId, worker: { name: 'Sela Sample' } }]);
});

test('a colleague’s case is not carried', async () => {
  const { answers } = await aDevice({ person: 'noa', purpose: 'child-protection' });
  expect(await answers.get('cases.read')?.answer({ recordId })).toMatchObject({ ok: false });
});

test('each opening is noted under the action that the server would have written', async () => {
  const device = devices.get('sela');
  device?.opened.splice(0);
  await here('sela', 'cases.read', { recordId });
  await here('sela', 'protection.show-address', { recordId });
  expect(device?.opened).toEqual([
    { recordId, action: 'cases.case-opened' },
    { recordId, action: 'protection.address-shown' },
  ]);
});

test('a name is found among what is carried, and a search opens no case', async () => {
  const device = devices.get('sela');
  device?.opened.splice(0);
  const name = { spoken: 'pip INVENTED', script: 'Latn' };
  const found = await here('sela', 'cases.look-up', { name });
  const { known } = await done(server.as('sela').post('/cases/look-up', { name }));
  expect(found).toEqual({ known, elsewhere: false, onlyHere: true });
  expect(known.length).toBeGreaterThan(0);
  expect(device?.opened).toEqual([]);
});

test('what a word that is no input asks for is refused', async () => {
  const answer = await devices.get('sela')?.answers.get('cases.read')?.answer({ recordId: 'x' });
  expect(answer).toEqual({ ok: false, refusal: { code: 'request.invalid' } });
});
