import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Endpoint } from '#kernel/endpoint.ts';
import { Form } from '#kernel/form.ts';
import { WorkerId } from '#kernel/ids.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { dropAllDrafts } from '#platform/design/form/drafts.ts';
import { type PackAnswer, PackProvider } from '#platform/design/pack/pack.tsx';
import { show } from '#platform/design/testing/show.tsx';
import type { KnownOfChild, ServiceView } from '../domain/views.ts';
import { aServiceView, known } from './examples.ts';
import { ReferScreen } from './refer-screen.tsx';

const worker = {
  id: WorkerId.parse('00000000-0000-7000-8000-0000000000d1'),
  teams: [],
  abilities: ['write-plan' as const],
  trained: true,
};
const form = Form.parse({
  id: 'referral',
  version: 1,
  section: 'care-referrals',
  class: 'care',
  steps: [
    {
      id: 'request',
      fields: [
        { id: 'reason', kind: 'choice', list: 'referral-reason', required: true },
        { id: 'urgency', kind: 'choice', list: 'referral-urgency', required: true },
        { id: 'asked', kind: 'long-text', maxLength: 1000, required: true },
        { id: 'told', kind: 'long-text', maxLength: 1000, required: true },
      ],
    },
  ],
});
const list = (id: string, ...codes: string[]) => ({ id, codes: codes.map((code) => ({ code })) });
const pack: PackAnswer = {
  id: 'sample',
  version: '1',
  languages: ['en'],
  forms: [form],
  lists: [list('referral-reason', 'medical-care'), list('referral-urgency', 'immediate', 'high')],
  places: [],
  messages: {},
  evaluation: true,
};
const messages = {
  'form.referral.title': 'Ask',
  'form.referral.step.request': 'What is needed',
  'form.referral.field.reason': 'What for?',
  'form.referral.field.urgency': 'How soon?',
  'form.referral.field.asked': 'What do you ask?',
  'form.referral.field.told': 'What was the child told?',
  'list.referral-reason.medical-care': 'Medical care',
  'list.referral-urgency.immediate': 'Now',
  'list.referral-urgency.high': 'Within days',
};

let sent: unknown[] = [];
function open(
  over: {
    known?: Partial<KnownOfChild>;
    service?: Partial<ServiceView>;
    answer?: Result<unknown>;
  } = {},
) {
  const service = aServiceView({ ...over.service });
  const answers: Readonly<Record<string, Result<unknown>>> = {
    'referrals.services': accept({ services: [service] }),
    'referrals.read': accept({ code: 'TEST-0000-001', referrals: [], known: known(over.known) }),
    'referrals.refer': over.answer ?? refuse({ code: 'network.unreachable' }),
  };
  const api: Api = {
    call: async (endpoint: Endpoint, input: unknown) => {
      if (endpoint.id === 'referrals.refer') sent.push(input);
      return (answers[endpoint.id] ?? refuse({ code: 'x' })) as never;
    },
  };
  return show(
    <ApiProvider api={api}>
      <PackProvider pack={pack}>
        <ReferScreen recordId="r" worker={worker} go={() => undefined} />
      </PackProvider>
    </ApiProvider>,
    { messages },
  );
}

async function fillIn() {
  await userEvent.click(await screen.findByRole('button', { name: /Ask this service/ }));
  await userEvent.click(await screen.findByRole('radio', { name: 'Medical care' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Within days' }));
  await userEvent.type(screen.getByLabelText(/What do you ask/), 'An examination.');
  await userEvent.type(screen.getByLabelText(/child told/), 'That a doctor looks.');
  await userEvent.click(screen.getByRole('button', { name: 'Look at it' }));
}

afterEach(cleanup);
beforeEach(() => {
  sent = [];
  dropAllDrafts();
});

describe('asking a service', () => {
  test('[RE-3] nothing is sent before it was looked at, and what is sent is what was seen', async () => {
    open();
    await fillIn();
    const sheet = await screen.findByRole('article', { name: 'The message' });
    for (const text of [
      'Sample Clinic',
      'TEST-0000-001',
      'An examination.',
      'That a doctor looks.',
    ])
      expect(sheet.textContent).toContain(text);
    expect(sheet.textContent).toContain('Answer within 3 days');
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: /Send to/ }));
    expect(sent).toEqual([
      expect.objectContaining({
        service: 'sample-clinic',
        seen: expect.objectContaining({ asked: 'An examination.', replyHours: 72, sex: 'girl' }),
      }),
    ]);
  });

  test('a network that fails keeps the message, and the second try is the same command', async () => {
    open();
    await fillIn();
    const send = await screen.findByRole('button', { name: /Send to/ });
    await userEvent.click(send);
    expect(await screen.findByRole('alert')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /Send to/ }));
    const ids = sent.map((one) => (one as { entryId: string }).entryId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('going back to change something finds every word again', async () => {
    open();
    await fillIn();
    await userEvent.click(await screen.findByRole('button', { name: 'Change something' }));
    const asked = await screen.findByLabelText(/What do you ask/);
    expect((asked as HTMLTextAreaElement).value).toBe('An examination.');
  });

  test('[RE-1] without consent for this kind there is no form, but the way to ask the child', async () => {
    open({ known: { covers: { health: { covers: false, why: 'not-named' } } } });
    await userEvent.click(await screen.findByRole('button', { name: /Ask this service/ }));
    expect(await screen.findByText(/agreed to other kinds of services/)).toBeTruthy();
    expect(screen.getByRole('link', { name: /Ask the child/ }).getAttribute('href')).toContain(
      '/cases/r/consent',
    );
    expect(screen.queryByRole('radio')).toBe(null);
  });

  test('[RE-8] a service that was asked already is not asked again', async () => {
    open({ known: { openTo: ['sample-clinic'] } });
    await userEvent.click(await screen.findByRole('button', { name: /Ask this service/ }));
    expect(await screen.findByText(/has been asked already/)).toBeTruthy();
  });

  test('[RE-4] says what opens to a team here, and what the child wants kept', async () => {
    const team = { id: '00000000-0000-7000-8000-0000000000e2' as never, name: 'Clinic team' };
    open({ service: { team, needsName: true }, known: { withhold: 'Not that I was ill.' } });
    await fillIn();
    const opens = (await screen.findByRole('heading', { name: 'What opens' })).closest('section');
    const items = opens ? within(opens).getAllByRole('listitem') : [];
    expect(items.map((one) => one.textContent)).toEqual([
      'The health part of the case, with all that stands there',
      'Who the child is: the name, the family, where the child stays and how to reach the child',
    ]);
    expect(screen.getByText('This service needs the name')).toBeTruthy();
    expect(screen.getByText('Not that I was ill.')).toBeTruthy();
  });
});
