import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { exampleWorker } from '#platform/device/store/examples.ts';
import { axeHere } from '#platform/design/testing/axe-here.ts';
import { EXAMPLE_PIN, fakeFieldDevice, openState } from './examples.ts';
import { SetUpPage } from './set-up-page.tsx';
import { showField } from './show-field.tsx';

const none = { state: 'none' } as const;

afterEach(cleanup);

async function open(device = fakeFieldDevice(none)) {
  const page = (
    <SetUpPage device={device.device} worker={exampleWorker} purpose="child-protection" />
  );
  const shown = await showField(page, device.device);
  return { ...shown, device, person: userEvent.setup() };
}

async function fill(person: ReturnType<typeof userEvent.setup>, again = EXAMPLE_PIN) {
  await person.click(screen.getByRole('button', { name: 'Choose a PIN' }));
  await person.type(screen.getByLabelText('What do you call this phone?'), 'Invented phone');
  await person.type(screen.getByLabelText('Your sign-in name'), 'mira@demo.invalid');
  await person.type(screen.getByLabelText('PIN'), EXAMPLE_PIN);
  await person.type(screen.getByLabelText('The same PIN once more'), again);
}

describe('setting up work without a network', () => {
  it('tells a role that may not what to do, and keeps what was typed', async () => {
    const fake = fakeFieldDevice(none);
    const device = {
      ...fake,
      device: {
        ...fake.device,
        setUp: () =>
          Promise.resolve({
            ok: false,
            refusal: { code: 'access.offline.not-for-role' },
          } as const),
      },
    };
    const { person } = await open(device);
    await fill(person);
    await person.click(screen.getByRole('button', { name: 'Set up this phone' }));
    expect(await screen.findByText(/may not work without a network/)).toBeDefined();
    expect(screen.getByLabelText('Your sign-in name')).toHaveProperty('value', 'mira@demo.invalid');
  });

  it('says what is promised and what nobody can promise, before anything is asked', async () => {
    await open();
    expect(screen.getByRole('heading', { name: 'What nobody can promise' })).toBeDefined();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(await axeHere()).toEqual([]);
  });

  it('sets nothing up while a field is empty, and says which', async () => {
    const { device, person } = await open();
    await person.click(screen.getByRole('button', { name: 'Choose a PIN' }));
    await person.click(screen.getByRole('button', { name: 'Set up this phone' }));
    expect(screen.getAllByText('This is needed.')).toHaveLength(4);
    expect(device.asked).toEqual([]);
    expect(await axeHere()).toEqual([]);
  });

  it('sets nothing up with two different PINs, and shows neither', async () => {
    const { device, person } = await open();
    await fill(person, '111222');
    await person.click(screen.getByRole('button', { name: 'Set up this phone' }));
    expect(screen.getByText(/The two differ/)).toBeDefined();
    expect(screen.getByLabelText('PIN')).toHaveProperty('type', 'password');
    expect(device.asked).toEqual([]);
  });

  it('is done by keyboard alone, and says to stay until cases and forms are here', async () => {
    const { device, person } = await open();
    await fill(person);
    await person.keyboard('{Enter}');
    expect(await screen.findByText('This phone is set up.')).toBeDefined();
    expect(screen.getByText(/Stay in the network a little longer/)).toBeDefined();
    expect(device.asked).toEqual(['set up Invented phone']);
    expect(await axeHere()).toEqual([]);
  });

  it('tells plainly where a fingerprint is not offered', async () => {
    const { person } = await open(fakeFieldDevice(openState));
    await fill(person);
    await person.click(screen.getByRole('button', { name: 'Set up this phone' }));
    await person.click(await screen.findByRole('button', { name: 'Add it' }));
    expect(await screen.findByText(/does not offer it/)).toBeDefined();
  });
});
