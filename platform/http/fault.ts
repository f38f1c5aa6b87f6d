/** What may be logged of a fault: kinds and places, never its message, which may quote a value. */
export type FaultNote = {
  readonly kind: string;
  readonly code?: string;
  readonly at: readonly string[];
  readonly cause?: FaultNote;
};

const FRAMES = 12;

/** The message of an error is left out: PostgreSQL and parsers quote the value that they choked on. */
export function noteOfFault(thrown: unknown, depth = 0): FaultNote {
  if (!(thrown instanceof Error)) return { kind: typeof thrown, at: [] };
  const code = codeOf(thrown);
  return {
    kind: thrown.constructor.name,
    ...(code === undefined ? {} : { code }),
    at: framesOf(thrown),
    ...(thrown.cause === undefined || depth > 3
      ? {}
      : { cause: noteOfFault(thrown.cause, depth + 1) }),
  };
}

/** The code of a system or database error, such as `ECONNREFUSED` or `42501`. */
export function codeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' && /^[A-Z0-9_]{2,40}$/.test(thrown.code)
    ? thrown.code
    : undefined;
}

/** A statement that row-level security or a missing privilege stopped. */
export function isDeniedByDatabase(thrown: unknown): boolean {
  return chainOf(thrown).some((each) => codeOf(each) === '42501');
}

/** The error and its causes: libraries wrap what the database said. */
function chainOf(thrown: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  for (let at = thrown; at !== undefined && chain.length < 5;) {
    chain.push(at);
    at = at instanceof Error ? at.cause : undefined;
  }
  return chain;
}

const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ETIMEDOUT', 'EPIPE']);

/** The database is not there, is starting or stopping, or has no connection left. */
export function isDatabaseUnreachable(thrown: unknown): boolean {
  return chainOf(thrown).some((each) => {
    // `pg` gives no code when the line breaks under a statement.
    if (each instanceof Error && /^Connection terminated|^timeout exceeded/.test(each.message))
      return true;
    const code = codeOf(each);
    if (code === undefined) return false;
    const isConnecting = each instanceof Error && 'syscall' in each && each.syscall === 'connect';
    return (UNREACHABLE.has(code) && isConnecting) || /^(57P0[1-3]|53300|08\d{3})$/.test(code);
  });
}

function framesOf(error: Error): readonly string[] {
  const lines = (error.stack ?? '').split('\n');
  return lines
    .filter((line) => /^\s+at /.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim());
}
