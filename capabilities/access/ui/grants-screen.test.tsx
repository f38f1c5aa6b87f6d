import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import { TeamId, WorkerId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { newId } from '#platform/design/calling/use-command.ts';
import { show } from '#platform/design/testing/show.tsx';
import { ConflictScreen } from './conflict-screen.tsx';
import { GrantsScreen } from './grants-screen.tsx';
import { ShareScreen } from './share-screen.tsx';
import type { WorkerHere } from './worker-here.ts';

const recordId = newId();
const paz = { id: newId(), name: 'Paz Placeholder' };
const sela = { id: newId(), name: 'Sela Sample' };
const coast = { id: newId(), name: 'Coast', agency: 'Child protection' };
const worker: WorkerHere = { id: WorkerId.parse(sela.id), teams: [], abilities: [] };
const supervisor: WorkerHere = {
  id: WorkerId.parse(paz.id),
  teams: [],
  abilities: ['share'],
};

const own = {
  grantId: newId(),
  kind: 'creation',
  to: { team: coast },
  classes: ['identity', 'care', 'health', 'justice', 'critical'],
  mayWrite: true,
  purpose: 'child-protection',
  until: '2027-05-24T09:00:00.000Z',
  by: sela,
  mayEnd: false,
};
const shared = {
  ...own,
  grantId: newId(),
  kind: 'referral',
  to: { worker: { id: newId(), name: 'Ife Example' } },
  classes: ['care', 'health'],
  mayWrite: false,
  mayEnd: true,
};
const conflict = { worker: sela, kind: 'related', at: '2026-11-24T09:00:00.000Z', by: sela };
const listed = (over = {}) =>
  accept({ grants: [own, shared], conflicts: [], mayShare: ['care'], ...over });

/** Shows a screen before a server of which only the answers are known, by operation. */
function showBefore(shown: React.ReactNode, answers: Readonly<Record<string, Result<unknown>>>) {
  const calls: [string, unknown][] = [];
  const api: Api = {
    call: (endpoint, input) => {
      calls.push([endpoint.id, input]);
      const answer: Result<unknown> = answers[endpoint.id] ?? refuse({ code: 'not-asked' });
      return Promise.resolve(answer as never);
    },
  };
  show(<ApiProvider api={api}>{shown}</ApiProvider>);
  const sent = (id: string) => calls.filter(([one]) => one === id).map(([, input]) => input);
  return { sent, person: userEvent.setup() };
}

const showGrants = (who: WorkerHere, answers: Readonly<Record<string, Result<unknown>>>) =>
  showBefore(<GrantsScreen recordId={recordId} worker={who} />, answers);
const links = () => screen.getAllByRole('link').map((one) => one.textContent);

afterEach(cleanup);

describe('who may see a case', () => {
  test('[AC-11] tells it in words, and only what may be ended can be', async () => {
    const { sent, person } = showGrants(supervisor, {
      'access.grants': listed(),
      'access.end-grant': accept({}),
    });
    const list = within(await screen.findByRole('list', { name: 'Open to' }));
    expect(list.getByText('The team that is responsible for the child')).toBeDefined();
    expect(list.getByText(/Protection and care and Health/)).toBeDefined();
    const [end, ...more] = list.getAllByRole('button');
    expect(more).toEqual([]);
    if (end) await person.click(end);
    expect(sent('access.end-grant')).toEqual([]);
    await person.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'End it' }));
    expect(sent('access.end-grant')).toEqual([
      expect.objectContaining({ recordId, grantId: shared.grantId }),
    ]);
    expect(sent('access.grants')).toHaveLength(2);
  });

  test('tells the team that answers for the child once, with all its purposes', async () => {
    const looks = { ...own, grantId: newId(), purpose: 'supervision', mayWrite: false };
    const traces = { ...own, grantId: newId(), purpose: 'family-tracing' };
    showGrants(worker, { 'access.grants': listed({ grants: [own, looks, traces] }) });
    const list = within(await screen.findByRole('list', { name: 'Open to' }));
    expect(list.getAllByRole('listitem')).toHaveLength(1);
    expect(list.getAllByText(/^May see/).map((one) => one.textContent)).toEqual([
      'May see and write every part, as far as the role allows',
      'May see every part',
    ]);
  });

  test('[AC-4] whoever holds nothing to share sees no way to it', async () => {
    showGrants(worker, { 'access.grants': listed({ mayShare: [] }) });
    await screen.findByText('A supervisor of the team shares it with others.');
    expect(links()).toEqual(['To the case', 'Someone must not see this case']);
  });

  test('[AC-8] whoever may not see the list can still shut themselves out', async () => {
    showGrants(worker, { 'access.grants': refuse({ code: 'access.denied.class' }) });
    await screen.findByText('This part of the record is not open to you.');
    expect(links()).toContain('Someone must not see this case');
  });

  test('[AC-8] a supervisor lets someone in again with a reason, a worker does not', async () => {
    const answers = {
      'access.grants': listed({ conflicts: [conflict] }),
      'access.lift-conflict': refuse({ code: 'access.conflict.unknown' }),
    };
    showGrants({ ...worker, id: supervisor.id }, answers);
    await screen.findByText('Sela Sample');
    expect(screen.queryByRole('button', { name: /^Let in again/ })).toBeNull();
    cleanup();
    const { sent, person } = showGrants(supervisor, answers);
    await person.click(await screen.findByRole('button', { name: /^Let in again/ }));
    const dialog = within(screen.getByRole('dialog'));
    await person.click(dialog.getByRole('button', { name: 'Let in again' }));
    expect(sent('access.lift-conflict')).toEqual([]);
    await person.type(dialog.getByRole('textbox'), 'Another family of this name.');
    await person.click(dialog.getByRole('button', { name: 'Let in again' }));
    expect(sent('access.lift-conflict')).toHaveLength(1);
    expect(await dialog.findByText('This person is not shut out.')).toBeDefined();
  });
});

