import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { clockStart } from '#kernel/hybrid-clock.ts';
import { instantAt } from '#kernel/instant.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { PulledPage } from '#platform/sync/protocol/pull.ts';
import type { Outcome, PushItem } from '#platform/sync/protocol/push.ts';
import { done } from './test-case.ts';
import type { Answer, Client, CountryServer, Person } from './test-country.ts';

export type Keys = { readonly privateKey: KeyObject; readonly point: string };

/** A field device as a test drives it: signs, numbers, pushes and pulls as the protocol says. */
export type TestDevice = {
  readonly deviceId: string;
  readonly keys: Keys;
  readonly client: Client;
  /** The next item of this device; `over` replaces parts of its body before it is signed. */
  readonly item: (
    operation: string,
    input: Readonly<Record<string, unknown>>,
    over?: Readonly<Record<string, unknown>>,
  ) => PushItem;
  readonly push: (items: readonly PushItem[], opened?: readonly object[]) => Promise<Pushed>;
  readonly pull: (asked?: Readonly<Record<string, unknown>>) => Promise<Answer>;
  /** Pulls until nothing more waits, older entries too; gives everything that came. */
  readonly pullAll: () => Promise<Pulled>;
  readonly meta: { epoch: string | null; cursor: string | null; controlSeen: number };
};
export type Pushed = {
  readonly outcomes: readonly Outcome[];
  readonly control: PulledPage['control'];
};
export type Pulled = {
  readonly entries: PulledPage['entries'];
  readonly records: PulledPage['records'];
  readonly control: PulledPage['control'];
  readonly pages: readonly PulledPage[];
};

export function makeKeys(): Keys {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([
    Buffer.from([4]),
    Buffer.from(x, 'base64url'),
    Buffer.from(y, 'base64url'),
  ]);
  return { privateKey, point: point.toString('base64') };
}

export function signed(body: object, keys: Keys): PushItem {
  const text = JSON.stringify(body);
  const signature = sign('sha256', Buffer.from(text), {
    key: keys.privateKey,
    dsaEncoding: 'ieee-p1363',
  }).toString('base64');
  return { body: text, signature };
}

export async function setUpDevice(
  server: Pick<CountryServer, 'app' | 'as'>,
  person: Person,
  purpose: Purpose = 'child-protection',
): Promise<TestDevice> {
  const client = server.as(person);
  const keys = makeKeys();
  const made = await done(
    client.post('/field-devices', { signingKey: keys.point, purpose, label: 'A test phone' }),
  );
  const meta: TestDevice['meta'] = { epoch: null, cursor: null, controlSeen: 0 };
  const deviceId: string = made.deviceId;
  let [number, before] = [0, ''];
  const item: TestDevice['item'] = (operation, input, over = {}) => {
    number += 1;
    const body = {
      format: 1,
      entryId: input['entryId'],
      recordId: input['recordId'],
      deviceId,
      number,
      before,
      operation,
      input,
      purpose,
      writtenAt: instantAt(Date.now()),
      clock: clockStart,
      ...over,
    };
    const made = signed(body, keys);
    before = createHash('sha256').update(made.body).digest('hex');
    return made;
  };
  const pull: TestDevice['pull'] = (asked = {}) =>
    client.post('/sync/pull', { deviceId, ...meta, confirms: [], backfill: [], ...asked }, purpose);
  const push: TestDevice['push'] = async (items, opened = []) => {
    const response = await server.app.inject({
      method: 'POST',
      url: '/api/sync/push',
      headers: { 'x-amparo-request': '1' },
      payload: { deviceId, items, opened },
    });
    if (response.statusCode !== 200) throw new Error(response.body);
    return response.json();
  };
  const pullAll = () => pullEverything(pull, meta);
  return { deviceId, keys, client, item, push, pull, pullAll, meta };
}

async function pullEverything(pull: TestDevice['pull'], meta: TestDevice['meta']): Promise<Pulled> {
  const pages: PulledPage[] = [];
  const wanted = new Map<string, number>();
  let isLive = true;
  for (let turn = 0; turn < 500 && (isLive || wanted.size > 0); turn += 1) {
    const backfill = isLive
      ? []
      : [...wanted].slice(0, 50).map(([recordId, after]) => ({ recordId, after }));
    const confirms = pages.slice(-1).map(({ page }) => page);
    const page: PulledPage = await done(pull({ confirms, backfill }));
    pages.push(page);
    noteWanted(page, wanted);
    const controlSeen = page.control.at(-1)?.number ?? meta.controlSeen;
    Object.assign(meta, { epoch: page.epoch, cursor: page.cursor, controlSeen });
    if (isLive) isLive = page.more;
  }
  await done(pull({ confirms: pages.slice(-1).map(({ page }) => page) }));
  const entries = new Map(pages.flatMap((page) => page.entries).map((one) => [one.id, one]));
  const records = new Map(pages.flatMap((page) => page.records).map((one) => [one.recordId, one]));
  const control = pages.flatMap((page) => page.control);
  return { entries: [...entries.values()], records: [...records.values()], control, pages };
}

function noteWanted(page: PulledPage, wanted: Map<string, number>): void {
  for (const order of page.control) {
    if (order.kind === 'grant') wanted.set(order.recordId, 0);
    if (order.kind === 'revoke' && order.isWhole) wanted.delete(order.recordId);
  }
  for (const { recordId, upTo, isWhole } of page.backfilled) {
    if (isWhole) wanted.delete(recordId);
    else wanted.set(recordId, upTo);
  }
}
