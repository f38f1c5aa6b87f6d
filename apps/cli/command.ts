/** Where a command reads and writes; tests give their own. */
export type CliIo = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Exit status: 0 success, 1 a refusal (bad data, failed check), 2 wrong usage. */
export type ExitStatus = 0 | 1 | 2;

/** One command of the command line. Every command understands `--help` and `--json`. */
export type CliCommand = {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  readonly run: (args: readonly string[], io: CliIo) => Promise<ExitStatus>;
};
