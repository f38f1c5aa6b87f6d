import type { CliCommand, CliIo, ExitStatus } from './command.ts';

/**
 * Finds the command that the words name and runs it. A command may have two words: `pack check`.
 * A fault ends as one line without internals; AMPARO_DEBUG=1 shows the stack.
 */
export async function runCli(
  args: readonly string[],
  commands: readonly CliCommand[],
  io: CliIo,
): Promise<ExitStatus> {
  const wantsJson = args.includes('--json');
  const command = commands.find(({ name }) => namedBy(args, name));
  if (!command) {
    const wantsHelp = args.length === 0 || args[0] === '--help' || args[0] === '-h';
    const asked = args.length > 0 && wantsHelp;
    if (wantsHelp) io.out(wantsJson ? json({ commands: listed(commands) }) : overview(commands));
    else unknownCommand(args, commands, wantsJson, io);
    return asked ? 0 : 2;
  }
  const rest = args.slice(command.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(command.help.endsWith('\n') ? command.help : `${command.help}\n`);
    return 0;
  }
  try {
    return await command.run(rest, io);
  } catch (fault) {
    tellFault(fault, wantsJson, io);
    return 1;
  }
}

function namedBy(args: readonly string[], name: string): boolean {
  return name.split(' ').every((word, index) => args[index] === word);
}

function tellFault(fault: unknown, wantsJson: boolean, io: CliIo): void {
  const message = 'Amparo failed here. Run again with AMPARO_DEBUG=1 to see where.';
  if (wantsJson) io.out(json({ code: 'cli.fault', message }));
  else io.err(`${message}\n`);
  if (io.env['AMPARO_DEBUG'] === '1') {
    io.err(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
  }
}

function unknownCommand(
  args: readonly string[],
  commands: readonly CliCommand[],
  wantsJson: boolean,
  io: CliIo,
): void {
  if (wantsJson) io.out(json({ code: 'cli.command.unknown', commands: listed(commands) }));
  else io.err(`There is no command ${JSON.stringify(args[0])}.\n\n${overview(commands)}`);
}

function listed(commands: readonly CliCommand[]): readonly { name: string; summary: string }[] {
  return commands.map(({ name, summary }) => ({ name, summary }));
}

function overview(commands: readonly CliCommand[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Usage: npm run -s amparo -- COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    'Every command understands --help and --json.',
    '',
  ].join('\n');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
