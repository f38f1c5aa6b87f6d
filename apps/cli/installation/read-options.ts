import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** The options of a command; undefined when they are not those that it has. */
export function readOptions<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  positionals: number,
) {
  try {
    const read = parseArgs({ args: [...args], options, allowPositionals: positionals > 0 });
    return read.positionals.length === positionals ? read : undefined;
  } catch {
    return undefined;
  }
}
