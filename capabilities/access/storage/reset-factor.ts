import { accept, type Result } from '#kernel/result.ts';
import { handOutPassword, removeFactor } from '#platform/auth/hand-out-password.ts';
import type { Sql } from '#platform/database/open-database.ts';
import { activeWorker, type WorkerRefusal } from './end-worker.ts';
import { systemLine } from './system-line.ts';

/**
 * For someone who lost phone or password: authenticator app and passkeys are taken off, every session
 * is over, and a new password is handed out. Whoever calls this has made sure who is asking.
 */
export async function resetFactor(
  owner: Sql,
  signIn: string,
): Promise<Result<{ readonly hadFactor: boolean; readonly password: string }, WorkerRefusal>> {
  const worker = await activeWorker(owner, signIn);
  if (!worker.ok) return worker;
  const id = worker.value;
  const hadFactor = await removeFactor(owner, id);
  if (hadFactor) await systemLine(owner, 'access.factor-removed', { worker: id });
  const password = await handOutPassword(owner, { worker: id, email: signIn });
  await systemLine(owner, 'access.password-handed-out', { worker: id });
  return accept({ hadFactor, password });
}
