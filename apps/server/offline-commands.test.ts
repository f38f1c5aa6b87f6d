import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EntryId, RecordId, type WorkerId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { DeviceStore, OutboxItem } from '#platform/device/device-store.ts';
import { judgeHere } from '../web/offline/answers/judge-here.ts';
import { answerKey } from '../web/offline/answers/kept-answers.ts';
import { type DeskHere, openLocalDesk } from '../web/offline/answers/local-desk.ts';
import { ANSWERS, done, factsOf, openACase, openingOf, planOf, sectionOf } from './test-case.ts';
import { aCommand, type CountryServer, openCountryServer, workerOf } from './test-country.ts';
import { type Pulled, setUpDevice, type TestDevice } from './test-field-device.ts';
import { PROTECTION_ANSWERS } from './test-protection.ts';

/**
 * What a person sees of their waiting work must be what the server makes of it: each travelling
 * command is laid over the record on a device, then pushed and pulled, and the two are compared.
 */
let server: CountryServer;
let phone: Phone;
beforeAll(async () => {
  server = await openCountryServer();
  phone = await aPhone();
});
beforeEach(() => void phone.outbox.splice(0));
afterAll(() => server.close());

type Input = Readonly<Record<string, unknown>>;
type Phone = {
  readonly device: TestDevice;
  readonly desk: DeskHere;
  readonly outbox: OutboxItem[];
  readonly pull: () => Promise<void>;
  /** Screens and folds are told, as the engine tells them. */
  readonly tell: (ids: readonly RecordId[]) => void;
};

async function aPhone(): Promise<Phone> {
  const device = await setUpDevice(server, 'sela');
  const pulled: { now: Pulled } = { now: await device.pullAll() };
  const kept = new Map<string, unknown>();
  const keep = (key: string, value: unknown) => kept.set(key, value);
  const facts = await done(device.client.get('/sync/facts'));
  keep(answerKey('sync.facts', {}), facts);
  for (const one of facts.answers) keep(answerKey(one.operation, one.input), one.answer);
  const pack = (await server.app.inject('/api/pack?language=en')).json();
  keep(answerKey('pack.read', { language: 'en' }), pack);
  const rules = (await server.app.inject('/api/pack/rules')).json();
  keep(answerKey('pack.read-rules', {}), rules);
  const outbox: OutboxItem[] = [];
  const watchers: ((ids: readonly RecordId[]) => void)[] = [];
  const store = {
    record: async (id: string) => pulled.now.records.find((one) => one.recordId === id),
    records: async () => pulled.now.records,
    entries: async (id: string) =>
      pulled.now.entries
        .filter((one) => one.recordId === id)
        .toSorted((one, other) => one.position - other.position),
    outbox: async () => [...outbox],
    meta: async () => ({ backfill: {}, lastPullAt: null }),
    answer: async (key: string) => ({ key, value: kept.get(key), at: instantAt(0) }),
  } as unknown as DeviceStore;
  const desk = await openLocalDesk(
    {
      worker: device.client.worker,
      purpose: 'child-protection',
      store,
      watch: (changed) => {
        watchers.push(changed);
        return () => undefined;
      },
      noteOpened: async () => undefined,
    },
    {
      language: 'en',
      now: () => instantAt(Date.now()),
      nameOf: async (_id: WorkerId) => undefined,
    },
  );
  if (!desk) throw new Error('The device was not told enough');
  const tell = (ids: readonly RecordId[]) => {
    for (const changed of watchers) changed(ids);
  };
  const pull = async () => {
    const more = await device.pullAll();
    const records = new Map([...pulled.now.records, ...more.records].map((r) => [r.recordId, r]));
    const entries = new Map([...pulled.now.entries, ...more.entries].map((e) => [e.id, e]));
    pulled.now = { ...more, records: [...records.values()], entries: [...entries.values()] };
    tell([...records.keys()]);
  };
  return { device, desk, outbox, pull, tell };
}

/** Gives a command on the phone, as its outbox would hold it; judged first, as there. */
async function give(phone: Phone, operation: string, input: Input): Promise<void> {
  const [entryId, recordId] = [EntryId.parse(input['entryId']), RecordId.parse(input['recordId'])];
  const given = { entryId, recordId, operation, input };
  const judged = await judgeHere(phone.desk, given, instantAt(Date.now()));
  if (!judged.ok) throw new Error(JSON.stringify(judged.refusal));
  phone.outbox.push({
    entryId,
    recordId,
    number: phone.outbox.length + 1,
    writtenAt: instantAt(Date.now()),
    parcel: null,
    signed: phone.device.item(operation, input),
    said: { operation, input, purpose: 'child-protection' },
    state: 'waiting',
    tries: 0,
    outcome: null,
    answeredAt: null,
    isSettled: false,
  });
  phone.tell([recordId]);
}

async function sendAll(phone: Phone): Promise<void> {
  const waiting = phone.outbox.splice(0);
  const { outcomes } = await phone.device.push(waiting.map(({ signed }) => signed));
  expect(outcomes.map((one) => [one.outcome, JSON.stringify(one)])).toEqual(
    outcomes.map((one) => ['accepted', JSON.stringify(one)]),
  );
  await phone.pull();
}

/** The folded record without what only the server gives: positions and moments. */
async function standing(phone: Phone, recordId: string): Promise<unknown> {
  const carried = await phone.desk.desk.peek(RecordId.parse(recordId));
  if (!carried) throw new Error('The case is not here');
  const { record, entries } = carried;
  const states = Object.fromEntries([...record.states].map(([name, { state }]) => [name, state]));
  return timeless({
    card: record.card,
    states,
    entries: entries.map(({ position: _position, serverTime: _time, ...entry }) => entry),
  });
}

