import { expect, test } from 'vitest';
import type { CliCommand } from './command.ts';
import { COMMANDS } from './commands.ts';
import { runCli } from './run-cli.ts';

const greet: CliCommand = {
  name: 'greet',
  summary: 'Say hello',
  help: 'How to greet.',
  run: (args, io) => {
    io.out(`hello ${args.join(' ')}`);
    return Promise.resolve(0);
  },
};
const fail: CliCommand = {
  name: 'door open',
  summary: 'Fail',
  help: 'How to fail.',
  run: () => Promise.reject(new Error('secret of /etc/keys')),
};

async function run(args: readonly string[], env: Record<string, string> = {}) {
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => (out += text),
    err: (text: string) => (err += text),
    env,
  };
  const status = await runCli(args, [greet, fail], io);
  return { status, out, err };
}

test('a command gets the words after its name', async () => {
  expect(await run(['greet', 'you', '--json'])).toEqual({
    status: 0,
    out: 'hello you --json',
    err: '',
  });
});

test('an unknown command ends with 2 and lists the known ones', async () => {
  const { status, out, err } = await run(['dance']);
  expect([status, out]).toEqual([2, '']);
  expect(err).toMatch(/There is no command "dance"[\s\S]*greet\s+Say hello[\s\S]*door open\s+Fail/);
});

test('an unknown command under --json is told as JSON', async () => {
  const { status, out } = await run(['dance', '--json']);
  expect(status).toBe(2);
  expect(JSON.parse(out)).toMatchObject({
    code: 'cli.command.unknown',
    commands: [{ name: 'greet' }, { name: 'door open' }],
  });
});

test('half of a command of two words is unknown', async () => {
  expect((await run(['door'])).status).toBe(2);
});

test('--help lists the commands; no command at all is wrong usage', async () => {
  expect((await run(['--help'])).status).toBe(0);
  expect((await run(['--help'])).out).toContain('greet  ');
  expect((await run([])).status).toBe(2);
});

test('--help after a command prints its help and runs nothing', async () => {
  expect(await run(['door', 'open', '--help'])).toEqual({
    status: 0,
    out: 'How to fail.\n',
    err: '',
  });
});

test('a fault is one line without internals', async () => {
  const { status, out, err } = await run(['door', 'open']);
  expect([status, out]).toEqual([1, '']);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).not.toContain('secret');
});

test('a fault under --json is JSON without internals', async () => {
  const { status, out } = await run(['door', 'open', '--json']);
  expect(status).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ code: 'cli.fault' });
  expect(out).not.toContain('secret');
});

test('AMPARO_DEBUG=1 shows where it failed', async () => {
  expect((await run(['door', 'open'], { AMPARO_DEBUG: '1' })).err).toContain('secret of /etc/keys');
});

test('every real command has a name of its own, a summary and a help', () => {
  const names = COMMANDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, summary, help } of COMMANDS) {
    expect(summary).not.toBe('');
    expect(help).toContain(name);
  }
});
