import { assertNever, accept, refuse } from '#kernel/result.ts';
import type { SignInOutcome } from '#platform/auth/sign-in.ts';
import type { PublicCall } from '#platform/http/call.ts';
import { type Route, route } from '#platform/http/route.ts';
import { signIn, signInTotp, signOut } from '../endpoints.ts';
import { audit, type SignInDesk } from './sign-in-desk.ts';

/**
 * Every attempt leaves an audit line before its answer goes out: a sign-in that cannot be recorded
 * does not happen, for the cookies are set only after it.
 */
export function signInRoutes(desk: SignInDesk): readonly Route[] {
  return [
    route(signIn, async (input, call) => {
      const outcome = await desk.auth.signIn(input, call.browser);
      await auditAttempt(desk, outcome, call);
      const next = nextOf(outcome);
      if (next !== undefined) return accept({ next });
      return outcome.kind === 'too-many'
        ? tooMany(outcome.retryAfterSeconds)
        : refuse({ code: 'access.sign-in.refused' });
    }),
    route(signInTotp, async ({ code }, call) => {
      const outcome = await desk.auth.completeSignIn(code, call.browser);
      await auditAttempt(desk, outcome, call);
      const next = nextOf(outcome);
      if (next !== undefined) return accept({ next });
      if (outcome.kind === 'too-many') return tooMany(outcome.retryAfterSeconds);
      const isOver = outcome.kind === 'refused' && outcome.reason !== 'wrong';
      return refuse({ code: isOver ? 'access.sign-in.expired' : 'access.sign-in.code-wrong' });
    }),
    route(signOut, async (_input, call) => {
      const { worker, purpose } = call;
      await audit(desk.database, { action: 'access.signed-out', worker, purpose });
      call.browser.setCookies(await desk.auth.signOut(call.browser));
      return accept({});
    }),
  ];
}

export function tooMany(retryAfterSeconds: number) {
  return refuse({ code: 'access.sign-in.too-many', retryAfterSeconds });
}

function nextOf(outcome: SignInOutcome): 'done' | 'totp' | undefined {
  if (outcome.kind === 'signed-in') return 'done';
  return outcome.kind === 'totp-needed' ? 'totp' : undefined;
}

export async function auditAttempt(
  { database }: Pick<SignInDesk, 'database'>,
  outcome: SignInOutcome<string>,
  call: PublicCall,
  way?: 'passkey' | 'oidc',
): Promise<void> {
  const { purpose } = call;
  switch (outcome.kind) {
    case 'signed-in':
    case 'totp-needed': {
      const action = outcome.kind === 'signed-in' ? 'access.signed-in' : 'access.sign-in-begun';
      const detail = way === undefined ? {} : { way };
      await audit(database, { action, worker: outcome.worker, purpose, detail });
      return call.browser.setCookies(outcome.cookies);
    }
    case 'refused':
    case 'too-many': {
      const why = outcome.kind === 'refused' ? outcome.reason : 'too-many';
      const account = outcome.account === undefined ? {} : { account: outcome.account };
      const detail = { why, ...account, ...(way === undefined ? {} : { way }) };
      return audit(database, { action: 'access.sign-in-refused', worker: null, purpose, detail });
    }
    default:
      return assertNever(outcome);
  }
}
