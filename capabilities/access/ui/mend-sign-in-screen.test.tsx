import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { show } from '#platform/design/testing/show.tsx';
import { FactorAdvice, MendSignInScreen } from './mend-sign-in-screen.tsx';

type SignIn = Parameters<typeof MendSignInScreen>[0]['signIn'];
const SIGN_IN: SignIn = {
  by: 'password',
  twoFactors: false,
  hasTotp: false,
  hasPasskey: false,
  needsTwoFactors: true,
  lacks: 'factor',
};

function showMending(
  signIn: Partial<SignIn>,
  answers: Readonly<Record<string, Result<unknown>>> = {},
) {
  const onMended = vi.fn<() => void>();
  const known: Readonly<Record<string, Result<unknown>>> = {
    'access.list-passkeys': accept({ passkeys: [] }),
    'access.sign-in-ways': accept({ passkeys: null, providers: [] }),
    ...answers,
  };
  const api: Api = {
    call: (endpoint) =>
      Promise.resolve((known[endpoint.id] ?? refuse({ code: 'not-asked' })) as never),
  };
  show(
    <ApiProvider api={api}>
      <MendSignInScreen signIn={{ ...SIGN_IN, ...signIn }} onMended={onMended} />
    </ApiProvider>,
  );
  return { onMended, person: userEvent.setup() };
}

afterEach(cleanup);

it('[AC-14] asks for a password of one’s own and for nothing else, then lets go on', async () => {
  const { person, onMended } = showMending(
    { lacks: 'password' },
    { 'access.change-password': accept({}) },
  );
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Choose your own password');
  expect(screen.queryByText('Passkeys')).toBeNull();
  await person.type(screen.getByLabelText('Password now'), 'k7fq-9mxt-handed-out');
  await person.type(screen.getByLabelText('New password'), 'quiet kestrel marble 7');
  await person.click(screen.getByRole('button', { name: 'Change the password' }));
  expect(onMended).toHaveBeenCalledOnce();
});

it('[AC-13] offers an authenticator app and says why no passkey can be made here', async () => {
  showMending({});
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
    'One more proof that it is you',
  );
  expect(await screen.findByText(/Passkeys cannot be made here/)).toBeDefined();
  expect(screen.getByRole('button', { name: 'Set up the app' })).toBeDefined();
});

it('[AC-13] asks whoever has the app for its code, and sets up no second one', async () => {
  const { person, onMended } = showMending({ hasTotp: true }, { 'access.prove-totp': accept({}) });
  await person.type(screen.getByLabelText('Code that the app shows now'), '123 456{Enter}');
  expect(onMended).toHaveBeenCalledOnce();
  expect(screen.queryByRole('button', { name: 'Set up the app' })).toBeNull();
});

it('[AC-18] asks whoever has a passkey for that, and sets up nothing beside it', async () => {
  showMending(
    { hasPasskey: true },
    {
      'access.list-passkeys': accept({
        passkeys: [
          { id: 'a', name: 'Phone', createdAt: '2026-11-24T09:00:00.000Z', lastUsedAt: null },
        ],
      }),
    },
  );
  expect(await screen.findByText('Phone')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Set up the app' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Add a passkey' })).toBeNull();
});

it('[AC-13] shows the backup codes before it goes on', async () => {
  const { person, onMended } = showMending(
    {},
    {
      'access.enrol-totp': accept({ uri: 'otpauth://totp/Amparo:x?secret=ABC', secret: 'ABC' }),
      'access.confirm-totp': accept({ backupCodes: ['AB2CD-EF3GH'] }),
    },
  );
  await person.type(screen.getByLabelText('Password now'), 'a password{Enter}');
  await person.type(await screen.findByLabelText('Code that the app shows now'), '123456{Enter}');
  expect(await screen.findByText('AB2CD-EF3GH')).toBeDefined();
  expect(onMended).not.toHaveBeenCalled();
  await person.click(screen.getByRole('button', { name: 'I have written them down' }));
  expect(onMended).toHaveBeenCalledOnce();
});

it('[AC-13] only advises where nothing is enforced, and is silent where two factors were proved', () => {
  show(<FactorAdvice signIn={{ ...SIGN_IN, lacks: null }} />);
  expect(screen.getByText(/In real work your role needs a second proof/)).toBeDefined();
  cleanup();
  show(<FactorAdvice signIn={{ ...SIGN_IN, lacks: null, twoFactors: true }} />);
  show(<FactorAdvice signIn={{ ...SIGN_IN, lacks: null, needsTwoFactors: false }} />);
  expect(screen.queryByText(/second proof/)).toBeNull();
});
