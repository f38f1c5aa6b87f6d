import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RecordId } from '#kernel/ids.ts';
import { type Instant, instantAt } from '#kernel/instant.ts';
import type { DraftKeeper } from '#platform/design/form/draft-keeper.ts';
import type { OpenDevice } from '#platform/device/field-device.ts';
import { exampleRecord, exampleRecordId } from '#platform/device/store/examples.ts';
import { randomBytes, sealingKey } from '#platform/device/store/seal.ts';
import {
  makeSealedStore,
  openSealedStore,
  type SealedStore,
} from '#platform/device/store/sealed-store.ts';
import { deviceDrafts, dropDraftsWithout, dropOldDrafts } from './device-drafts.ts';

const carried = exampleRecordId(1);
const elsewhere = RecordId.parse('018f0000-0000-7000-8000-00000000dead');
const words = (text: string) => ({ note: { kind: 'text', text } }) as const;
const leaving = { isLeaving: false };

let name: string;
let key: CryptoKey;
let store: SealedStore;
let isUnlocked: boolean;
let isReachable: boolean;
/** What the server holds, and what it was told. */
let there: Map<string, { readonly draft: ReturnType<typeof words>; readonly keptAt: Instant }>;

const server: DraftKeeper = {
  find: async (asked) => (isReachable ? there.get(asked) : undefined),
  keep: async (asked, draft) => {
    if (!isReachable) return { kept: 'not-now' };
    const keptAt = instantAt(Date.now());
    there.set(asked, { draft: draft as ReturnType<typeof words>, keptAt });
    return { kept: 'here', at: keptAt };
  },
  drop: async (asked) => {
    if (isReachable) there.delete(asked);
  },
};
const device = () =>
  ({ store, sync: { snapshot: () => ({ isReachable }) } }) as unknown as OpenDevice;
/** Made anew with each page, as after a reload or with another version of the app. */
const aPage = () => deviceDrafts(server, () => (isUnlocked ? device() : undefined));

function network(works: boolean) {
  isReachable = works;
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(works);
}

beforeEach(async () => {
  name = `test-${crypto.randomUUID()}`;
  key = await sealingKey(randomBytes(32));
  store = await makeSealedStore(name, key);
  await store.commit([{ put: 'record', value: exampleRecord(1, 'Invented-one') }]);
  [isUnlocked, there] = [true, new Map()];
  network(false);
});
afterEach(() => {
  store.close();
  vi.restoreAllMocks();
});

/** The device is locked, and unlocked again in another page. */
async function lockAndUnlock() {
  store.close();
  isUnlocked = false;
  expect(await aPage().find(`risk.${carried}`)).toBeUndefined();
  store = await openSealedStore(name, key);
  isUnlocked = true;
}

test('what is written without a network survives lock, reload and another version of the app', async () => {
  for (const draft of [`risk.${carried}`, 'first-contact']) {
    const kept = await aPage().keep(draft, words('half a sentence'), leaving);
    expect(kept.kept).toBe('here');
  }
  await lockAndUnlock();
  for (const draft of [`risk.${carried}`, 'first-contact']) {
    const found = await aPage().find(draft);
    expect(found?.draft).toEqual(words('half a sentence'));
  }
});

test('a locked device keeps nothing and tells nothing; the server may', async () => {
  isUnlocked = false;
  network(true);
  await aPage().keep(`risk.${carried}`, words('with the server'), leaving);
  expect(await store.drafts()).toEqual([]);
  expect((await aPage().find(`risk.${carried}`))?.draft).toEqual(words('with the server'));
});

test('of a case that is not carried nothing is kept on the device', async () => {
  const kept = await aPage().keep(`risk.${elsewhere}`, words('not here'), leaving);
  expect(kept.kept).toBe('not-now');
  expect(await store.drafts()).toEqual([]);
});

test('with a network both keep it, and the later one is gone on with', async () => {
  network(true);
  await aPage().keep(`risk.${carried}`, words('from here'), leaving);
  expect(there.get(`risk.${carried}`)?.draft).toEqual(words('from here'));
  const keptAt = instantAt(Date.now() + 60_000);
  there.set(`risk.${carried}`, { draft: words('from another device'), keptAt });
  expect((await aPage().find(`risk.${carried}`))?.draft).toEqual(words('from another device'));
  network(false);
  expect((await aPage().find(`risk.${carried}`))?.draft).toEqual(words('from here'));
});

test('a form that was sent without a network does not come back when there is one', async () => {
  network(true);
  await aPage().keep(`risk.${carried}`, words('sent since'), leaving);
  network(false);
  await aPage().drop(`risk.${carried}`);
  expect(await aPage().find(`risk.${carried}`)).toBeUndefined();
  network(true);
  expect(there.has(`risk.${carried}`)).toBe(true);
  expect(await aPage().find(`risk.${carried}`)).toBeUndefined();
  expect(JSON.stringify(await store.drafts())).not.toContain('sent since');
});

test('dropped with a network, it is gone from both', async () => {
  network(true);
  await aPage().keep(`risk.${carried}`, words('given up'), leaving);
  await aPage().drop(`risk.${carried}`);
  expect([await store.drafts(), there.size]).toEqual([[], 0]);
});

test('what was half written about a record goes with it, and nothing else does', async () => {
  await aPage().keep(`risk.${carried}`, words('about the child'), leaving);
  await aPage().keep('first-contact', words('another child'), leaving);
  await dropDraftsWithout(device(), [carried]);
  expect(await store.drafts()).toHaveLength(2);
  await store.commit([{ drop: 'record', recordId: carried }]);
  await dropDraftsWithout(device(), [carried]);
  expect((await store.drafts()).map((one) => one.key)).toEqual(['first-contact']);
});

test('[DR-3] a draft on a device is gone after 14 days as well', async () => {
  const day = 86_400_000;
  const keptAt = (days: number) => instantAt(Date.now() - days * day);
  await store.commit([
    { put: 'draft', value: { key: 'first-contact', value: words('old'), at: keptAt(14.1) } },
    { put: 'draft', value: { key: 'hand-over', value: words('new'), at: keptAt(13.9) } },
  ]);
  await dropOldDrafts(device(), instantAt(Date.now()));
  expect((await store.drafts()).map((one) => one.key)).toEqual(['hand-over']);
});
