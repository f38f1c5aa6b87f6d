import type { DemoSignIn } from './seed-demo.ts';

/** What an evaluation prints at start: who can sign in, and what it is not for. */
export function demoNotice(signIns: readonly DemoSignIn[]): string {
  const width = Math.max(...signIns.map(({ email }) => email.length));
  const lines = signIns.map(({ email, roles }) => `  ${email.padEnd(width)}  ${roles.join(', ')}`);
  return [
    '',
    'This is an evaluation with an invented country. Do not enter anything about a real child.',
    `Sign in at /app with any of these; the password is always  ${signIns[0]?.password ?? ''}`,
    ...lines,
  ].join('\n');
}
