import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accept, refuse } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { show } from '#platform/design/testing/show.tsx';
import { SafePlaceAddress } from './safe-place-address.tsx';

const HOUSE = 'Seventeen Imaginary Lane';
const LABELS = {
  'form.safe-place.field.address': 'Address',
  'form.safe-place.field.nightContact': 'At night',
};

function shown(call: Api['call']) {
  show(
    <ApiProvider api={{ call }}>
      <SafePlaceAddress recordId="00000000-0000-7000-8000-0000000000a1" />
    </ApiProvider>,
    { messages: LABELS },
  );
}

const press = (name: string) =>
  act(async () => {
    screen.getByRole('button', { name }).click();
    await Promise.resolve();
  });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('[PR-4] the address is asked for anew at each opening, and covers itself after a minute', async () => {
  let asked = 0;
  // eslint-disable-next-line typescript/no-explicit-any -- answers one operation only
  const call = (async (): Promise<any> => {
    asked += 1;
    return accept({ address: { address: HOUSE } });
  }) satisfies Api['call'];
  shown(call);
  expect(screen.queryByText(HOUSE)).toBeNull();
  expect(asked).toBe(0);
  await press('Show the address');
  expect(screen.getByText(HOUSE)).toBeDefined();
  await act(async () => vi.advanceTimersByTime(61_000));
  expect(screen.queryByText(HOUSE)).toBeNull();
  await press('Show the address');
  expect(asked).toBe(2);
});

test('[PR-4] an address that is not there is said to be missing, and nothing opens', async () => {
  // eslint-disable-next-line typescript/no-explicit-any -- answers one operation only
  const call = (async (): Promise<any> =>
    refuse({ code: 'protection.safe-place.no-address' })) satisfies Api['call'];
  shown(call);
  await press('Show the address');
  expect(screen.getByText('No address is written down here.')).toBeDefined();
});
