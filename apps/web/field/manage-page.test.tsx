import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { exampleAt } from '#platform/device/store/examples.ts';
import { axeHere } from '#platform/design/testing/axe-here.ts';
import { fakeFieldDevice, openState } from './examples.ts';
import { ManagePage } from './manage-page.tsx';
import { showField } from './show-field.tsx';

afterEach(cleanup);

async function open(sync = {}) {
  const fake = fakeFieldDevice(openState, sync);
  await showField(<ManagePage device={fake.device} open={fake.open} />, fake.device);
  return { fake, person: userEvent.setup() };
}

const askToRemove = async (person: ReturnType<typeof userEvent.setup>) => {
  await person.click(screen.getByRole('button', { name: 'Remove the work from this phone' }));
  return within(await screen.findByRole('dialog', { name: 'Remove it?' }));
};

describe('the settings of a field device', () => {
  it('remove nothing before somebody has said so twice', async () => {
    const { fake, person } = await open();
    const dialog = await askToRemove(person);
    expect(dialog.getByText('Everything has been sent. Nothing is lost.')).toBeDefined();
    expect(await axeHere()).toEqual([]);
    await person.click(dialog.getByRole('button', { name: 'Keep it' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(fake.asked).toEqual([]);
  });

  it('remove what is here once all is sent, and by keyboard as well', async () => {
    const { fake, person } = await open();
    const dialog = await askToRemove(person);
    dialog.getByRole('button', { name: 'Remove it' }).focus();
    await person.keyboard('{Enter}');
    expect(fake.asked).toEqual(['forget']);
  });

  it('say how much would be lost while something waits, on the very button', async () => {
    const { fake, person } = await open({ waiting: 3, oldestAt: exampleAt });
    const dialog = await askToRemove(person);
    expect(dialog.getByText(/3 items/)).toBeDefined();
    expect(dialog.queryByRole('button', { name: 'Remove it' })).toBeNull();
    await person.click(dialog.getByRole('button', { name: 'Remove it and lose what waits' }));
    expect(fake.asked).toEqual(['forget and lose']);
  });

  it('keep the PIN when the new one is too easy, and say why', async () => {
    const { person } = await open();
    await person.type(screen.getByLabelText('New PIN'), '111111{Enter}');
    expect(await screen.findByText(/one of the first that others would try/)).toBeDefined();
    expect(screen.getByLabelText('New PIN')).toHaveProperty('value', '');
    expect(await axeHere()).toEqual([]);
  });

  it('lead to the backup, and tell again what nobody can promise', async () => {
    await open();
    const link = screen.getByRole('link', { name: 'Save or carry as a file' });
    expect(link.getAttribute('href')).toBe('/field/carry');
    expect(screen.getByText(/nobody can wipe a phone that is switched off/)).toBeDefined();
  });
});
