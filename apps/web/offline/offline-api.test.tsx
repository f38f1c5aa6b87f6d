import { beforeEach, describe, expect, it } from 'vitest';
import { listNotices } from '#capabilities/access/record-endpoints.ts';
import { assessRisk, readCase } from '#capabilities/cases/endpoints.ts';
import type { Endpoint } from '#kernel/endpoint.ts';
import { EntryId, RecordId, WorkerId } from '#kernel/ids.ts';
import { instantAt } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Api, CallOptions } from '#platform/design/calling/api.tsx';
import type { OutboxItem } from '#platform/device/device-store.ts';
import type { Given, GivenCommand, OpenDevice } from '#platform/device/field-device.ts';
import { memoryStore } from '#platform/device/store/memory-store.ts';
import type { Outcome } from '#platform/sync/protocol/push.ts';
import { offlineApi, type LocalWork } from './offline-api.ts';

const id = (last: number) => `018f0000-0000-7000-8000-00000000000${last}`;
const recordId = RecordId.parse(id(1));
const entryId = EntryId.parse(id(2));
const input = {
  recordId,
  entryId,
  deviceTime: '2026-11-24T10:00:00.000Z',
  formVersion: 1,
  basedOn: 0,
  answers: { level: 'high' },
};
const receipt = { entryId, position: 7, at: instantAt(0), replayed: false };
const taken = { receipt, held: null };

type Said = { server: Result<unknown>; given: Given; judged: Result<'fits' | 'elsewhere'> };
const said: Said = {
  server: refuse({ code: 'network.unreachable' }),
  given: { is: 'answered', outcome: outcomeOf({ outcome: 'accepted', answer: taken }) },
  judged: accept('fits'),
};
const before = { ...said };
let asked: { readonly id: string; readonly options: CallOptions | undefined }[] = [];
let given: GivenCommand[] = [];
let settled: string[] = [];
let news: string[] = [];
let purpose: Purpose = 'child-protection';
let isUnlocked = true;
let isOnline = true;
let store = memoryStore();

beforeEach(() => {
  Object.assign(said, before);
  [asked, given, settled, news] = [[], [], [], []];
  [purpose, isUnlocked, isOnline] = ['child-protection', true, true];
  store = memoryStore();
});

function outcomeOf(rest: object): Outcome {
  return { number: 1, entryId, ...rest } as Outcome;
}

const direct: Api = {
  call: async (endpoint: Endpoint, _input: unknown, options?: CallOptions) => {
    asked.push({ id: endpoint.id, options });
    return said.server as never;
  },
};

function device(): OpenDevice {
  return {
    worker: WorkerId.parse(id(3)),
    purpose: 'child-protection',
    store,
    give: async (command) => {
      given.push(command);
      return said.given;
    },
    settle: async (one) => void settled.push(one),
    noteOpened: async () => undefined,
    syncNow: async () => undefined,
    exportFile: async () => new Blob(),
    importReceipt: async () => refuse({ code: 'none' }),
    sync: {
      snapshot: () => ({
        doing: 'resting',
        isReachable: isOnline,
        waiting: 0,
        oldestAt: null,
        attention: 0,
        nextTryAt: null,
        lastContactAt: null,
        failure: null,
        records: 0,
        incomplete: 0,
        isBackupDue: false,
      }),
      subscribe: () => () => undefined,
    },
    watch: () => () => undefined,
  };
}

const caseHere = {
  recordId,
  code: 'K7QD-2MXP-4RC',
  team: { id: id(4), name: 'Amber Coast Team' },
  dueAt: null,
  clocks: [],
  isOpen: true,
  mayApprovePlan: false,
  waiting: 0,
  assignment: { worker: null, position: 0, mayTakeOn: false, mayAssign: false },
};

function api(): Api {
  const open = device();
  const work: LocalWork = {
    answers: new Map([[readCase.id, { id: readCase.id, answer: async () => accept(caseHere) }]]),
    judge: async () => said.judged,
    teamName: () => 'Amber Coast Team',
    findable: undefined,
  };
  return offlineApi({
    direct,
    opened: () => (isUnlocked ? open : undefined),
    workOf: async () => work,
    purpose: () => purpose,
    isOnline: () => isOnline,
    now: () => instantAt(0),
    onKept: (command) => void news.push(`kept ${command.recordId}`),
    onArrived: (command) => void news.push(`arrived ${command.recordId}`),
  });
}

async function kept(): Promise<void> {
  const item: OutboxItem = {
    entryId,
    recordId,
    number: 1,
    writtenAt: instantAt(0),
    tries: 0,
    answeredAt: null,
    parcel: null,
    signed: { body: 'x', signature: '' },
    said: { operation: assessRisk.id, input, purpose: 'child-protection' },
    state: 'waiting',
    outcome: null,
    isSettled: false,
  };
  await store.commit([{ put: 'outbox', value: item }]);
}

describe('who has no unlocked field device', () => {
  it('goes the way that everybody goes', async () => {
    isUnlocked = false;
    await api().call(assessRisk, input);
    expect(asked.map((one) => one.id)).toEqual(['cases.assess-risk']);
    expect(given).toEqual([]);
  });

  it('and so does who works under another purpose than the device', async () => {
    purpose = 'supervision';
    await api().call(readCase, { recordId });
    await api().call(assessRisk, input);
    expect(asked).toHaveLength(2);
    expect(given).toEqual([]);
  });
});

