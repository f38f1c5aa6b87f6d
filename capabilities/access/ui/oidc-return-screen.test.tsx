import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { show } from '#platform/design/testing/show.tsx';
import { OidcReturnScreen } from './oidc-return-screen.tsx';

function showReturn(answer: Result<unknown>) {
  const calls: unknown[] = [];
  const api: Api = {
    call: (_endpoint, input) => {
      calls.push(input);
      return Promise.resolve(answer as never);
    },
  };
  const onSignedIn = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const shown = (
    <ApiProvider api={api}>
      <OidcReturnScreen answer="code=a&state=b" onSignedIn={onSignedIn} />
    </ApiProvider>
  );
  const { rerender } = show(shown);
  return { calls, onSignedIn, again: () => rerender(shown) };
}

afterEach(cleanup);

it('hands over what the agency answered, once, and lets in', async () => {
  const { calls, onSignedIn, again } = showReturn(accept({ next: 'done' }));
  await vi.waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  again();
  expect(calls).toEqual([{ answer: 'code=a&state=b' }]);
});

it.each([
  ['access.oidc.unknown-person', /not on the list of those who work here/],
  ['access.oidc.state', /not begun in this browser/],
  ['access.oidc.inactive', /Your work here has ended/],
])('says why not (%s) and leads back', async (code, sentence) => {
  const { onSignedIn } = showReturn(refuse({ code }));
  expect(await screen.findByText(sentence)).toBeDefined();
  expect(screen.getByRole('link', { name: 'Back to sign-in' })).toBeDefined();
  expect(onSignedIn).not.toHaveBeenCalled();
});
