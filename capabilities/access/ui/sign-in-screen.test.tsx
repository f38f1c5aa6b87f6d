import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accept, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { show } from '#platform/design/testing/show.tsx';
import { SignInScreen } from './sign-in-screen.tsx';

/** A server of which only the answers are known, by operation. */
function apiAnswering(answers: Readonly<Record<string, Result<unknown>>>) {
  const calls: [string, unknown][] = [];
  const api: Api = {
    call: (endpoint, input) => {
      // Which ways there are is asked by the screen itself, before anybody does anything.
      if (endpoint.id !== 'access.sign-in-ways') calls.push([endpoint.id, input]);
      const answer: Result<unknown> = answers[endpoint.id] ?? refuse({ code: 'not-asked' });
      return Promise.resolve(answer as never);
    },
  };
  return { api, calls };
}

function showSignIn(answers: Readonly<Record<string, Result<unknown, Refusal>>>) {
  const onSignedIn = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const { api, calls } = apiAnswering(answers);
  show(
    <ApiProvider api={api}>
      <SignInScreen onSignedIn={onSignedIn} />
    </ApiProvider>,
  );
  return { onSignedIn, calls, person: userEvent.setup() };
}

async function fillIn(person: ReturnType<typeof userEvent.setup>) {
  await person.type(screen.getByLabelText('E-mail address'), 'mira@lumeria.example');
  await person.type(screen.getByLabelText('Password'), 'seven quiet herons{Enter}');
}

afterEach(cleanup);

describe('signing in', () => {
  it('sends nothing while the address is none', async () => {
    const { person, calls } = showSignIn({});
    await person.type(screen.getByLabelText('E-mail address'), 'mira{Enter}');
    expect(screen.getByText(/Write an e-mail address/)).toBeDefined();
    expect(screen.getByText('Write your password.')).toBeDefined();
    expect(calls).toEqual([]);
  });

  it('lets in with a password when no second step is set up', async () => {
    const { person, calls, onSignedIn } = showSignIn({
      'access.sign-in': accept({ next: 'done' }),
    });
    await fillIn(person);
    expect(onSignedIn).toHaveBeenCalledOnce();
    const sent = { email: 'mira@lumeria.example', password: 'seven quiet herons' };
    expect(calls).toEqual([['access.sign-in', sent]]);
  });

  it('asks for a code when one is needed, and takes it with spaces and in Arabic digits', async () => {
    const { person, calls, onSignedIn } = showSignIn({
      'access.sign-in': accept({ next: 'totp' }),
      'access.sign-in-totp': accept({ next: 'done' }),
    });
    await fillIn(person);
    expect(onSignedIn).not.toHaveBeenCalled();
    await person.type(await screen.findByLabelText('Code'), '١٢٣ 456{Enter}');
    expect(calls.at(-1)).toEqual(['access.sign-in-totp', { code: '123456' }]);
    expect(onSignedIn).toHaveBeenCalledOnce();
  });

  it('says what to do when it is refused, and keeps what was typed', async () => {
    const { person, onSignedIn } = showSignIn({
      'access.sign-in': refuse({ code: 'access.sign-in.refused' }),
    });
    await fillIn(person);
    expect(await screen.findByText(/do not fit together/)).toBeDefined();
    expect(screen.getByLabelText('E-mail address')).toHaveProperty('value', 'mira@lumeria.example');
    expect(onSignedIn).not.toHaveBeenCalled();
  });

  it('offers agencies by their names, and passkeys only where they belong to', async () => {
    showSignIn({
      'access.sign-in-ways': accept({
        passkeys: 'https://elsewhere.example',
        providers: [{ id: 'coast', names: { en: 'Coast Office', ar: 'مكتب الساحل' } }],
      }),
    });
    expect(
      await screen.findByRole('button', { name: /Sign in through .*Coast Office/ }),
    ).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Sign in with a passkey' })).toBeNull();
  });

  it('says why an agency could not be reached', async () => {
    const { person } = showSignIn({
      'access.sign-in-ways': accept({
        passkeys: null,
        providers: [{ id: 'coast', names: { en: 'Coast' } }],
      }),
      'access.begin-oidc': refuse({ code: 'access.oidc.unreachable' }),
    });
    await person.click(await screen.findByRole('button', { name: /Sign in through/ }));
    expect(await screen.findByText(/sign-in of your agency does not answer/)).toBeDefined();
  });

  it('shows the password only when asked', async () => {
    const { person } = showSignIn({});
    expect(screen.getByLabelText('Password')).toHaveProperty('type', 'password');
    await person.click(screen.getByRole('button', { name: 'Show the password' }));
    expect(screen.getByLabelText('Password')).toHaveProperty('type', 'text');
  });
});
