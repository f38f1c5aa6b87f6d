import * as argon2 from '@node-rs/argon2';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openSignInBench, type SignInBench, testBrowser } from './test-sign-in.ts';

// The real functions, counted: how long a thing takes is no matter of a test.
vi.mock(import('@node-rs/argon2'), { spy: true });

const ROSA_MAIL = 'rosa@amparo.example';
let bench: SignInBench;
beforeAll(async () => {
  bench = await openSignInBench();
});
afterAll(() => bench.database.close());

/** How many passwords were hashed or compared while someone tried to sign in. */
async function hashingsOf(email: string): Promise<number> {
  vi.mocked(argon2.hash).mockClear();
  vi.mocked(argon2.verify).mockClear();
  const outcome = await bench.auth.signIn({ email, password: 'wrong' }, testBrowser());
  expect(outcome).toMatchObject({ kind: 'refused' });
  return vi.mocked(argon2.hash).mock.calls.length + vi.mocked(argon2.verify).mock.calls.length;
}

test('an unknown address costs as much work as a known one, so that time does not tell who works here', async () => {
  expect(await hashingsOf(ROSA_MAIL)).toBe(1);
  expect(await hashingsOf('nobody@amparo.example')).toBe(1);
});
