import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { totpCode } from '#platform/auth/test-sign-in.ts';
import { type AccessBench, OMAR, openAccessBench, PASSWORD, ROSA, Visitor } from './test-access.ts';

let bench: AccessBench;
const visitor = () => new Visitor(bench.app);

beforeAll(async () => {
  bench = await openAccessBench();
});
afterAll(async () => {
  await bench.app.close();
  await bench.database.close();
});
beforeEach(async () => {
  await bench.database.asOwner((db) => sql`delete from auth_throttle`.execute(db));
});

type Line = { action: string; worker_id: string | null; detail: Record<string, string> };

/** The audit lines that `work` leaves. */
async function linesOf(work: () => Promise<unknown>): Promise<readonly Line[]> {
  const count = await bench.database.asOwner((db) =>
    sql<{ n: number }>`select count(*)::integer as n from audit_line`.execute(db),
  );
  await work();
  const found = await bench.database.asOwner((db) =>
    sql<Line>`select action, worker_id, detail from audit_line order by at offset ${count.rows[0]?.n}`.execute(
      db,
    ),
  );
  return found.rows;
}

describe('who may not', () => {
  test.each([
    ['GET', '/me'],
    ['GET', '/sessions'],
    ['DELETE', '/sessions/00000000-0000-4000-8000-000000000001'],
    ['POST', '/password'],
    ['POST', '/totp/enrol'],
    ['POST', '/totp/confirm'],
    ['POST', '/sign-out'],
  ] as const)('%s %s needs a sign-in', async (method, url) => {
    const response = await visitor().send(method, url);
    expect(response.statusCode).toBe(401);
    expect(response.json().code).toBe('sign-in.required');
  });

  test('a wrong password and an unknown address are refused alike, and each attempt leaves a line', async () => {
    const answers: unknown[] = [];
    const lines = await linesOf(async () => {
      answers.push((await visitor().signIn('rosa@amparo.example', 'wrong')).json());
      answers.push((await visitor().signIn('nobody@amparo.example', 'wrong')).json());
    });
    expect(answers[0]).toMatchObject({ code: 'access.sign-in.refused', status: 401 });
    expect(answers[0]).toEqual(answers[1]);
    expect(lines).toEqual([
      {
        action: 'access.sign-in-refused',
        worker_id: null,
        detail: { why: 'wrong', account: ROSA },
      },
      { action: 'access.sign-in-refused', worker_id: null, detail: { why: 'wrong' } },
    ]);
  });

  test('after five wrong attempts a stranger waits, while a device that was here before goes on', async () => {
    const own = visitor();
    await own.signIn();
    await own.send('POST', '/sign-out');
    for (let each = 0; each < 5; each += 1) await visitor().signIn('rosa@amparo.example', 'wrong');
    const stranger = await visitor().signIn();
    expect(stranger.statusCode).toBe(429);
    expect(stranger.json()).toMatchObject({ code: 'access.sign-in.too-many' });
    expect(Number(stranger.headers['retry-after'])).toBeGreaterThan(0);
    expect((await own.signIn()).json()).toEqual({ next: 'done' });
  });

  test('[AC-10] a session of someone else looks like one that does not exist', async () => {
    const [rosa, omar] = [visitor(), visitor()];
    await rosa.signIn();
    await omar.signIn('omar@amparo.example');
    const { sessions } = (await rosa.send('GET', '/sessions')).json();
    const response = await omar.send('DELETE', `/sessions/${sessions[0].id}`);
    const nothing = await omar.send('DELETE', '/sessions/00000000-0000-4000-8000-000000000001');
    expect(response.json()).toMatchObject({ code: 'access.session.unknown', status: 404 });
    expect(response.json()).toEqual(nothing.json());
    expect((await rosa.send('GET', '/me')).statusCode).toBe(200);
  });
});

