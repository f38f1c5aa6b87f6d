import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, openACase, planOf, withPlan } from './test-case.ts';
import { aCommand, type CountryServer, openCountryServer } from './test-country.ts';

let server: CountryServer;
beforeAll(async () => {
  server = await openCountryServer();
});
afterAll(() => server.close());

/** Days until the last of the team's grants ends. */
async function daysLeft(recordId: string): Promise<number> {
  const { rows } = await server.database.asOwner((owner) =>
    sql<{
      days: number;
    }>`select min(extract(day from valid_until - now()))::integer as days from access_grant
      where record_id = ${recordId}`.execute(owner),
  );
  return rows[0]?.days ?? 0;
}

async function grantsNearTheirEnd(recordId: string): Promise<void> {
  await server.database.asOwner((owner) =>
    sql`update access_grant set valid_until = now() + interval '5 days 1 hour' where record_id = ${recordId}`.execute(
      owner,
    ),
  );
}

const judgement = (basedOn: number, approved: boolean) => ({
  ...aCommand(),
  basedOn,
  approved,
  note: 'Say where.',
});

test('[AC-2] a team keeps a case while plans are approved; a returned plan renews nothing', async () => {
  const made = await openACase(server.as('sela'));
  const { recordId } = made;
  const position = await withPlan(server.as('sela'), made);
  await grantsNearTheirEnd(recordId);

  await done(
    server.as('paz').post(`/cases/${recordId}/plan/judgement`, judgement(position, false)),
  );
  expect(await daysLeft(recordId)).toBe(5);

  const mended = await done(
    server.as('sela').post(`/cases/${recordId}/plan`, planOf(undefined, { basedOn: position + 1 })),
  );
  await done(
    server
      .as('paz')
      .post(`/cases/${recordId}/plan/judgement`, judgement(mended.receipt.position, true)),
  );
  expect(await daysLeft(recordId)).toBeGreaterThanOrEqual(364);
  const log = await done(server.as('paz').get(`/cases/${recordId}/access-log`, 'supervision'));
  expect(log.lines.map((line: { action: string }) => line.action)).toContain(
    'access.grants-renewed',
  );
});

test('[AC-1] who does not oversee the case renews nothing, whatever they send to the database', async () => {
  const { recordId } = await openACase(server.as('sela'));
  const { worker } = server.as('sela');
  const renew = server.database.transaction({ worker, purpose: 'child-protection' }, (tx) =>
    sql`select access_renew(${recordId}, now() + interval '300 days')`.execute(tx),
  );
  await expect(renew).rejects.toThrow(/may not renew grants/);
});
