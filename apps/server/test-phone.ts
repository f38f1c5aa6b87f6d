import { expect } from 'vitest';
import { EntryId, RecordId, type WorkerId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import type { DeviceStore, OutboxItem } from '#platform/device/device-store.ts';
import { judgeHere } from '../web/offline/answers/judge-here.ts';
import { answerKey } from '../web/offline/answers/kept-answers.ts';
import { type DeskHere, openLocalDesk } from '../web/offline/answers/local-desk.ts';
import { done } from './test-case.ts';
import type { CountryServer } from './test-country.ts';
import { type Pulled, setUpDevice, type TestDevice } from './test-field-device.ts';

/** For tests: a phone of Sela's, with what it was given over sync and nothing else. */
export type Input = Readonly<Record<string, unknown>>;
export type Phone = {
  readonly device: TestDevice;
  readonly desk: DeskHere;
  readonly outbox: OutboxItem[];
  readonly pull: () => Promise<void>;
  /** Screens and folds are told, as the engine tells them. */
  readonly tell: (ids: readonly RecordId[]) => void;
};

export async function aPhone(server: CountryServer): Promise<Phone> {
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
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- as much of it as a desk reads
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
export async function give(phone: Phone, operation: string, input: Input): Promise<void> {
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

export async function sendAll(phone: Phone): Promise<void> {
  const waiting = phone.outbox.splice(0);
  const { outcomes } = await phone.device.push(waiting.map(({ signed }) => signed));
  expect(outcomes.map((one) => [one.outcome, JSON.stringify(one)])).toEqual(
    outcomes.map((one) => ['accepted', JSON.stringify(one)]),
  );
  await phone.pull();
}

/** The folded record without what only the server gives: positions and moments. */
export async function standing(phone: Phone, recordId: string): Promise<unknown> {
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
