import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { CodeList } from '#kernel/code-list.ts';
import { Form } from '#kernel/form.ts';
import { Place, placeTree } from '#kernel/place.ts';
import { show } from '../testing/show.tsx';
import { dropAllDrafts } from './drafts.ts';
import { FormView } from './form-view.tsx';
import type { FormViewProps } from './form-state.ts';

const form = Form.parse({
  id: 'meeting',
  version: 1,
  section: 'care',
  class: 'care',
  steps: [
    {
      id: 'first',
      fields: [
        { id: 'place', kind: 'text', maxLength: 20, required: true },
        { id: 'works', kind: 'ternary' },
        { id: 'hours', kind: 'number', min: 0, max: 24, showWhen: { field: 'works', in: ['yes'] } },
        { id: 'hard', kind: 'ternary', trainedOnly: true },
      ],
    },
    {
      id: 'second',
      fields: [
        { id: 'said', kind: 'exact-words', maxLength: 200 },
        { id: 'signs', kind: 'choices', list: 'signs' },
      ],
    },
  ],
});
const messages = {
  'form.meeting.step.first': 'The meeting',
  'form.meeting.step.second': 'In words',
  'form.meeting.field.place': 'Where was it?',
  'form.meeting.field.works': 'Does the child work?',
  'form.meeting.field.hours': 'How many hours?',
  'form.meeting.field.hours.help': 'Counted over a whole day.',
  'form.meeting.field.hard': 'A hard question',
  'form.meeting.field.said': 'What did the child say?',
  'form.meeting.field.signs': 'What did you notice?',
  'list.signs.tired': 'Very tired',
  'list.signs.old': 'An old sign',
};
const signs = CodeList.parse({
  id: 'signs',
  codes: [{ code: 'tired' }, { code: 'old', retired: true }],
});
const reference = {
  lists: new Map([[signs.id, signs]]),
  places: placeTree([Place.parse({ pcode: 'XZ', parent: null, level: 0, names: { en: 'X' } })]),
};

function showForm(props: Partial<FormViewProps> = {}, language = 'en') {
  const onSubmit = vi.fn<FormViewProps['onSubmit']>(() => Promise.resolve(undefined));
  const shown = show(
    <FormView
      form={form}
      reference={reference}
      today={CalendarDay.parse('2026-11-24')}
      trained={false}
      layout="page"
      onSubmit={onSubmit}
      {...props}
    />,
    { messages, settings: { language } },
  );
  return { onSubmit, person: userEvent.setup(), ...shown };
}

const save = () => screen.getByRole('button', { name: 'Save' });

afterEach(() => {
  cleanup();
  dropAllDrafts();
});

