import { createHash, webcrypto } from 'node:crypto';
import type {
  Carried,
  Entry,
  FileKeys,
  Item,
  Order,
  Outcome,
  Page,
} from './second-client-shapes.ts';
import { Me, Page as PageShape, Pushed, SetUp } from './second-client-shapes.ts';
import { type Answer, done, type Session } from './second-client-session.ts';

/**
 * A second client of a field device, written from docs/operations/sync.md and /api/openapi.json alone,
 * to prove that it can be. It keeps in memory what the app keeps sealed, and knows no forms.
 */
export type SecondClient = {
  readonly deviceId: string;
  /** Of the server: what is carried as a file is sealed to one, and its receipt signed with the other. */
  readonly fileKeys: FileKeys;
  /** The worker's first team. */
  readonly team: string;
  readonly held: Held;
  /** Puts a command into the outbox; `over` replaces parts of what is signed. */
  readonly give: (
    operation: string,
    input: Readonly<Record<string, unknown>>,
    over?: Readonly<Record<string, unknown>>,
  ) => Promise<Item>;
  /** Sends these items, or what waits. */
  readonly push: (items?: readonly Item[]) => Promise<readonly Outcome[]>;
  /** What waits, as items; for a file that somebody carries. */
  readonly waiting: () => readonly Item[];
  /** What became of items, in their order. */
  readonly hear: (items: readonly Item[], outcomes: readonly Outcome[]) => void;
  /** Follows the journal to its end, older entries too; gives the code of the refusal that stopped it. */
  readonly pull: () => Promise<string | null>;
  /** Signs as this device does. */
  readonly sign: (text: string) => Promise<Item>;
};

/** What the device has; everything but the outbox goes by order of the server. */
export type Held = {
  epoch: string | null;
  cursor: string | null;
  controlSeen: number;
  confirms: number[];
  isWiped: boolean;
  readonly records: Map<string, Carried>;
  readonly entries: Map<string, Entry>;
  /** Records whose older entries are wanted, with the highest position from which on none is missing. */
  readonly wanted: Map<string, number>;
  /** Everything that was given, in its order, with what became of it. */
  readonly outbox: { readonly item: Item; outcome: Outcome | null }[];
  readonly orders: Order[];
};

const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const MOST_ITEMS = 50;
const MOST_BACKFILL = 200;

export async function setUpClient(
  session: Session,
  purpose = 'child-protection',
): Promise<SecondClient> {
  const keys = await webcrypto.subtle.generateKey(ES256, false, ['sign', 'verify']);
  const point = Buffer.from(await webcrypto.subtle.exportKey('raw', keys.publicKey));
  const asked = { signingKey: point.toString('base64'), purpose, label: 'A second client' };
  const made = SetUp.parse(done(await session.ask('POST', '/field-devices', asked)));
  const { worker } = Me.parse(done(await session.ask('GET', '/me')));
  const held = nothingHeld();
  const sign = async (body: string): Promise<Item> => {
    const signature = await webcrypto.subtle.sign(ES256, keys.privateKey, Buffer.from(body));
    return { body, signature: Buffer.from(signature).toString('base64') };
  };
  const { deviceId } = made;
  const device: Device = { session, deviceId, purpose, held, sign, last: { number: 0, hash: '' } };
  return {
    deviceId,
    fileKeys: made.fileKeys,
    team: worker.teams[0]?.id ?? '',
    held,
    sign,
    give: (operation, input, over) => give(device, operation, input, over),
    push: (items) => push(device, items),
    waiting: () => waitingIn(held),
    hear: (items, outcomes) => hear(held, items, outcomes),
    pull: () => pull(device),
  };
}

type Device = {
  readonly session: Session;
  readonly deviceId: string;
  readonly purpose: string;
  readonly held: Held;
  readonly sign: (text: string) => Promise<Item>;
  readonly last: { number: number; hash: string };
};

function nothingHeld(): Held {
  return {
    epoch: null,
    cursor: null,
    controlSeen: 0,
    confirms: [],
    isWiped: false,
    records: new Map(),
    entries: new Map(),
    wanted: new Map(),
    outbox: [],
    orders: [],
  };
}

async function give(
  device: Device,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, unknown>> = {},
): Promise<Item> {
  const { held, deviceId, purpose, last } = device;
  last.number += 1;
  const body = {
    format: 1,
    entryId: input['entryId'],
    recordId: input['recordId'],
    deviceId,
    number: last.number,
    before: last.hash,
    operation,
    input,
    purpose,
    writtenAt: new Date().toISOString(),
    clock: { wall: Date.now(), count: 0 },
    ...over,
  };
  const item = await device.sign(JSON.stringify(body));
  last.hash = createHash('sha256').update(item.body).digest('hex');
  held.outbox.push({ item, outcome: null });
  return item;
}

