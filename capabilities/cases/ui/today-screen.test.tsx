import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { instantAt } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { show } from '#platform/design/testing/show.tsx';
import { aRecordId, coast, sela } from '../domain/examples.ts';
import type { CaseCard } from '../domain/views.ts';
import { listReceipts } from '../endpoints.ts';
import { TodayScreen } from './today-screen.tsx';
import type { WorkerHere } from './worker-here.ts';

const worker: WorkerHere = {
  id: sela,
  teams: [{ id: coast, name: 'Coast' }],
  abilities: ['register-child', 'write-plan'],
  reads: ['identity', 'care', 'health', 'justice', 'critical'],
  trained: true,
};
const supervisor: WorkerHere = {
  ...worker,
  abilities: ['register-child', 'approve-plan', 'assign-case'],
};
const officer: WorkerHere = { ...worker, abilities: ['hand-over-child'], reads: [] };

function aCard(code: string, over: Partial<CaseCard> = {}): CaseCard {
  return {
    recordId: aRecordId(),
    code,
    dueAt: null,
    dueClock: null,
    worker: null,
    codes: { risk: 'high', plan: 'none', result: null },
    ...over,
  };
}

const page = (cases: readonly CaseCard[], next: string | null = null) => accept({ cases, next });
const Asked = z.looseObject({ of: z.string().optional(), after: z.string().optional() });

/** Shows the screen before a server that answers each list by its name, page after page. */
function showToday(who: WorkerHere, lists: Readonly<Record<string, readonly Result<unknown>[]>>) {
  const asked: z.infer<typeof Asked>[] = [];
  const api: Api = {
    call: (endpoint, input) => {
      const request = Asked.parse(input);
      const of = endpoint.id === listReceipts.id ? 'receipts' : (request.of ?? '');
      const before = asked.filter((one) => one.of === of).length;
      asked.push({ ...request, of });
      const answer: Result<unknown> = lists[of]?.[before] ?? page([]);
      return Promise.resolve(answer as never);
    },
  };
  show(
    <ApiProvider api={api}>
      <TodayScreen worker={who} />
    </ApiProvider>,
  );
  return { asked, person: userEvent.setup() };
}

afterEach(cleanup);

describe('today, of someone who accompanies children', () => {
  test('waits, and then says how to begin where there is nothing', async () => {
    showToday(worker, {});
    expect(screen.getAllByText('Loading').length).toBeGreaterThan(0);
    expect(await screen.findByText('No case is yours at the moment')).toBeDefined();
    expect(screen.getByRole('link', { name: 'Start a first contact' })).toBeDefined();
    expect(screen.queryByText('Loading')).toBeNull();
  });

  test('shows one’s own cases by when they are due, and the whole team when asked', async () => {
    const mine = [
      aCard('LATE-0000-002', { dueAt: instantAt(Date.now() - 9e6) }),
      aCard('NONE-0000-001'),
    ];
    const { person } = showToday(worker, {
      worker: [page(mine)],
      team: [page([aCard('TEAM-0000-003')])],
    });
    const late = await screen.findByRole('list', { name: 'Late' });
    expect(within(late).getByRole('link').textContent).toBe('LATE-0000-002');
    const rest = screen.getByRole('list', { name: 'Nothing is due' });
    expect(within(rest).getByRole('link').textContent).toBe('NONE-0000-001');
    await person.click(screen.getByRole('radio', { name: 'The whole team' }));
    expect(await screen.findByText('TEAM-0000-003')).toBeDefined();
    expect(screen.queryByText('LATE-0000-002')).toBeNull();
  });

  test('[CA-10] cases that nobody has stand before one’s own', async () => {
    showToday(worker, {
      nobody: [page([aCard('FREE-0000-001')])],
      worker: [page([aCard('MINE-0000-002')])],
    });
    expect(await screen.findByRole('list', { name: 'Nobody has these yet' })).toBeDefined();
    await screen.findByText('MINE-0000-002');
    const all = screen.getAllByRole('link').map((one) => one.textContent);
    expect(all.indexOf('FREE-0000-001')).toBeLessThan(all.indexOf('MINE-0000-002'));
  });

  test('brings the next page from where the last one ended, and keeps what is there', async () => {
    const { asked, person } = showToday(worker, {
      worker: [page([aCard('PAGE-0000-001')], '17.next'), page([aCard('PAGE-0000-002')])],
    });
    await person.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('PAGE-0000-002')).toBeDefined();
    expect(screen.getByText('PAGE-0000-001')).toBeDefined();
    expect(asked.at(-1)).toMatchObject({ of: 'worker', after: '17.next' });
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  test('says so without a network, and tries again when told to', async () => {
    const { person } = showToday(worker, {
      worker: [refuse({ code: 'network.unreachable' }), page([aCard('BACK-0000-001')])],
    });
    expect(await screen.findByText('There is no connection at the moment.')).toBeDefined();
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('BACK-0000-001')).toBeDefined();
    expect(screen.queryByText('There is no connection at the moment.')).toBeNull();
  });

  test('shows neither the words of another class nor a risk to a reader without care', async () => {
    showToday(worker, { worker: [page([aCard('NONE-0000-001', { codes: null })])] });
    expect(await screen.findByText('NONE-0000-001')).toBeDefined();
    expect(screen.queryByText(/risk/i)).toBeNull();
  });

  test('[AC-3] the way to a case that is not open stands there for who may take it, and for nobody else', async () => {
    const way = { name: 'A case that is not open to you' };
    showToday(worker, {});
    await screen.findByText('No case is yours at the moment');
    expect(screen.queryByRole('link', way)).toBeNull();
    cleanup();
    showToday({ ...worker, abilities: [...worker.abilities, 'break-glass'] }, {});
    expect((await screen.findByRole('link', way)).getAttribute('href')).toBe('/break-glass');
  });
});

