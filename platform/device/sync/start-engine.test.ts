import { expect, test } from 'vitest';
import { accept, refuse } from '#kernel/result.ts';
import { instantAt } from '#kernel/instant.ts';
import { nextWait } from './pace.ts';
import { type EngineParts, startEngine } from './start-engine.ts';
import type { Transport } from './sync-parts.ts';
import { aNow, epochId, recordId, teamId } from './testing/model-ids.ts';
import { aCommand, plainParts, takesAll } from './testing/plain-parts.ts';

const DAY = 86_400_000;

const nothingNew = {
  epoch: epochId(1),
  page: 1,
  control: [],
  records: [],
  entries: [],
  names: {},
  cursor: '0.0',
  more: false,
  backfilled: [],
  facts: 'first',
  at: aNow,
};

const aCard = {
  recordType: 'model',
  position: 0,
  readable: [],
  writable: [],
  card: {
    code: 'MODEL',
    team: teamId,
    worker: null,
    isOpen: true,
    dueAt: null,
    clocks: {},
    parts: {},
  },
};

/** An engine whose time passes only when a test says so. */
function anEngine(transport: Partial<Transport> = {}, over: Partial<EngineParts> = {}) {
  let now = 1_795_000_000_000;
  let timers: { readonly at: number; readonly work: () => void }[] = [];
  let wiped = 0;
  let wake = () => {};
  const told: (readonly string[])[] = [];
  const base = plainParts({
    transport: { ...takesAll(), pull: async () => accept(nothingNew), ...transport },
    clock: {
      now: () => now,
      random: () => 0.5,
      after: (milliseconds, work) => {
        const timer = { at: now + milliseconds, work };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
    },
  });
  const parts: EngineParts = {
    ...base,
    isVisible: () => true,
    wakes: (call) => {
      wake = call;
      return () => {};
    },
    onWiped: async () => {
      wiped += 1;
    },
    others: { tell: (ids) => told.push(ids), listen: () => () => {} },
    fileKeys: { seal: '', sign: '' },
    ...over,
  };
  const engine = startEngine(parts);
  return {
    engine,
    parts,
    told,
    wiped: () => wiped,
    wake: () => wake(),
    pass: (milliseconds: number) => {
      now += milliseconds;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { work } of due) work();
    },
  };
}

test('a command that the server takes at once is answered, and other pages hear of it', async () => {
  const { engine, told } = anEngine();
  const given = await engine.give(aCommand(1));
  expect(given).toMatchObject({ is: 'answered', outcome: { outcome: 'accepted' } });
  expect(told).toContainEqual([recordId(1)]);
});

test('without a network it is kept, counted, and sent when the network comes back', async () => {
  let isUp = false;
  const inner = takesAll();
  const push: Transport['push'] = async (input) =>
    isUp ? inner.push(input) : refuse({ code: 'network.unreachable' });
  const { engine, wake, parts } = anEngine({ push });
  expect(await engine.give(aCommand(1))).toMatchObject({ is: 'kept' });
  await expect
    .poll(() => engine.sync.snapshot())
    .toMatchObject({
      waiting: 1,
      isReachable: false,
      doing: 'waiting-to-try',
      failure: { code: 'network.unreachable' },
    });
  isUp = true;
  wake();
  await expect.poll(async () => (await parts.store.outbox())[0]?.state).toBe('answered');
  await expect.poll(() => engine.sync.snapshot().waiting).toBe(0);
});

test('a server that takes its time leaves the person waiting two seconds, no more', async () => {
  const { engine, pass } = anEngine({ push: async () => new Promise(() => {}) });
  const given = engine.give(aCommand(1));
  await expect.poll(() => engine.sync.snapshot().doing).toBe('sending');
  await expect.poll(() => engine.sync.snapshot().waiting).toBe(1);
  pass(2000);
  expect(await given).toMatchObject({ is: 'kept' });
});