describe('a command on a field device', () => {
  it('goes through the outbox, and its answer is that of the operation', async () => {
    const answer = await api().call(assessRisk, input);
    expect(answer).toMatchObject({ ok: true, value: taken });
    expect(given).toMatchObject([{ entryId, recordId, operation: 'cases.assess-risk', input }]);
    expect(asked).toEqual([]);
    expect(news).toEqual([`arrived ${recordId}`]);
  });

  it('is not queued when the rules refuse it', async () => {
    said.judged = refuse({ code: 'cases.risk.below-floor' });
    const answer = await api().call(assessRisk, input);
    expect(answer).toEqual({ ok: false, refusal: { code: 'cases.risk.below-floor' } });
    expect(given).toEqual([]);
  });

  it('about a record that is not carried goes to the server alone', async () => {
    said.judged = accept('elsewhere');
    await api().call(assessRisk, input);
    expect(asked).toHaveLength(1);
    expect(given).toEqual([]);
  });

  it('that waits has a receipt that says so', async () => {
    await kept();
    const [item] = await store.outbox();
    if (!item) throw new Error('Nothing was kept');
    said.given = { is: 'kept', item };
    const answer = await api().call(assessRisk, input);
    expect(answer).toMatchObject({
      ok: true,
      value: { receipt: { entryId, position: 0, isKept: true }, held: null },
    });
    expect(news).toEqual([`kept ${recordId}`]);
  });

  it('that the device has no room for is told with the reason, and nothing was sent', async () => {
    said.given = { is: 'not-kept', refusal: { code: 'device.storage.full' } };
    const answer = await api().call(assessRisk, input);
    expect(answer).toEqual({ ok: false, refusal: { code: 'device.storage.full' } });
    expect(news).toEqual([]);
  });

  it('that the server refuses is told at once, and does not stand in the tray too', async () => {
    const reason = { code: 'cases.risk.level-missing' };
    said.given = { is: 'answered', outcome: outcomeOf({ outcome: 'refused', reason }) };
    const answer = await api().call(assessRisk, input);
    expect(answer).toEqual({ ok: false, refusal: reason });
    expect(settled).toEqual([entryId]);
  });

  it('that a supervisor holds is told with the reason, and stays in the tray', async () => {
    const reason = { code: 'cases.plan.risk-not-assessed' };
    said.given = { is: 'answered', outcome: outcomeOf({ outcome: 'held', reason }) };
    const answer = await api().call(assessRisk, input);
    expect(answer).toMatchObject({ ok: true, value: { receipt: null, held: reason.code } });
    expect(settled).toEqual([]);
  });

  it('that had arrived before is answered as then', async () => {
    const first = { number: 1, entryId, outcome: 'accepted', answer: taken };
    said.given = { is: 'answered', outcome: outcomeOf({ outcome: 'duplicate', first }) };
    expect(await api().call(assessRisk, input)).toMatchObject({ ok: true, value: taken });
  });

  it('that the server could not judge now is kept', async () => {
    const reason = { code: 'fault' };
    said.given = { is: 'answered', outcome: outcomeOf({ outcome: 'later', reason }) };
    expect(await api().call(assessRisk, input)).toMatchObject({
      value: { receipt: { isKept: true } },
    });
  });
});

describe('a reading on a field device', () => {
  it('asks the server first', async () => {
    said.server = accept({ ...caseHere, code: 'FROM-SERV-ER0' });
    expect(await api().call(readCase, { recordId })).toMatchObject({
      value: { code: 'FROM-SERV-ER0' },
    });
    expect(asked[0]?.options?.waitAtMost).toBeUndefined();
  });

  it.each(['network.unreachable', 'sign-in.required'])(
    'is answered here after %s',
    async (code) => {
      said.server = refuse({ code });
      expect(await api().call(readCase, { recordId })).toMatchObject({ value: { recordId } });
    },
  );

  it('shows the refusal of a server that was reached', async () => {
    said.server = refuse({ code: 'cases.case.unknown' });
    expect(await api().call(readCase, { recordId })).toMatchObject({ ok: false });
  });

  it('asks nobody without a network', async () => {
    isOnline = false;
    expect(await api().call(readCase, { recordId })).toMatchObject({ value: { recordId } });
    expect(asked).toEqual([]);
  });

  it('of a record with waiting work is answered here: its author sees what they wrote', async () => {
    await kept();
    said.server = accept({ ...caseHere, code: 'FROM-SERV-ER0' });
    expect(await api().call(readCase, { recordId })).toMatchObject({
      value: { code: 'K7QD-2MXP-4RC' },
    });
    expect(asked).toEqual([]);
  });

  it('that the device does not know is refused honestly, after a short wait', async () => {
    isOnline = false;
    expect(await api().call(listNotices, {})).toEqual({
      ok: false,
      refusal: { code: 'network.unreachable' },
    });
    expect(asked[0]?.options?.waitAtMost).toBe(4000);
  });
});
