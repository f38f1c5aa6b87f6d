import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Instant } from '#kernel/instant.ts';
import { RecordId, WorkerId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Answer, type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { newId } from '#platform/design/calling/use-command.ts';
import { show } from '#platform/design/testing/show.tsx';
import { NoticeId } from '../record-endpoints.ts';
import { type NoticesAnswer, NoticesScreen } from './notices-screen.tsx';

type OneNotice = NoticesAnswer['notices'][number];

function aNotice(over: Partial<OneNotice> = {}): OneNotice {
  return {
    id: NoticeId.parse(newId()),
    kind: 'access.glass-broken',
    at: Instant.parse('2026-11-24T09:00:00.000Z'),
    recordId: RecordId.parse(newId()),
    code: 'WAIT-0000-001',
    referral: null,
    about: { id: WorkerId.parse(newId()), name: 'Rami Sample' },
    reason: 'medical-emergency',
    seenAt: null,
    ...over,
  };
}

function showNotices(
  notices: readonly OneNotice[],
  given: { readonly readsLogs?: boolean; readonly answers?: Result<unknown> } = {},
) {
  const again = vi.fn<() => void>();
  const seen: unknown[] = [];
  const unseen = notices.filter((one) => one.seenAt === null).length;
  const answer: Answer<NoticesAnswer> = {
    state: 'ready',
    value: { notices: [...notices], unseen },
    again,
  };
  const api: Api = {
    call: (_endpoint, input) => {
      seen.push(input);
      return Promise.resolve((given.answers ?? accept({})) as never);
    },
  };
  show(
    <ApiProvider api={api}>
      <NoticesScreen answer={answer} readsLogs={given.readsLogs ?? true} />
    </ApiProvider>,
  );
  return { again, seen, person: userEvent.setup() };
}

const names = () => screen.queryAllByRole('link').map((one) => one.getAttribute('href'));

afterEach(cleanup);

describe('notices', () => {
  test('say what will stand there while there are none', () => {
    showNotices([]);
    expect(screen.getByText('There is nothing that you need to know')).toBeDefined();
  });

  test('[AC-3] tell who opened a case, why, and lead to its access log', () => {
    const notice = aNotice();
    showNotices([notice]);
    const list = within(screen.getByRole('list', { name: 'New' }));
    expect(list.getByText(/Rami Sample.* opened a case in an emergency/)).toBeDefined();
    expect(list.getByText('A medical emergency')).toBeDefined();
    expect(names()).toContain(`/cases/${notice.recordId}/access-log`);
  });

  test('[AC-7] lead to no access log for whoever may not read it', () => {
    const notice = aNotice();
    showNotices([notice], { readsLogs: false });
    expect(names()).toEqual(['/', `/cases/${notice.recordId}`]);
  });

  test('[AC-10] show no way to a case that the reader may not see', () => {
    showNotices([aNotice({ code: null, kind: 'access.conflict-declared', reason: 'related' })]);
    expect(names()).toEqual(['/']);
    expect(screen.getByText('The case itself is not open to you.')).toBeDefined();
    expect(screen.getByText(/Rami Sample.* was shut out of a case/)).toBeDefined();
  });

  test('are marked as seen one by one or all at once, and asked for anew', async () => {
    const notices = [
      aNotice(),
      aNotice(),
      aNotice({ seenAt: Instant.parse('2026-11-24T10:00:00.000Z') }),
    ];
    const { again, seen, person } = showNotices(notices);
    const [first] = screen.getAllByRole('button', { name: /^I have seen it/ });
    expect(screen.getAllByRole('button', { name: /^I have seen it/ })).toHaveLength(2);
    if (first) await person.click(first);
    expect(seen).toEqual([{ noticeId: notices[0]?.id }]);
    await person.click(screen.getByRole('button', { name: 'I have seen them all' }));
    expect(seen.slice(1)).toEqual([{ noticeId: notices[0]?.id }, { noticeId: notices[1]?.id }]);
    expect(again).toHaveBeenCalledTimes(2);
  });

  test('say so when one cannot be marked', async () => {
    const { person } = showNotices([aNotice()], {
      answers: refuse({ code: 'access.notice.unknown' }),
    });
    await person.click(screen.getByRole('button', { name: /^I have seen it/ }));
    expect(await screen.findByText('You have no such notice.')).toBeDefined();
  });
});