describe('a form on screen', () => {
  it('gives validated answers and nothing else', async () => {
    const { person, onSubmit } = showForm();
    await person.type(screen.getByLabelText(/Where was it/), '  the market ');
    await person.click(screen.getByRole('radio', { name: 'Yes' }));
    await person.type(screen.getByLabelText('How many hours?'), '١١');
    await person.click(screen.getByRole('checkbox', { name: 'Very tired' }));
    await person.click(save());
    expect(onSubmit).toHaveBeenCalledExactlyOnceWith(
      {
        place: 'the market',
        works: 'yes',
        hours: 11,
        signs: ['tired'],
      },
      expect.anything(),
    );
  });

  it('says beside the field what is needed, goes there, and sends nothing', async () => {
    const { person, onSubmit } = showForm();
    await person.click(save());
    expect(await screen.findByText(/An answer is needed here/)).toBeDefined();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/Where was it/)));
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('keeps a number that is none as it was typed, and says why it cannot be kept', async () => {
    const { person } = showForm();
    await person.type(screen.getByLabelText(/Where was it/), 'market');
    await person.click(screen.getByRole('radio', { name: 'Yes' }));
    const hours = screen.getByLabelText('How many hours?');
    await person.type(hours, 'many');
    await person.click(save());
    expect(await screen.findByText('Write a number, such as 12.')).toBeDefined();
    expect(hours).toHaveProperty('value', 'many');
  });

  it('does not send the answer to a question that is no longer asked, and remembers it', async () => {
    const { person, onSubmit } = showForm();
    await person.type(screen.getByLabelText(/Where was it/), 'market');
    await person.click(screen.getByRole('radio', { name: 'Yes' }));
    await person.type(screen.getByLabelText('How many hours?'), '11');
    await person.click(screen.getByRole('radio', { name: 'No' }));
    expect(screen.queryByLabelText('How many hours?')).toBeNull();
    await person.click(save());
    expect(onSubmit).toHaveBeenCalledWith({ place: 'market', works: 'no' }, expect.anything());
    await person.click(screen.getByRole('radio', { name: 'Yes' }));
    expect(screen.getByLabelText('How many hours?')).toHaveProperty('value', '11');
  });

  it('leaves sensitive questions to trained colleagues, and says so', () => {
    showForm();
    expect(screen.queryByText('A hard question')).toBeNull();
    expect(screen.getByText(/left to a colleague trained/)).toBeDefined();
    cleanup();
    showForm({ trained: true });
    expect(screen.getByText('A hard question')).toBeDefined();
  });

  it('says what happened when it is refused, and keeps everything', async () => {
    const { person } = showForm({
      onSubmit: () => Promise.resolve({ code: 'network.unreachable' }),
    });
    await person.type(screen.getByLabelText(/Where was it/), 'market');
    await person.click(save());
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('Nothing you wrote is lost.')).toBeDefined();
    expect(screen.getByLabelText(/Where was it/)).toHaveProperty('value', 'market');
  });

  it('keeps a draft while the person looks at another screen, and drops it once saved', async () => {
    const first = showForm({ draftKey: 'meeting' });
    await first.person.type(screen.getByLabelText(/Where was it/), 'market');
    first.unmount();
    const second = showForm({ draftKey: 'meeting' });
    expect(screen.getByLabelText(/Where was it/)).toHaveProperty('value', 'market');
    await second.person.click(save());
    await waitFor(() => expect(second.onSubmit).toHaveBeenCalled());
    second.unmount();
    showForm({ draftKey: 'meeting' });
    expect(screen.getByLabelText(/Where was it/)).toHaveProperty('value', '');
  });

  it('writes no draft to the storage of the browser', async () => {
    const { person } = showForm({ draftKey: 'meeting' });
    await person.type(screen.getByLabelText(/Where was it/), 'Zinnober');
    expect(JSON.stringify([localStorage, sessionStorage])).not.toContain('Zinnober');
  });

  it('offers a retired code only where it was the answer', () => {
    showForm();
    expect(screen.queryByText('An old sign')).toBeNull();
    cleanup();
    showForm({ initial: { place: 'market', signs: ['old'] } });
    expect(screen.getByRole('checkbox', { name: 'An old sign' })).toHaveProperty('checked', true);
  });

  it('goes step by step on a small screen, and back without a loss', async () => {
    const { person, onSubmit } = showForm({ layout: 'steps' });
    const next = () => person.click(screen.getByRole('button', { name: 'Next' }));
    await next();
    expect(await screen.findByText(/An answer is needed here/)).toBeDefined();
    await person.type(screen.getByLabelText(/Where was it/), 'market');
    await next();
    await person.type(await screen.findByLabelText('What did the child say?'), 'No.');
    await person.click(screen.getByRole('button', { name: 'Back' }));
    expect(screen.getByLabelText(/Where was it/)).toHaveProperty('value', 'market');
    await next();
    expect(screen.getByLabelText('What did the child say?')).toHaveProperty('value', 'No.');
    await person.click(save());
    expect(onSubmit).toHaveBeenCalledWith({ place: 'market', said: 'No.' }, expect.anything());
  });

  it('speaks Arabic from right to left', async () => {
    const { person } = showForm({}, 'ar');
    expect(document.documentElement.dir).toBe('rtl');
    expect(document.documentElement.lang).toBe('ar');
    await person.click(screen.getByRole('button', { name: 'حفظ' }));
    expect(await screen.findByText(/الإجابة مطلوبة هنا/)).toBeDefined();
  });
});