describe('signed in', () => {
  test('a sign-in leaves a line, and /me says who it is, what for and with what abilities', async () => {
    const rosa = visitor();
    const lines = await linesOf(async () => {
      expect((await rosa.signIn(' ROSA@Amparo.example ')).json()).toEqual({ next: 'done' });
    });
    expect(lines).toEqual([{ action: 'access.signed-in', worker_id: ROSA, detail: {} }]);
    expect((await rosa.send('GET', '/me')).json()).toEqual({
      worker: {
        id: ROSA,
        name: 'Rosa Example',
        roles: ['supervisor'],
        teams: [{ id: '00000000-0000-4000-8000-0000000000b1', name: 'Harbour team' }],
        agency: { id: '00000000-0000-4000-8000-0000000000a0', name: 'Harbour Office' },
      },
      trained: true,
      purposes: ['child-protection', 'family-tracing', 'supervision', 'quality-audit'],
      abilities: ['approve-plan', 'read-access-log'],
      reads: ['care', 'identity'],
      signIn: {
        by: 'password',
        twoFactors: false,
        hasTotp: false,
        hasPasskey: false,
        needsTwoFactors: true,
        lacks: null,
      },
    });
  });

  test('[AC-1] a worker without a team has no role, no ability and no purpose', async () => {
    const omar = visitor();
    await omar.signIn('omar@amparo.example');
    expect((await omar.send('GET', '/me')).json()).toMatchObject({
      worker: { id: OMAR, roles: [], teams: [] },
      trained: false,
      purposes: [],
      abilities: [],
    });
  });

  test('sessions are listed by device and ended one by one', async () => {
    const [here, there] = [visitor(), visitor()];
    await here.signIn();
    await there.signIn();
    const { sessions } = (await here.send('GET', '/sessions')).json();
    const other = sessions.find((each: { current: boolean }) => !each.current);
    expect(sessions.filter((each: { current: boolean }) => each.current)).toHaveLength(1);
    expect(other.device).toBe('Firefox on Linux');
    const lines = await linesOf(() => there.send('DELETE', `/sessions/${other.id}`));
    expect(lines[0]?.action).toBe('access.session-revoked');
  });

  test('signing out ends the session on the server too', async () => {
    const rosa = visitor();
    await rosa.signIn();
    const kept = new Map(rosa.cookies);
    const lines = await linesOf(() => rosa.send('POST', '/sign-out'));
    expect(lines[0]).toMatchObject({ action: 'access.signed-out', worker_id: ROSA });
    for (const [name, value] of kept) rosa.cookies.set(name, value);
    expect((await rosa.send('GET', '/me')).statusCode).toBe(401);
  });

  test('a weak new password is refused with its reason; a good one keeps only this session', async () => {
    const [here, there] = [visitor(), visitor()];
    await here.signIn();
    await there.signIn();
    const change = (current: string, next: string) =>
      here.send('POST', '/password', { current, next });
    expect((await change(PASSWORD, 'short')).json()).toMatchObject({
      code: 'access.password.too-short',
      status: 422,
    });
    expect((await change(PASSWORD, 'password1234')).json().code).toBe('access.password.too-common');
    expect((await change('wrong', 'quiet kestrel marble 7')).json()).toMatchObject({
      code: 'access.password.wrong',
      status: 403,
    });
    const lines = await linesOf(() => change(PASSWORD, 'quiet kestrel marble 7'));
    expect(lines).toEqual([{ action: 'access.password-changed', worker_id: ROSA, detail: {} }]);
    expect((await here.send('GET', '/me')).statusCode).toBe(200);
    expect((await there.send('GET', '/me')).statusCode).toBe(401);
    await change('quiet kestrel marble 7', PASSWORD);
  });

  test('an authenticator app is set up, confirmed, and asked for from then on', async () => {
    const omar = visitor();
    await omar.signIn('omar@amparo.example');
    expect((await omar.send('POST', '/totp/confirm', { code: '123456' })).json().code).toBe(
      'access.totp.not-enrolling',
    );
    expect((await omar.send('POST', '/totp/enrol', { password: 'wrong' })).json().code).toBe(
      'access.password.wrong',
    );
    const { secret } = (await omar.send('POST', '/totp/enrol', { password: PASSWORD })).json();
    const confirmed = await omar.send('POST', '/totp/confirm', { code: totpCode(secret) });
    expect(confirmed.json().backupCodes).toHaveLength(10);
    expect((await omar.send('GET', '/me')).statusCode).toBe(200);
    expect((await omar.send('POST', '/totp/enrol', { password: PASSWORD })).json().code).toBe(
      'access.totp.enrolled-already',
    );

    const again = visitor();
    expect((await again.signIn('omar@amparo.example')).json()).toEqual({ next: 'totp' });
    expect((await again.send('GET', '/me')).statusCode).toBe(401);
    const wrong = await again.send('POST', '/sign-in/totp', { code: totpCode(secret) });
    expect(wrong.json()).toMatchObject({ code: 'access.sign-in.code-wrong', status: 401 });
    const done = await again.send('POST', '/sign-in/totp', {
      code: confirmed.json().backupCodes[0],
    });
    expect(done.json()).toEqual({ next: 'done' });
    expect((await again.send('GET', '/me')).json().worker.id).toBe(OMAR);
    const late = await visitor().send('POST', '/sign-in/totp', { code: '123456' });
    expect(late.json()).toMatchObject({ code: 'access.sign-in.expired', status: 401 });
  });
});

test('no audit line holds an address, a password or a code', async () => {
  const { rows } = await bench.database.asOwner((db) =>
    sql`select row_to_json(audit_line) as line from audit_line`.execute(db),
  );
  expect(rows.length).toBeGreaterThan(10);
  expect(JSON.stringify(rows)).not.toMatch(/@|lantern|kestrel|Example/);
});
