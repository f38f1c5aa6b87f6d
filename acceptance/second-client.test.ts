import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bodyOf, codes, entriesOf, kinds, takeBack, withPeople } from './second-client-people.ts';
import { done, type Session } from './second-client-session.ts';
import { Me } from './second-client-shapes.ts';
import { CHILD, command } from './second-client-words.ts';
import type { SecondClient } from './second-client.ts';

const { here, setUp } = withPeople();

/** A case that was opened, registered and assessed by this client; gives the id of its record. */
async function aChild(client: SecondClient): Promise<string> {
  const opened = here().words.opening(client.team);
  await client.give('cases.open', opened);
  await client.give('cases.register-child', here().words.registration(opened.recordId));
  await client.give('cases.assess-risk', here().words.risk(opened.recordId, 'medium'));
  expect(kinds(await client.push())).toEqual(['accepted', 'accepted', 'accepted']);
  return opened.recordId;
}

async function share(recordId: string, to: Session): Promise<string> {
  const { worker } = Me.parse(done(await to.ask('GET', '/me')));
  const grant = {
    ...command(),
    to: { worker: worker.id },
    classes: ['identity', 'care'],
    mayWrite: true,
    purpose: 'child-protection',
    until: new Date(Date.now() + 86_400_000).toISOString(),
  };
  const answer = done(await here().paz.ask('POST', `/records/${recordId}/grants`, grant));
  return z.object({ grantId: z.string() }).parse(answer).grantId;
}

describe('a client that was written from the paper', () => {
  test('sends a child, a registration and a risk, and gets them back with everything else', async () => {
    const [mine, other] = [await setUp(here().sela), await setUp(here().paz)];
    expect(await other.pull()).toBeNull();
    const before = other.held.entries.size;
    const recordId = await aChild(mine);
    for (const client of [mine, other]) {
      expect(await client.pull()).toBeNull();
      const came = entriesOf(client, recordId);
      expect(came.map(({ position }) => position).toSorted((a, b) => a - b)).toEqual(
        came.map((_, index) => index + 1),
      );
      expect(JSON.stringify(came)).toContain(CHILD);
      expect(client.held.records.get(recordId)?.position).toBe(came.length);
    }
    // What the demo tells came by backfill, and nothing of it is missing up to the last position.
    expect(before).toBeGreaterThan(10);
    for (const { recordId: one, position } of other.held.records.values())
      expect(Math.max(...entriesOf(other, one).map((entry) => entry.position))).toBe(position);
  });

  test('pulls the same a second time without any of it, and its pages are confirmed', async () => {
    const mine = await setUp(here().sela);
    const recordId = await aChild(mine);
    expect(await mine.pull()).toBeNull();
    const [orders, entries] = [mine.held.orders.length, mine.held.entries.size];
    expect(await mine.pull()).toBeNull();
    expect([mine.held.orders.length, mine.held.entries.size]).toEqual([orders, entries]);
    const Known = z.object({
      carried: z.array(
        z.object({ deviceId: z.string(), class: z.string(), confirmedAt: z.string().nullable() }),
      ),
    });
    const path = `/sync/records/${recordId}/devices`;
    const known = Known.parse(done(await here().paz.ask('GET', path, undefined, 'supervision')));
    const ofMine = known.carried.filter(({ deviceId }) => deviceId === mine.deviceId);
    expect(ofMine.map((one) => one.class)).toContain('identity');
    expect(ofMine.every(({ confirmedAt }) => confirmedAt !== null)).toBe(true);
  });

  test('carries what is shared with its worker, meets a conflict there, and gives it up when the sharing ends', async () => {
    const [mine, other] = [await setUp(here().sela), await setUp(here().noa)];
    const recordId = await aChild(mine);
    await other.pull();
    expect(other.held.records.has(recordId)).toBe(false);
    const grantId = await share(recordId, here().noa);
    await other.pull();
    const assessed = entriesOf(other, recordId).find(({ section }) => section === 'risk');
    expect(assessed?.body).toBeDefined();

    const seen = assessed?.position ?? 0;
    await mine.give('cases.assess-risk', here().words.risk(recordId, 'low', seen));
    await other.give('cases.assess-risk', here().words.risk(recordId, 'immediate', seen));
    expect(kinds(await mine.push())).toEqual(['accepted']);
    const [outcome] = await other.push();
    expect(outcome).toMatchObject({ outcome: 'conflicting' });
    expect(outcome?.fields?.toSorted()).toEqual(['level', 'why']);
    await mine.pull();
    const levels = entriesOf(mine, recordId).filter(({ section }) => section === 'risk');
    expect(levels).toHaveLength(3);

    // What waits about the record goes before its content.
    await other.give('cases.assess-risk', here().words.risk(recordId, 'high', seen));
    done(await here().paz.ask('POST', `/records/${recordId}/grants/${grantId}/end`, command()));
    await other.pull();
    expect(other.held.orders.at(-1)).toMatchObject({ kind: 'revoke', recordId, isWhole: true });
    expect(entriesOf(other, recordId)).toEqual([]);
    expect(other.held.outbox.at(-1)?.outcome).not.toBeNull();
  });
});

