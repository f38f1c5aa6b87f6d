import type { Result } from '#kernel/result.ts';
import type { StartRefusal } from '../../server/config.ts';
import type { CliIo, ExitStatus } from '../command.ts';
import type { Installation } from './open-installation.ts';
import { readOptions } from './read-options.ts';

type WholeInstallation<Done> = {
  readonly help: string;
  readonly work: (opened: Installation) => Promise<Result<Done, StartRefusal>>;
  /** What a program reads. */
  readonly json: (done: Done) => unknown;
  readonly tell: (done: Done, io: CliIo) => void;
  /** When work that was done ends with something else than success. */
  readonly status?: (done: Done) => ExitStatus;
};

/** A command on the whole installation, without arguments: opens it, works, tells what came of it. */
export async function runForInstallation<Done>(
  args: readonly string[],
  io: CliIo,
  { help, work, json, tell, status }: WholeInstallation<Done>,
): Promise<ExitStatus> {
  const options = readOptions(args, { json: { type: 'boolean' } }, 0);
  if (!options) {
    io.err(help);
    return 2;
  }
  const asJson = options.values.json ?? false;
  // Loaded late, so that other commands do not wait for the database.
  const { tellJson, tellRefused, withInstallation } = await import('./open-installation.ts');
  const done = await withInstallation(io.env, work);
  if (!done.ok) return tellRefused(io, asJson, done.refusal);
  if (asJson) tellJson(io, json(done.value));
  else tell(done.value, io);
  return status?.(done.value) ?? 0;
}
