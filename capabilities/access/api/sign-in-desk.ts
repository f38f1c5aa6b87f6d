import { sql } from 'kysely';
import type { WorkerId } from '#kernel/ids.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { Auth } from '#platform/auth/open-auth.ts';
import type { Database } from '#platform/database/open-database.ts';

/** What the handlers of sign-in work with; put together once by the server. */
export type SignInDesk = {
  readonly auth: Auth;
  readonly database: Database;
  /** Production: a role that asks for two factors gets them (AC-13). */
  readonly enforcesFactors: boolean;
};

export type AuditedAction =
  | 'access.signed-in'
  | 'access.sign-in-begun'
  | 'access.sign-in-refused'
  | 'access.signed-out'
  | 'access.session-revoked'
  | 'access.other-sessions-ended'
  | 'access.devices-read'
  | 'access.device-ended'
  | 'access.devices-ended'
  | 'access.passkey-added'
  | 'access.passkey-removed'
  | 'access.passkey-refused'
  | 'access.password-changed'
  | 'access.password-refused'
  | 'access.totp-enrolled'
  | 'access.totp-confirmed'
  | 'access.totp-proved'
  | 'access.totp-refused';

/**
 * Writes an audit line that belongs to no record. `worker` is null while nobody is signed in: then
 * the account that was tried, if there is one, stands in the detail. Never a password or an address.
 */
export async function audit(
  database: Database,
  line: {
    readonly action: AuditedAction;
    readonly worker: WorkerId | null;
    readonly purpose: Purpose;
    readonly detail?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { worker, purpose, action, detail = {} } = line;
  await database.transaction({ worker, purpose }, (tx) =>
    sql`insert into audit_line (worker_id, action, purpose, detail)
        values (${worker}, ${action}, ${purpose}, ${JSON.stringify(detail)}::jsonb)`.execute(tx),
  );
}
