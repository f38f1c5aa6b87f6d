import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { exampleAt } from '#platform/device/store/examples.ts';
import { fakeFieldDevice, lockedState, openState } from './examples.ts';
import { showField } from './show-field.tsx';
import { StatusLine } from './status-line.tsx';

afterEach(cleanup);

describe('the status line', () => {
  it('tells nothing while the device is locked', async () => {
    const { container } = await showField(<StatusLine />, fakeFieldDevice(lockedState).device);
    expect(container.textContent).toBe('');
  });

  it('says in words that all is sent', async () => {
    await showField(<StatusLine />, fakeFieldDevice(openState).device);
    expect(screen.getByRole('button').textContent).toContain('All sent');
  });

  it('says how many wait, since when and why, and changes with them', async () => {
    const fake = fakeFieldDevice(openState);
    await showField(<StatusLine />, fake.device);
    fake.stand({ waiting: 3, oldestAt: exampleAt, isReachable: false, attention: 1 });
    await vi.waitFor(() => {
      const line = screen.getByRole('button').textContent;
      expect(line).toMatch(/1 needs you.*3 items wait.*since.*no network/);
    });
  });

  it('opens a sheet that says what to do, and tries when asked', async () => {
    const sync = { waiting: 1, oldestAt: exampleAt, isReachable: false, isBackupDue: true };
    const fake = fakeFieldDevice(openState, sync);
    await showField(<StatusLine />, fake.device);
    await userEvent.click(screen.getByRole('button'));
    expect(await screen.findByText('There is no network.')).toBeDefined();
    expect(screen.getByText(/has waited for more than a day/)).toBeDefined();
    expect(screen.getByText('Works without a network until')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(fake.asked).toEqual(['sync']);
  });

  it.each(['See 2 items that need you', 'Save or carry as a file', 'Settings of this device'])(
    'leaves the screen free for where one goes: %s',
    async (name) => {
      const sync = { waiting: 1, oldestAt: exampleAt, attention: 2 };
      await showField(<StatusLine />, fakeFieldDevice(openState, sync).device);
      await userEvent.click(screen.getByRole('button'));
      await userEvent.click(await screen.findByRole('link', { name }));
      await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    },
  );
});