test('a supervisor sees plans that wait first, each on the way to its approval, and the team', async () => {
  const waiting = aCard('WAIT-0000-001', {
    codes: { risk: 'high', plan: 'written', result: null },
  });
  showToday(supervisor, { approval: [page([waiting])], team: [page([aCard('LATE-0000-002')])] });
  const list = await screen.findByRole('list', { name: 'Plans that wait for you' });
  const link = within(list).getByRole('link', { name: 'WAIT-0000-001' });
  expect(link.getAttribute('href')).toContain(`/cases/${waiting.recordId}/plan/approval`);
  await screen.findByText('LATE-0000-002');
  const all = screen.getAllByRole('link').map((one) => one.textContent);
  expect(all.indexOf('WAIT-0000-001')).toBeLessThan(all.indexOf('LATE-0000-002'));
  expect(screen.getByRole('link', { name: 'How the work of the team is spread' })).toBeDefined();
});

test('someone who is asked to help sees what was shared with their team', async () => {
  const nurse: WorkerHere = { ...officer, reads: ['identity', 'care', 'health'] };
  const { asked } = showToday(nurse, { shared: [page([aCard('HELP-0000-001')])] });
  expect(await screen.findByText('HELP-0000-001')).toBeDefined();
  expect(asked.map(({ of }) => of)).toEqual(['shared']);
});

describe('[CA-9] whoever only hands children over', () => {
  test('sees that way, and asks for no list of cases', async () => {
    const { asked } = showToday(officer, { receipts: [accept({ receipts: [] })] });
    expect(screen.getAllByRole('link').map((one) => one.textContent)).toEqual([
      'Hand over a child',
    ]);
    await screen.findByText(/Note the code and call/);
    expect(asked).toEqual([{ of: 'receipts' }]);
  });

  test('keeps receipts, with whom to call and whether someone took over', async () => {
    const receipt = {
      recordId: aRecordId(),
      code: 'SENT-0000-001',
      team: { id: coast, name: 'Coast', phone: '+00 555 01' },
      arrivedAt: '2026-11-24T09:00:00.000Z',
      takenAt: null,
    };
    showToday(officer, { receipts: [accept({ receipts: [receipt] })] });
    expect(await screen.findByText('SENT-0000-001')).toBeDefined();
    expect(screen.getByText('Nobody opened it yet: call')).toBeDefined();
    expect(screen.getByRole('link', { name: '+00 555 01' }).getAttribute('href')).toBe(
      'tel:+0055501',
    );
  });
});