const waitingIn = ({ outbox }: Held): readonly Item[] =>
  outbox.filter(({ outcome }) => outcome === null).map(({ item }) => item);

/** Answers come in the order of the items, and that order alone says whose they are. */
function hear(held: Held, items: readonly Item[], outcomes: readonly Outcome[]): void {
  items.forEach((item, index) => {
    const kept = held.outbox.find((one) => one.item === item);
    const outcome = outcomes[index];
    if (!kept || !outcome || outcome.outcome === 'later') return;
    kept.outcome = outcome.outcome === 'duplicate' ? (outcome.first ?? null) : outcome;
  });
}

async function push(device: Device, chosen?: readonly Item[]): Promise<readonly Outcome[]> {
  const { held, session, deviceId } = device;
  const items = (chosen ?? waitingIn(held)).slice(0, MOST_ITEMS);
  // Without the session: an item carries the signature of its device.
  const answer = await session.askUnsigned('POST', '/sync/push', { deviceId, items });
  const { outcomes, control } = Pushed.parse(done(answer));
  hear(held, items, outcomes);
  if (control.some(({ kind }) => kind === 'wipe') && !held.isWiped) {
    wipe(device);
    // The last words of a device that has no session any more, signed before its key is forgotten.
    const entryId = webcrypto.randomUUID();
    await give(device, 'sync.wiped', { entryId, recordId: deviceId });
    await push(device);
  }
  return outcomes;
}

async function pull(device: Device): Promise<string | null> {
  const { held } = device;
  for (let isMore = true; isMore || held.wanted.size > 0;) {
    const backfill = isMore
      ? []
      : [...held.wanted].slice(0, MOST_BACKFILL).map(([recordId, after]) => ({ recordId, after }));
    const answer = await askPage(device, backfill);
    if (answer.code !== null) {
      if (answer.code !== 'sync.epoch.changed') return answer.code;
      await beginEpoch(device);
      isMore = true;
      continue;
    }
    const page = PageShape.parse(answer.body);
    await keep(device, page);
    if (held.isWiped) isMore = false;
    else if (backfill.length === 0) isMore = page.more;
  }
  // Tells that the last page is stored and the last orders are carried out.
  return (await askPage(device, [])).code;
}

async function askPage(device: Device, backfill: readonly object[]): Promise<Answer> {
  const { deviceId, held, session, purpose } = device;
  const { epoch, cursor, controlSeen } = held;
  const confirms = held.confirms.splice(0, 100);
  const asked = { deviceId, epoch, cursor, controlSeen, confirms, backfill };
  return session.ask('POST', '/sync/pull', asked, purpose);
}

/** In the order of the paper: orders, records, entries, cursor. */
async function keep(device: Device, page: Page): Promise<void> {
  const { held } = device;
  for (const order of page.control) await carryOut(device, order);
  if (held.isWiped) return;
  for (const record of page.records) held.records.set(record.recordId, record);
  for (const entry of page.entries)
    if (!held.entries.has(entry.id)) held.entries.set(entry.id, entry);
  for (const { recordId, upTo, isWhole } of page.backfilled) {
    if (isWhole) held.wanted.delete(recordId);
    else held.wanted.set(recordId, upTo);
  }
  held.epoch = page.epoch;
  held.cursor = page.cursor;
  held.confirms.push(page.page);
}

async function carryOut(device: Device, order: Order): Promise<void> {
  const { held } = device;
  if (order.number <= held.controlSeen) return;
  held.orders.push(order);
  // What waits goes first, then what is taken away.
  if (order.kind !== 'grant') await push(device);
  if (order.kind === 'wipe') wipe(device);
  if (order.kind === 'grant') held.wanted.set(order.recordId, 0);
  if (order.kind === 'revoke') {
    for (const [id, entry] of held.entries) {
      const isIts = entry.recordId === order.recordId && order.classes.includes(entry.class);
      if (isIts) held.entries.delete(id);
    }
    if (order.isWhole) {
      held.records.delete(order.recordId);
      held.wanted.delete(order.recordId);
    }
  }
  held.controlSeen = order.number;
}

function wipe({ held }: Device): void {
  held.records.clear();
  held.entries.clear();
  held.wanted.clear();
  held.isWiped = true;
}

/** The database was restored: begins anew with the cursor, and offers everything that was given again. */
async function beginEpoch(device: Device): Promise<void> {
  const { held } = device;
  Object.assign(held, { epoch: null, cursor: null, confirms: [] });
  for (const recordId of held.records.keys()) held.wanted.set(recordId, 0);
  for (const kept of held.outbox) kept.outcome = null;
  for (let sent = 0; sent < held.outbox.length; sent += MOST_ITEMS) await push(device);
}
