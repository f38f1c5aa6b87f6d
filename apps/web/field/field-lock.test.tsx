import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LockedBecause } from '#platform/device/field-device.ts';
import { exampleAt } from '#platform/device/store/examples.ts';
import { unbracketedTexts } from '#platform/design/testing/unbracketed-texts.ts';
import { axeHere } from '#platform/design/testing/axe-here.ts';
import { EXAMPLE_PIN, fakeFieldDevice, lockedState, openState } from './examples.ts';
import { FieldLock } from './field-lock.tsx';
import { showField } from './show-field.tsx';

const SECRET = 'Invented Zinnober';
const onOpened = vi.fn<() => void>();

afterEach(cleanup);

function lockOver(fake: ReturnType<typeof fakeFieldDevice>, pseudo = false) {
  return showField(
    <FieldLock onOpened={onOpened}>
      <p>{SECRET}</p>
    </FieldLock>,
    fake.device,
    { pseudo },
  );
}

function isCovered(): boolean {
  return screen.getByText(SECRET).closest('.under-cover[inert]') !== null;
}

describe('the lock of a field device', () => {
  it('covers the screen at once, before its own words are there', async () => {
    const fake = fakeFieldDevice(openState);
    await lockOver(fake);
    expect(isCovered()).toBe(false);
    await fake.device.lock('idle');
    await vi.waitFor(() => expect(isCovered()).toBe(true));
    expect(await screen.findByRole('heading', { name: 'Locked' })).toBeDefined();
  });

  it('opens by the PIN on large keys, and gives the same screen back', async () => {
    const fake = fakeFieldDevice(lockedState);
    await lockOver(fake);
    await screen.findByRole('heading', { name: 'Locked' });
    for (const digit of EXAMPLE_PIN) {
      await userEvent.click(screen.getByRole('button', { name: digit }));
    }
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    await vi.waitFor(() => expect(isCovered()).toBe(false));
    expect(onOpened).toHaveBeenCalled();
  });

  it('takes back the last digit by a key that points the same way in every script', async () => {
    await lockOver(fakeFieldDevice(lockedState));
    await userEvent.type(await screen.findByLabelText('PIN'), '12');
    const erase = screen.getByRole('button', { name: 'Delete the last sign' });
    await userEvent.click(erase);
    expect(screen.getByLabelText('PIN')).toHaveProperty('value', '1');
    // Mirrored, it would point away from where the digit goes out: the keys stand from left to right.
    expect(erase.querySelector('.icon-points')).toBeNull();
    expect(await axeHere()).toEqual([]);
  });

  it('says kindly that it was the wrong PIN, and how many tries are left', async () => {
    await lockOver(fakeFieldDevice(lockedState));
    await userEvent.type(await screen.findByLabelText('PIN'), '111222{Enter}');
    expect(await screen.findByText(/9 tries are left/)).toBeDefined();
    expect(isCovered()).toBe(true);
    expect(screen.getByLabelText('PIN')).toHaveProperty('value', '');
  });

  it('asks who it is only where several people use the device', async () => {
    const fake = fakeFieldDevice({ ...lockedState, people: 2 });
    await lockOver(fake);
    await userEvent.type(await screen.findByLabelText('Your sign-in name'), 'mira@demo.invalid');
    await userEvent.type(screen.getByLabelText('PIN'), `${EXAMPLE_PIN}{Enter}`);
    await vi.waitFor(() => expect(fake.asked).toEqual(['mira@demo.invalid']));
  });

  it.each<LockedBecause>(['lease-over', 'clock-went-back', 'too-many-tries', 'revoked'])(
    'asks for no PIN when it is %s, and leads to a sign-in with a network',
    async (because) => {
      await lockOver(fakeFieldDevice({ ...lockedState, because }));
      await screen.findByRole('heading', { name: 'Locked' });
      expect(screen.queryByLabelText('PIN')).toBeNull();
      await userEvent.click(screen.getByRole('button', { name: 'Sign in with a network' }));
      expect(isCovered()).toBe(false);
    },
  );

  it('says what waits here and goes out by itself, and then that all is sent', async () => {
    const fake = fakeFieldDevice({ ...lockedState, because: 'lease-over' });
    await lockOver(fake);
    await screen.findByRole('heading', { name: 'Locked' });
    // Before it was counted it says neither.
    expect(screen.queryByText(/waits? here|is sent/)).toBeNull();
    act(() => fake.wait({ items: 3, since: exampleAt }));
    expect(await screen.findByText(/3 items wait here, the oldest since .*2026/)).toBeDefined();
    act(() => fake.wait({ items: 0, since: null }));
    expect(await screen.findByText('All that was written here is sent.')).toBeDefined();
  });

  it('does not come back over a sign-in that was begun when something was sent meanwhile', async () => {
    const fake = fakeFieldDevice({ ...lockedState, because: 'lease-over' });
    await lockOver(fake);
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in with a network' }));
    act(() => fake.wait({ items: 0, since: null }));
    expect(isCovered()).toBe(false);
  });

  it('shows no word that does not come from messages', async () => {
    const fake = fakeFieldDevice(lockedState);
    fake.wait({ items: 2, since: exampleAt });
    const { container } = await lockOver(fake, true);
    await vi.waitFor(() => expect(container.querySelector('.lock h1')).not.toBeNull());
    const lock = container.querySelector('.lock');
    expect(lock && unbracketedTexts(lock, ['.pin-keys'])).toEqual([]);
  });
});
