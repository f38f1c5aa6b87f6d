import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { show } from '#platform/design/testing/show.tsx';
import { aRecordId, coast, sela } from '../domain/examples.ts';
import type { CaseCard } from '../domain/views.ts';
import { TodayScreen } from './today-screen.tsx';
import type { WorkerHere } from './worker-here.ts';

const worker: WorkerHere = {
  id: sela,
  teams: [{ id: coast, name: 'Coast' }],
  abilities: ['register-child', 'write-plan'],
  trained: true,
};
const supervisor: WorkerHere = { ...worker, abilities: ['register-child', 'approve-plan'] };

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

const waiting = aCard('WAIT-0000-001', { codes: { risk: 'high', plan: 'written', result: null } });

/** Shows the screen before a server that gives these answers, one after the other. */
function showToday(who: WorkerHere, ...answers: readonly Result<unknown>[]) {
  const asked: unknown[] = [];
  const api: Api = {
    call: (_endpoint, input) => {
      const answer: Result<unknown> = answers[asked.length] ?? refuse({ code: 'not-asked' });
      asked.push(input);
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

const page = (cases: readonly CaseCard[], next: string | null = null) => accept({ cases, next });

afterEach(cleanup);

describe('today', () => {
  test('waits, and then says how to begin where there is nothing', async () => {
    showToday(worker, page([]));
    expect(screen.getByText('Loading')).toBeDefined();
    expect(await screen.findByText('No open case yet')).toBeDefined();
    expect(screen.getByRole('link', { name: 'Start a first contact' })).toBeDefined();
    expect(screen.queryByText('Loading')).toBeNull();
  });

  test('shows plans that wait to a supervisor first, each on the way to its approval', async () => {
    showToday(supervisor, page([aCard('LATE-0000-002'), waiting]));
    const section = await screen.findByRole('list', { name: 'A plan waits for you' });
    const link = within(section).getByRole('link', { name: 'WAIT-0000-001' });
    expect(link.getAttribute('href')).toContain(`/cases/${waiting.recordId}/plan/approval`);
    const all = screen.getAllByRole('link').map((one) => one.textContent);
    expect(all.indexOf('WAIT-0000-001')).toBeLessThan(all.indexOf('LATE-0000-002'));
  });

  test('keeps the order of due dates for whoever judges no plans', async () => {
    showToday(worker, page([aCard('LATE-0000-002'), waiting]));
    const list = await screen.findByRole('list', { name: 'Due, soonest first' });
    expect(
      within(list)
        .getAllByRole('link')
        .map((one) => one.textContent),
    ).toEqual(['LATE-0000-002', 'WAIT-0000-001']);
  });

  test('brings the next page from where the last one ended, and keeps what is there', async () => {
    const { asked, person } = showToday(
      worker,
      page([aCard('PAGE-0000-001')], '17.next'),
      page([aCard('PAGE-0000-002')]),
    );
    await person.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('PAGE-0000-002')).toBeDefined();
    expect(screen.getByText('PAGE-0000-001')).toBeDefined();
    expect(asked[1]).toMatchObject({ after: '17.next' });
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  test('says so without a network, and tries again when told to', async () => {
    const { person } = showToday(
      worker,
      refuse({ code: 'network.unreachable' }),
      page([aCard('BACK-0000-001')]),
    );
    expect(await screen.findByText('There is no connection at the moment.')).toBeDefined();
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('BACK-0000-001')).toBeDefined();
    expect(screen.queryByText('There is no connection at the moment.')).toBeNull();
  });

  test('[CA-9] whoever only hands children over sees that way, and asks for no list', () => {
    const { asked } = showToday({ ...worker, abilities: ['hand-over-child'] });
    expect(screen.getAllByRole('link').map((one) => one.textContent)).toEqual([
      'Hand over a child',
    ]);
    expect(asked).toEqual([]);
  });

  test('[AC-3] the way to a case that is not open stands there for who may take it, and for nobody else', async () => {
    const way = { name: 'A case that is not open to you' };
    showToday(worker, page([]));
    await screen.findByText('No open case yet');
    expect(screen.queryByRole('link', way)).toBeNull();
    cleanup();
    showToday({ ...worker, abilities: [...worker.abilities, 'break-glass'] }, page([]));
    expect((await screen.findByRole('link', way)).getAttribute('href')).toBe('/break-glass');
  });

  test('shows neither the words of another class nor a risk to a reader without care', async () => {
    showToday(worker, page([aCard('NONE-0000-001', { codes: null })]));
    expect(await screen.findByText('NONE-0000-001')).toBeDefined();
    expect(screen.queryByText(/risk/i)).toBeNull();
  });
});
