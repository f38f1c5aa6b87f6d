import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import { WorkerId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { newId } from '#platform/design/calling/use-command.ts';
import { axeHere } from '#platform/design/testing/axe-here.ts';
import { show } from '#platform/design/testing/show.tsx';
import { WorkerDevicesScreen } from './worker-devices-screen.tsx';

const workerId = WorkerId.parse(newId());
const deviceId = newId();
const device = {
  deviceId,
  label: 'Invented phone',
  purpose: 'child-protection',
  madeAt: '2026-11-20T08:00:00.000Z',
  lastContactAt: '2026-11-21T08:00:00.000Z',
  leaseUntil: '2999-01-01T08:00:00.000Z',
  carries: 12,
  ordersOpen: 0,
  revoked: null,
};
const revoked = { at: '2026-11-22T08:00:00.000Z', reason: 'lost', wipedAt: null };

afterEach(cleanup);

/** The screen of a supervisor before a server of which only the answers are known. */
function open(
  devices: Result<unknown>,
  revoking: Result<unknown> = accept({ revokedBefore: false }),
) {
  const calls: [string, unknown][] = [];
  const sessions = { worker: { id: workerId, name: 'Sela Sample' }, sessions: [] };
  const answers: Readonly<Record<string, Result<unknown>>> = {
    'access.list-devices-of': accept(sessions),
    'access.list-field-devices-of': devices,
    'access.revoke-field-device': revoking,
  };
  const api: Api = {
    call: (endpoint, input) => {
      calls.push([endpoint.id, input]);
      return Promise.resolve((answers[endpoint.id] ?? refuse({ code: 'not-asked' })) as never);
    },
  };
  show(
    <ApiProvider api={api}>
      <WorkerDevicesScreen workerId={workerId} />
    </ApiProvider>,
  );
  const sent = () => calls.filter(([id]) => id === 'access.revoke-field-device');
  return { sent, calls, person: userEvent.setup() };
}

const list = async () =>
  within(await screen.findByRole('list', { name: 'Phones that work without a network' }));

describe('the phones of a colleague that work without a network', () => {
  test('are shown to nobody who does not oversee them, and the refusal says what to do', async () => {
    open(refuse({ code: 'access.overseen.unknown' }));
    expect(await screen.findByText(/not among those/)).toBeDefined();
    expect(screen.queryByRole('button', { name: /Take it back/ })).toBeNull();
  });

  test('are none, and it says so', async () => {
    open(accept({ devices: [] }));
    expect(await screen.findByText('None is set up.')).toBeDefined();
  });

  test('tell the last contact, what they carry, and how long they open', async () => {
    open(accept({ devices: [device] }));
    const shown = await list();
    expect(shown.getByText(/Last contact .?21 Nov 2026/)).toBeDefined();
    expect(shown.getByText('Carries 12 cases')).toBeDefined();
    expect(shown.getByText(/Opens without a network until/)).toBeDefined();
    expect(await axeHere()).toEqual([]);
  });

  test('say that they are locked once their time without a network is over', async () => {
    open(accept({ devices: [{ ...device, leaseUntil: '2026-11-21T09:00:00.000Z' }] }));
    const shown = await list();
    expect(shown.getByText(/Locked since .?21 Nov 2026/)).toBeDefined();
    expect(shown.queryByText(/Opens without a network until/)).toBeNull();
  });

  test('say plainly when one that was taken back may still hold what it carried', async () => {
    open(accept({ devices: [{ ...device, revoked }] }));
    const shown = await list();
    expect(shown.getByText('Not reached yet')).toBeDefined();
    expect(shown.getByText(/Lost or stolen.*may still be there/)).toBeDefined();
    expect(shown.queryByRole('button')).toBeNull();
    expect(await axeHere()).toEqual([]);
  });

  test('promise nothing of one that was not reached: its own clock lets it open', async () => {
    // The server has ended the lease, and a device without a network knows nothing of that.
    open(accept({ devices: [{ ...device, leaseUntil: revoked.at, revoked }] }));
    const shown = await list();
    expect(shown.queryByText(/Locked since|Opens without a network/)).toBeNull();
    expect(shown.getByText(/Whoever has its PIN can open it/)).toBeDefined();
    expect(shown.getByText('Carries 12 cases')).toBeDefined();
  });

  test('say when one is empty, and when a change has not arrived there', async () => {
    const wiped = { ...revoked, wipedAt: '2026-11-23T08:00:00.000Z' };
    const other = { ...device, deviceId: newId(), label: 'Invented other', ordersOpen: 2 };
    open(accept({ devices: [{ ...device, revoked: wiped }, other] }));
    const shown = await list();
    expect(shown.getByText(/Empty since .?23 Nov 2026/)).toBeDefined();
    expect(shown.getByText('2 changes have not arrived there')).toBeDefined();
    expect(shown.getAllByText(/Carries/)).toHaveLength(1);
  });
});

describe('taking a phone back', () => {
  test('does nothing until it is said twice, and can be left by keyboard', async () => {
    const { sent, person } = open(accept({ devices: [device] }));
    await person.click((await list()).getByRole('button'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Take this phone back?' }));
    expect(dialog.getByText(/nobody can reach it/)).toBeDefined();
    expect(await axeHere()).toEqual([]);
    await person.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(sent()).toEqual([]);
  });

  test('tells the reason, and looks at the list again', async () => {
    const { sent, calls, person } = open(accept({ devices: [device] }));
    await person.click((await list()).getByRole('button'));
    const dialog = within(await screen.findByRole('dialog'));
    await person.click(dialog.getByText('The person has left'));
    await person.click(dialog.getByRole('button', { name: 'Take it back' }));
    await list();
    expect(sent()).toEqual([['access.revoke-field-device', { deviceId, reason: 'left' }]]);
    expect(calls.filter(([id]) => id === 'access.list-field-devices-of')).toHaveLength(2);
  });

  test('is refused for a phone of somebody else, and the list stays', async () => {
    const refused = refuse({ code: 'access.field-device.unknown' });
    const { person } = open(accept({ devices: [device] }), refused);
    await person.click((await list()).getByRole('button'));
    const dialog = within(await screen.findByRole('dialog'));
    await person.click(dialog.getByRole('button', { name: 'Take it back' }));
    expect(await screen.findByText(/not among those that you may see/)).toBeDefined();
    expect((await list()).getByText('Invented phone')).toBeDefined();
  });
});