describe('a device that was taken back', () => {
  test('is told to wipe itself, sends first what waits, and is served nothing more', async () => {
    const mine = await setUp(here().sela);
    const recordId = await aChild(mine);
    await mine.pull();
    await mine.give('cases.assess-risk', here().words.risk(recordId, 'high'));
    await takeBack(mine, here().sela);
    expect(await mine.pull()).toBe('sync.device.revoked');
    expect(mine.held).toMatchObject({ isWiped: true });
    expect([mine.held.entries.size, mine.held.records.size]).toEqual([0, 0]);
    const waited = mine.held.outbox.find(({ item }) => bodyOf(item)['number'] === 4);
    expect(waited?.outcome).toMatchObject({
      outcome: 'held',
      reason: { code: 'sync.item.quarantined' },
    });
    const waiting = await here().paz.ask('GET', '/sync/quarantine', undefined, 'child-protection');
    expect(JSON.stringify(done(waiting))).toContain(mine.deviceId);
    expect(await wipedAt(mine)).not.toBeNull();
  });

  test('learns it from a push when it has no session, and says with its signature that it has', async () => {
    const mine = await setUp(here().sela);
    const recordId = await aChild(mine);
    await takeBack(mine, here().sela);
    expect(await wipedAt(mine)).toBeNull();
    await mine.give('cases.assess-risk', here().words.risk(recordId, 'high'));
    expect(codes(await mine.push())).toEqual(['sync.item.quarantined']);
    expect(mine.held).toMatchObject({ isWiped: true });
    expect(await wipedAt(mine)).not.toBeNull();
  });

  async function wipedAt(client: SecondClient): Promise<string | null | undefined> {
    const Devices = z.object({
      devices: z.array(
        z.object({
          deviceId: z.string(),
          revoked: z.object({ wipedAt: z.string().nullable() }).nullable(),
        }),
      ),
    });
    const { devices } = Devices.parse(done(await here().sela.ask('GET', '/field-devices')));
    return devices.find(({ deviceId }) => deviceId === client.deviceId)?.revoked?.wipedAt;
  }
});

test('after a restore it begins anew with its cursor, offers everything again, and nothing stands twice', async () => {
  const mine = await setUp(here().sela);
  const recordId = await aChild(mine);
  await mine.pull();
  const [epoch, before] = [mine.held.epoch, [...mine.held.entries.keys()].toSorted()];
  // A transaction that the server has not had yet: it must have been restored to an older day.
  mine.held.cursor = '999999999999.1';
  expect(await mine.pull()).toBeNull();
  expect(mine.held.epoch).not.toBe(epoch);
  expect([...mine.held.entries.keys()].toSorted()).toEqual(before);
  expect(mine.held.outbox.map(({ outcome }) => outcome?.outcome)).toEqual([
    'accepted',
    'accepted',
    'accepted',
  ]);
  expect(entriesOf(mine, recordId)).toHaveLength(mine.held.records.get(recordId)?.position ?? 0);
});
