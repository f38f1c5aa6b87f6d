import { sql } from 'kysely';
import { z } from 'zod';
import type { WorkerId } from '#kernel/ids.ts';
import { type Instant, instantAt } from '#kernel/instant.ts';
import type { Sql } from '#platform/database/open-database.ts';
import type { Browser, Proof, SignedIn } from '#platform/http/call.ts';
import { findAccount } from './accounts.ts';
import { type BetterAuth, LONGEST_SECONDS } from './better-auth.ts';
import type { TokenHash } from './hashed-tokens.ts';
import { callLibrary, headersOf } from './library-call.ts';

export type SessionSeen = {
  readonly id: string;
  readonly device: string;
  readonly by: Proof['by'];
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
};

/** How a session began. */
export type Began = Pick<Proof, 'by' | 'twoFactors'>;

const Marks = z.object({
  by: z.enum(['password', 'totp', 'passkey', 'oidc']).catch('password'),
  // Whatever is not plainly two is one.
  twoFactors: z.boolean().catch(false),
});

/**
 * Who the cookies sign in. Ends a session that is older than the longest time, or whose worker does
 * not work here any more; moves the end of a session that is in use.
 */
export async function signedInBy(
  auth: BetterAuth,
  db: Sql,
  browser: Browser,
): Promise<SignedIn | undefined> {
  if (browser.cookie === '') return undefined;
  const answer = await callLibrary(() =>
    auth.api.getSession({ headers: headersOf(browser), returnHeaders: true }),
  );
  if (!answer.ok || answer.value === null) return undefined;
  const { session } = answer.value;
  const account = await findAccount(db, { worker: session.userId });
  const isTooOld = Date.now() - session.createdAt.getTime() > LONGEST_SECONDS * 1000;
  if (account === undefined || !account.isActive || isTooOld) {
    await sql`delete from auth_session where id = ${session.id}`.execute(db);
    return undefined;
  }
  browser.setCookies(answer.cookies);
  const { hasTotp, hasPasskey, hasFirstPassword } = account;
  const began = Marks.parse({ by: session.signedInBy, twoFactors: session.twoFactors });
  const proof = { ...began, hasTotp, hasPasskey, hasFirstPassword };
  return { worker: account.worker, sessionId: session.id, proof };
}

/** Writes down how a session began; one that is not written down counts as begun by password alone. */
export async function markSession(
  { sql: db, tokenHash }: { readonly sql: Sql; readonly tokenHash: TokenHash },
  session: { readonly worker: WorkerId; readonly token: string },
  { by, twoFactors }: Began,
): Promise<void> {
  await sql`update auth_session set signed_in_by = ${by}, two_factors = ${twoFactors}
    where token = ${tokenHash(session.token)} and user_id = ${session.worker}`.execute(db);
}

/** The token of the session that Set-Cookie headers of the library begin. */
export function sessionTokenIn(setCookies: readonly string[]): string | undefined {
  const pattern = /^(?:__Secure-)?amparo\.session_token=([^;.%]+)/;
  return setCookies.map((header) => pattern.exec(header)?.[1]).findLast((each) => each);
}

/** A second factor was proved within a session. */
export async function strengthenSession(
  db: Sql,
  worker: WorkerId,
  sessionId: string,
): Promise<void> {
  await sql`update auth_session set two_factors = true
    where id = ${sessionId} and user_id = ${worker}`.execute(db);
}

export async function sessionsOf(db: Sql, worker: WorkerId): Promise<readonly SessionSeen[]> {
  const found = await sql<{
    id: string;
    user_agent: string | null;
    by: Proof['by'] | null;
    created_at: Date;
    updated_at: Date;
  }>`select id, user_agent, signed_in_by as by, created_at, updated_at from auth_session
     where user_id = ${worker} and expires_at > ${new Date().toISOString()}
     order by updated_at desc`.execute(db);
  return found.rows.map((row) => ({
    id: row.id,
    device: row.user_agent ?? '',
    by: row.by ?? 'password',
    createdAt: instantAt(row.created_at.getTime()),
    lastSeenAt: instantAt(row.updated_at.getTime()),
  }));
}

/** False when this worker has no such session, whoever else may have it. */
export async function revokeSession(
  db: Sql,
  worker: WorkerId,
  sessionId: string,
): Promise<boolean> {
  const gone = await sql`delete from auth_session
    where id = ${sessionId} and user_id = ${worker} returning id`.execute(db);
  return gone.rows.length > 0;
}

/** Ends every session of the worker, but one when it is named; says how many there were. */
export async function revokeOtherSessions(
  db: Sql,
  worker: WorkerId,
  kept?: string,
): Promise<number> {
  const gone = await sql`delete from auth_session
    where user_id = ${worker} and id is distinct from ${kept ?? null}::uuid returning id`.execute(
    db,
  );
  return gone.rows.length;
}

export async function revokeAllSessions(db: Sql, worker: WorkerId): Promise<void> {
  await sql`delete from auth_session where user_id = ${worker}`.execute(db);
}