test('when the session is over nothing is fetched, sending goes on, and the person is told', async () => {
  let pulls = 0;
  const pull = async () => {
    pulls += 1;
    return refuse({ code: 'sign-in.required' });
  };
  const { engine, pass } = anEngine({ pull });
  await expect.poll(() => engine.sync.snapshot().failure?.code).toBe('sign-in.required');
  expect(await engine.give(aCommand(1))).toMatchObject({ is: 'answered' });
  const before = pulls;
  pass(60_000);
  await engine.give(aCommand(2));
  expect(pulls).toBe(before);
  expect(engine.sync.snapshot().failure?.code).toBe('sign-in.required');
  await engine.syncNow();
  expect(pulls).toBe(before + 1);
});

test('a device that was taken back hears so without a session, and its database goes', async () => {
  const push = async () => accept({ outcomes: [], control: [{ number: 1, kind: 'wipe' }] });
  const { engine, wiped, pass } = anEngine({
    push,
    pull: async () => refuse({ code: 'sign-in.required' }),
  });
  await expect.poll(() => engine.sync.snapshot().failure?.code).toBe('sign-in.required');
  expect(wiped()).toBe(0);
  pass(60_000);
  await expect.poll(wiped).toBe(1);
});

test('what is refused needs attention until its author has seen it', async () => {
  const { engine } = anEngine(
    takesAll(() => ({ outcome: 'refused', reason: { code: 'model.refused' } })),
  );
  await engine.give(aCommand(1));
  await expect.poll(() => engine.sync.snapshot().attention).toBe(1);
  await engine.settle(aCommand(1).entryId);
  await expect.poll(() => engine.sync.snapshot().attention).toBe(0);
});

test('after a day without a network a backup is due', async () => {
  const push = async () => refuse({ code: 'network.unreachable' });
  const { engine, pass, parts } = anEngine({ push });
  await engine.give(aCommand(1));
  await expect.poll(() => engine.sync.snapshot().waiting).toBe(1);
  expect(engine.sync.snapshot().isBackupDue).toBe(false);
  pass(DAY + 1);
  await expect.poll(() => engine.sync.snapshot().isBackupDue).toBe(true);
  const lastBackupAt = instantAt(parts.clock.now());
  await parts.store.commit([
    { put: 'meta', value: { ...(await parts.store.meta()), lastBackupAt } },
  ]);
  await engine.syncNow();
  await expect.poll(() => engine.sync.snapshot().isBackupDue).toBe(false);
});

test('a count that began before cases came does not say afterwards that there are none', async () => {
  const { store } = plainParts();
  const asked: Promise<unknown>[] = [];
  // What is asked later is answered later, as by a busy disk.
  const outbox: typeof store.outbox = async () => {
    const wait = new Promise((resolve) => setTimeout(resolve, asked.length * 5));
    asked.push(wait);
    await wait;
    return store.outbox();
  };
  const carried = { ...aCard, recordId: recordId(1) };
  const { engine } = anEngine(
    { pull: async () => accept({ ...nothingNew, records: [carried] }) },
    { store: { ...store, outbox } },
  );
  await engine.syncNow();
  for (let seen = 0; seen < asked.length;) {
    seen = asked.length;
    await Promise.all(asked);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  expect(engine.sync.snapshot().records).toBe(1);
});

test('facts of the worker that changed are told without ids', async () => {
  let facts = 'first';
  const { engine } = anEngine({ pull: async () => accept({ ...nothingNew, facts }) });
  await engine.syncNow();
  const heard: (readonly string[])[] = [];
  engine.watch((ids) => heard.push(ids));
  facts = 'second';
  await engine.syncNow();
  expect(heard).toContainEqual([]);
});

test('waits after failures grow to five minutes, each a random part of its time', () => {
  expect(nextWait(0, true, 0.9)).toBe(60_000);
  expect([1, 2, 3, 4].map((failures) => nextWait(failures, true, 1))).toEqual([
    2000, 4000, 8000, 16_000,
  ]);
  expect(nextWait(50, true, 1)).toBe(300_000);
  expect(nextWait(50, true, 0.25)).toBe(75_000);
});