/** Every instant to the minute is too fine still: server and device judge at their own moments. */
function timeless(value: unknown): unknown {
  const text = JSON.stringify(value);
  return JSON.parse(text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'THEN'));
}

const on = (recordId: string, body: object): Input => ({ ...body, recordId });
const section = (name: keyof typeof ANSWERS) => (recordId: string) =>
  on(recordId, sectionOf(ANSWERS[name]));
const part = (name: keyof typeof PROTECTION_ANSWERS) => (recordId: string) =>
  on(recordId, sectionOf(PROTECTION_ANSWERS[name]));

const COMMANDS: readonly [string, (recordId: string) => Input][] = [
  ['cases.register-child', section('registration')],
  ['cases.record-consent', section('consent')],
  ['cases.assess-risk', section('risk')],
  ['cases.write-plan', (recordId) => on(recordId, planOf())],
  ['identification.record-facts', (recordId) => on(recordId, factsOf())],
  ['protection.record-guardian', part('guardian')],
  ['protection.record-safe-place', part('safe-place')],
  ['protection.record-health', part('health')],
  ['protection.record-justice', part('justice')],
  ['protection.record-assessment', part('assessment')],
  [
    'protection.block-measure',
    (recordId) =>
      on(recordId, {
        ...aCommand(),
        measure: 'guardian',
        blocked: { reason: 'no-service', words: '', until: null },
      }),
  ],
  [
    'protection.set-measure-owner',
    (recordId) => on(recordId, { ...aCommand(), measure: 'guardian', owner: workerOf('noa') }),
  ],
];

describe('what waits on a device stands there as it will stand on the server', () => {
  test('all of a case, one command after the other, opened on the device itself', async () => {
    await phone.pull();
    const recordId = randomUUID();
    await give(phone, 'cases.open', openingOf({ recordId }));
    for (const [operation, inputOf] of COMMANDS) await give(phone, operation, inputOf(recordId));
    const before = await standing(phone, recordId);
    await sendAll(phone);
    expect(await standing(phone, recordId)).toEqual(before);
  });

  test.each(COMMANDS)('%s on a case that was carried', async (operation, inputOf) => {
    const { recordId } = await openACase(server.as('sela'));
    const sela = server.as('sela');
    // A plan needs to know the danger and what the child agreed to.
    for (const [path, answers] of [
      ['consent', ANSWERS.consent],
      ['risk', ANSWERS.risk],
    ] as const)
      if (operation === 'cases.write-plan')
        await done(sela.post(`/cases/${recordId}/${path}`, sectionOf(answers)));
    await phone.pull();
    await give(phone, operation, inputOf(recordId));
    const before = await standing(phone, recordId);
    await sendAll(phone);
    expect(await standing(phone, recordId)).toEqual(before);
  });

  test('a result that was worked out without a network can be accepted without one', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await phone.pull();
    await give(phone, 'identification.record-facts', on(recordId, factsOf()));
    const carried = await phone.desk.desk.peek(RecordId.parse(recordId));
    const evaluated = carried?.entries.findLast(({ type }) => type === 'identification.evaluated');
    const result = 'presumed-child-victim-of-trafficking';
    const accepted = { ...aCommand(), evaluation: evaluated?.id, result };
    await give(phone, 'identification.accept-result', on(recordId, accepted));
    const before = await standing(phone, recordId);
    await sendAll(phone);
    expect(await standing(phone, recordId)).toEqual(before);
  });

  test('the same part twice without a network: the second builds on the first', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await phone.pull();
    await give(phone, 'cases.assess-risk', on(recordId, sectionOf(ANSWERS.risk)));
    const second = sectionOf({ ...ANSWERS.risk, why: 'Someone stood before the house.' });
    await give(phone, 'cases.assess-risk', on(recordId, second));
    await sendAll(phone);
    const view = await done(server.as('sela').get(`/cases/${recordId}`));
    expect(view.risk.content.answers.why).toBe('Someone stood before the house.');
    expect(view.risk.content.siblings ?? []).toEqual([]);
  });
});

describe('what is refused is refused at once, and nothing is queued', () => {
  test('an answer that the form does not take', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await phone.pull();
    const input = on(recordId, sectionOf({ ...ANSWERS.risk, level: 'sky-high' }));
    await expect(give(phone, 'cases.assess-risk', input)).rejects.toThrow('form.answers.invalid');
    expect(phone.outbox).toEqual([]);
  });

  test('a case of another team, for whom the sender may not register', async () => {
    await phone.pull();
    const input = openingOf({ team: randomUUID() });
    await expect(give(phone, 'cases.open', input)).rejects.toThrow('access.denied.ability');
  });

  test('words on a version that someone else has changed since', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await done(server.as('noa').post(`/cases/${recordId}/risk`, sectionOf(ANSWERS.risk)));
    await phone.pull();
    const input = on(recordId, sectionOf(ANSWERS.risk));
    await expect(give(phone, 'cases.assess-risk', input)).rejects.toThrow('section.moved-on');
  });

  test('a newer version than this device has seen is left to the server', async () => {
    const { recordId } = await openACase(server.as('sela'));
    await phone.pull();
    await give(phone, 'cases.assess-risk', on(recordId, sectionOf(ANSWERS.risk, { basedOn: 99 })));
    expect(phone.outbox).toHaveLength(1);
  });
});

test('a child who was handed over is not shown to whoever handed them over', async () => {
  const input = openingOf();
  await give(phone, 'cases.hand-over', input);
  expect(phone.outbox).toHaveLength(1);
  expect(await phone.desk.desk.peek(RecordId.parse(input.recordId))).toBeUndefined();
});
