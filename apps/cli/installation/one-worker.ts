import type { WorkerRefusal } from '#capabilities/access/storage/end-worker.ts';
import type { Result } from '#kernel/result.ts';
import type { Sql } from '#platform/database/open-database.ts';
import { startRefused } from '../../server/config.ts';
import type { CliIo, ExitStatus } from '../command.ts';
import { readOptions } from './read-options.ts';

const WHY: Readonly<Record<WorkerRefusal['code'], string>> = {
  'access.worker.unknown': 'Nobody signs in with this address. Nothing was changed.',
  'access.worker.ended-before': 'This worker was ended before. Nothing was changed.',
};

type OneWorker<Done> = {
  readonly help: string;
  readonly work: (owner: Sql, signIn: string) => Promise<Result<Done, WorkerRefusal>>;
  readonly told: (done: Done, signIn: string) => string;
};

/** A command about one worker, named by the address of sign-in, in one transaction as the owner. */
export async function runForWorker<Done extends object>(
  args: readonly string[],
  io: CliIo,
  { help, work, told }: OneWorker<Done>,
): Promise<ExitStatus> {
  const options = readOptions(args, { json: { type: 'boolean' } }, 1);
  const [signIn] = options?.positionals ?? [];
  if (!options || signIn === undefined) {
    io.err(help);
    return 2;
  }
  const asJson = options.values.json ?? false;
  // Loaded late, so that other commands do not wait for the database.
  const { tellJson, tellRefused, withInstallation } = await import('./open-installation.ts');
  const done = await withInstallation(io.env, async ({ database }) => {
    const worked = await database.asOwner((owner) =>
      owner.transaction().execute((tx) => work(tx, signIn)),
    );
    return worked.ok ? worked : startRefused(WHY[worked.refusal.code]);
  });
  if (!done.ok) return tellRefused(io, asJson, done.refusal);
  if (asJson) tellJson(io, { ok: true, signIn, ...done.value });
  else io.out(`${told(done.value, signIn)}\n`);
  return 0;
}
