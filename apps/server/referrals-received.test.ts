import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receivedCards } from '#capabilities/referrals/storage/referral-cards.ts';
import { done } from './test-case.ts';
import { type CountryServer, openCountryServer, TEAMS, workerOf } from './test-country.ts';
import { aReferral, FOR_HEALTH, pathOf, replying } from './test-referral.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

const sela = () => server.as('sela');
const ife = () => server.as('ife');

describe('what was referred to a team', () => {
  const received = (limit = 20, after = '') =>
    done(ife().get(`/referrals/received?team=${TEAMS.clinic}&limit=${limit}${after}`, FOR_HEALTH));

  test('[AC-2] is for that team under its purpose', async () => {
    const sent = await aReferral(sela());
    const ids = (body: { referrals: { referralId: string }[] }) =>
      body.referrals.map((one) => one.referralId);
    expect(ids(await received(100))).toContain(sent.referralId);
    const url = `/referrals/received?team=${TEAMS.clinic}`;
    for (const person of ['toma', 'kai', 'rami'] as const)
      expect(ids(await done(server.as(person).get(url, FOR_HEALTH)))).toEqual([]);
    expect(ids(await done(ife().get(url)))).toEqual([]);
  });

  test('comes soonest reply first, page by page, each once, and without those that are closed', async () => {
    const sent = await Promise.all([1, 2, 3].map(() => aReferral(sela())));
    const [first] = sent;
    if (!first) throw new Error('None');
    const no = replying({ answer: 'declined', reason: 'no-capacity' });
    await done(ife().post(`${pathOf(first)}/answers`, no, FOR_HEALTH));
    const found: { referralId: string; replyBy: string | null }[] = [];
    let after = '';
    for (;;) {
      const page = await received(2, after);
      found.push(...page.referrals);
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    const ids = found.map((one) => one.referralId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(first.referralId);
    for (const one of sent.slice(1)) expect(ids).toContain(one.referralId);
    const due = found.map((one) => one.replyBy ?? '9');
    expect(due).toEqual(due.toSorted());
    const broken = `/referrals/received?team=${TEAMS.clinic}&after=x`;
    expect((await ife().get(broken)).code).toBe('referrals.list.cursor-unreadable');
  });

  test('costs a page and not the number of referrals: one index gives the order', async () => {
    await aReferral(sela());
    const { rows } = await server.database.transaction(
      { worker: workerOf('ife'), purpose: FOR_HEALTH },
      async (tx) => {
        await sql`set local enable_seqscan = off`.execute(tx);
        await sql`set local enable_sort = off`.execute(tx);
        expect(
          (await receivedCards(tx, { team: TEAMS.clinic, after: undefined, limit: 5 })).length,
        ).toBeGreaterThan(0);
        return sql<{ 'QUERY PLAN': string }>`explain
          select r.record_id, c.code from referral_card r join record_card c on c.record_id = r.record_id
          where r.team_id = ${TEAMS.clinic} and r.is_open and r.reads_until > now()
          order by r.reply_by, r.record_id, r.referral_id limit 5`.execute(tx);
      },
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('referral_card_received');
    expect(plan).not.toMatch(/Sort|Seq Scan on referral_card/);
  });
});

test('[RE-7] erasing a record takes the cards of its referrals along', async () => {
  const { recordId } = await aReferral(sela());
  const left = async () => {
    const { rows } = await server.database.asOwner((owner) =>
      sql`select 1 from referral_card where record_id = ${recordId}`.execute(owner),
    );
    return rows.length;
  };
  expect(await left()).toBe(1);
  await server.database.asOwner((owner) => sql`select vault_erase(${recordId})`.execute(owner));
  expect(await left()).toBe(0);
});
