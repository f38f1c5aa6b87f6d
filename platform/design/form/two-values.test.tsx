import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Form } from '#kernel/form.ts';
import { placeTree } from '#kernel/place.ts';
import { type Refusal, refuse } from '#kernel/result.ts';
import { SiblingView } from '#kernel/siblings-view.ts';
import { show } from '../testing/show.tsx';
import { DecideValues } from './decide-values.tsx';

const form = Form.parse({
  id: 'risk',
  version: 1,
  section: 'risk',
  class: 'care',
  steps: [
    {
      id: 'all',
      fields: [
        {
          id: 'detained',
          kind: 'ternary',
          protective: ['yes', 'unknown', 'declined', 'no'],
        },
        { id: 'where', kind: 'text', maxLength: 50, showWhen: { field: 'detained', in: ['yes'] } },
        { id: 'why', kind: 'text', maxLength: 50 },
      ],
    },
  ],
});
const messages = {
  'form.risk.field.detained': 'Is the child locked in?',
  'form.risk.field.where': 'Where?',
  'form.risk.field.why': 'Why so?',
};
const by = (n: number, name: string) => ({ id: `00000000-0000-4000-8000-00000000000${n}`, name });
const at = '2026-11-24T08:00:00.000Z';
const value = { at, hanging: {}, isWithheld: false };
const siblings = [
  SiblingView.parse({
    field: 'detained',
    values: [
      { ...value, value: 'no', by: by(1, 'Mira Sample') },
      { ...value, value: 'yes', hanging: { where: 'A shed' }, by: by(2, 'Tomas Placeholder') },
    ],
  }),
];
const answers = { detained: 'yes', where: 'A shed', why: 'Nobody came.' };

type Decide = Parameters<typeof DecideValues>[0]['onDecide'];

function showDecision(answer?: Refusal) {
  const onDecide = vi.fn<Decide>(async () => answer);
  const reference = { lists: new Map(), places: placeTree([]) };
  show(<DecideValues {...{ form, reference, siblings, answers, onDecide }} trained />, {
    messages,
  });
  return { user: userEvent.setup(), onDecide };
}

afterEach(cleanup);

describe('[CA-27] two values', () => {
  it('both stand there with who and when, and which of them counts meanwhile and why', () => {
    showDecision();
    const [one, two] = Array.from(document.querySelectorAll('.two-values-beside > li'));
    expect(one?.textContent).toContain('Mira Sample');
    expect(one?.getAttribute('data-counts')).toBe('false');
    expect(two?.textContent).toContain('A shed');
    expect(two?.textContent).toContain('The safer one counts until someone decides.');
  });

  it('nothing is decided without a choice and a reason', async () => {
    const { user, onDecide } = showDecision();
    await user.click(screen.getByRole('button', { name: 'Save this decision' }));
    expect(screen.getByText('Choose what holds.')).toBeTruthy();
    expect(screen.getByText('Write in a few words why.')).toBeTruthy();
    expect(onDecide).not.toHaveBeenCalled();
  });

  it('the value that was chosen is written with its reason, and what hung on the other falls away', async () => {
    const { user, onDecide } = showDecision();
    await user.click(screen.getByRole('radio', { name: /What .*Mira Sample.* wrote/ }));
    await user.type(screen.getByRole('textbox'), 'I saw her in the yard.');
    await user.click(screen.getByRole('button', { name: 'Save this decision' }));
    expect(onDecide).toHaveBeenCalledWith(
      { detained: 'no', why: 'Nobody came.' },
      { field: 'detained', reason: 'I saw her in the yard.' },
    );
  });

  it('another value than both can hold', async () => {
    const { user, onDecide } = showDecision();
    await user.click(screen.getByRole('radio', { name: 'Something else' }));
    await user.click(screen.getByRole('radio', { name: 'Not known' }));
    await user.type(screen.getByRole('textbox'), 'Nobody could look.');
    await user.click(screen.getByRole('button', { name: 'Save this decision' }));
    expect(onDecide).toHaveBeenCalledWith(
      { detained: 'unknown', why: 'Nobody came.' },
      { field: 'detained', reason: 'Nobody could look.' },
    );
  });

  it('a refusal stays in sight', async () => {
    const { refusal } = refuse({ code: 'section.conflict.none' });
    const { user } = showDecision(refusal);
    await user.click(screen.getByRole('radio', { name: /Mira Sample/ }));
    await user.type(screen.getByRole('textbox'), 'I saw her.');
    await user.click(screen.getByRole('button', { name: 'Save this decision' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
});
