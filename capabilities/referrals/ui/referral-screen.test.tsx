import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Endpoint } from '#kernel/endpoint.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { type PackAnswer, PackProvider } from '#platform/design/pack/pack.tsx';
import { show } from '#platform/design/testing/show.tsx';
import type { ReferralView } from '../domain/views.ts';
import { aReferralView } from './examples.ts';
import { ReceivedScreen } from './received-screen.tsx';
import { ReferralScreen } from './referral-screen.tsx';
import { ReferralsPart } from './referrals-part.tsx';

const list = (id: string, ...codes: string[]) => ({ id, codes: codes.map((code) => ({ code })) });
const pack: PackAnswer = {
  id: 'sample',
  version: '1',
  languages: ['en'],
  forms: [],
  lists: [
    list('referral-decline', 'no-capacity'),
    list('referral-outcome', 'helped'),
    list('referral-way', 'by-hand'),
    list('referral-withdrawal', 'consent-withdrawn', 'not-needed'),
  ],
  places: [],
  messages: {},
  evaluation: true,
};

let sent: unknown[] = [];
let purposes: unknown[] = [];
function open(
  shown: React.ReactNode,
  referral: ReferralView,
  answer: Result<unknown> = accept({}),
) {
  const api: Api = {
    call: async (endpoint: Endpoint, input: unknown, options) => {
      purposes.push(options?.purpose);
      if (endpoint.id === 'referrals.read')
        return accept({ code: 'TEST-0000-001', referrals: [referral], known: null }) as never;
      sent.push([endpoint.id, input]);
      return answer as never;
    },
  };
  return show(
    <ApiProvider api={api}>
      <PackProvider pack={pack}>{shown}</PackProvider>
    </ApiProvider>,
    { messages: { 'list.referral-decline.no-capacity': 'No room' } },
  );
}

beforeEach(() => {
  sent = [];
  purposes = [];
});
afterEach(cleanup);

const received = (referral: ReferralView) => (
  <ReceivedScreen recordId="r" referralId={referral.id} purpose="health-care" />
);

describe('a team that was asked', () => {
  test('[RE-5] answers with one touch; what an answer needs is asked at once, and nothing before', async () => {
    const referral = aReferralView();
    open(received(referral), referral);
    await userEvent.click(await screen.findByRole('button', { name: 'Send the answer' }));
    expect(await screen.findByText('Choose one of the answers.')).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: 'No, we cannot help' }));
    await userEvent.click(screen.getByRole('button', { name: 'Send the answer' }));
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('radio', { name: 'No room' }));
    await userEvent.click(screen.getByRole('button', { name: 'Send the answer' }));
    expect(await screen.findByText('Your team has declined')).toBeTruthy();
    const reply = { answer: 'declined', reason: 'no-capacity' };
    expect(sent).toEqual([['referrals.answer', expect.objectContaining({ reply })]]);
    expect(new Set(purposes)).toEqual(new Set(['health-care']));
  });

  test('keeps what was written when the answer is refused', async () => {
    const referral = aReferralView();
    open(received(referral), referral, refuse({ code: 'referrals.answer.said-before' }));
    await userEvent.click(await screen.findByRole('radio', { name: 'Yes, we help' }));
    await userEvent.type(screen.getByLabelText(/Anything else/), 'At ten.');
    await userEvent.click(screen.getByRole('button', { name: 'Send the answer' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByDisplayValue('At ten.')).toBeTruthy();
  });

  test('a name is not shown until it is touched', async () => {
    const name = { spoken: 'Pip Invented', script: 'Latn' } as const;
    const referral = aReferralView({ name });
    open(received(referral), referral);
    const shown = await screen.findByText('Pip Invented');
    expect(shown.closest('details')?.open).toBe(false);
  });
});

describe('the team of the child', () => {
  test('[RE-7] is told to stop by one button, and is not asked to carry on', async () => {
    const referral = aReferralView({ standing: 'stop', missing: 'hand-over' });
    open(<ReferralScreen recordId="r" referralId={referral.id} />, referral);
    const stop = await screen.findByRole('button', { name: 'Recall it now' });
    expect(screen.queryByText(/Hand the message over/)).toBe(null);
    expect(screen.queryByText('Tell the service')).toBe(null);
    await userEvent.click(stop);
    expect(sent).toEqual([
      ['referrals.withdraw', expect.objectContaining({ reason: 'consent-withdrawn' })],
    ]);
  });

  test('sees on the case who was asked and what is missing; whoever sees none, sees no such part', async () => {
    const worker = { id: aReferralView().by.id, teams: [], abilities: [], trained: true };
    const referral = aReferralView({ missing: 'first-seen', state: 'accepted' });
    const part = <ReferralsPart recordId="r" worker={worker} go={() => undefined} />;
    open(part, referral);
    expect(await screen.findByText(/has not been seen yet/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Ask a service for help' })).toBe(null);
  });
});