describe('sharing', () => {
  test('[AC-4] offers only parts that one holds, and sends nothing before all is said', async () => {
    const { sent, person } = showBefore(<ShareScreen recordId={recordId} />, {
      'access.grants': listed(),
      'access.colleagues': accept({ teams: [coast], workers: [sela] }),
      'access.grant': refuse({ code: 'access.grant.consent-missing' }),
    });
    const press = { name: 'Share' };
    await person.click(await screen.findByRole('button', press));
    expect(await screen.findByText('Choose who is meant.')).toBeDefined();
    expect(screen.getByText('Choose at least one part.')).toBeDefined();
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
    await person.click(screen.getByLabelText('Sela Sample'));
    await person.click(screen.getByLabelText('Protection and care'));
    expect(sent('access.grant')).toEqual([]);
    await person.click(screen.getByRole('button', press));
    expect(sent('access.grant')).toEqual([
      expect.objectContaining({ to: { worker: sela.id }, classes: ['care'], mayWrite: false }),
    ]);
    expect(await screen.findByText(/nobody has agreed to that/)).toBeDefined();
  });
});

describe('[AC-8] a conflict of interest', () => {
  test('of a colleague names the person and the reason; neither is guessed', async () => {
    const here = { ...worker, teams: [{ id: TeamId.parse(coast.id), name: coast.name }] };
    const { sent, person } = showBefore(<ConflictScreen recordId={recordId} worker={here} />, {
      'access.colleagues': accept({ teams: [coast], workers: [sela, paz] }),
      'access.declare-conflict': refuse({ code: 'access.conflict.declared-before' }),
    });
    await person.click(screen.getByLabelText('A colleague'));
    const press = { name: 'Shut this person out' };
    await person.click(screen.getByRole('button', press));
    expect(await screen.findByText('Choose who is meant.')).toBeDefined();
    expect(screen.getByText('Choose the reason that fits best.')).toBeDefined();
    expect(screen.queryByLabelText('Sela Sample')).toBeNull();
    await person.click(screen.getByLabelText('Paz Placeholder'));
    await person.click(screen.getByLabelText('May be exploiting the child'));
    expect(sent('access.declare-conflict')).toEqual([]);
    await person.click(screen.getByRole('button', press));
    expect(sent('access.declare-conflict')).toEqual([
      expect.objectContaining({ worker: paz.id, kind: 'alleged-exploiter' }),
    ]);
    expect(await screen.findByText('This person is shut out already.')).toBeDefined();
  });

  test('is said for oneself with what follows, and leads back to no case', async () => {
    const { sent, person } = showBefore(<ConflictScreen recordId={recordId} worker={worker} />, {
      'access.declare-conflict': accept({ receipt: null }),
    });
    expect(screen.getByText(/From this moment you see nothing/)).toBeDefined();
    await person.click(screen.getByRole('button', { name: 'Shut me out' }));
    expect(sent('access.declare-conflict')).toEqual([
      expect.objectContaining({ worker: sela.id, kind: 'related' }),
    ]);
    expect(await screen.findByText('You are shut out of this case now')).toBeDefined();
    expect(links()).toEqual(['Today', 'Today']);
  });
});
