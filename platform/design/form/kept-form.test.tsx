import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CalendarDay } from '#kernel/calendar-day.ts';
import { Form } from '#kernel/form.ts';
import { Instant } from '#kernel/instant.ts';
import { placeTree } from '#kernel/place.ts';
import { show } from '../testing/show.tsx';
import type { DraftKeeper, Keeping } from './draft-keeper.ts';
import { dropAllDrafts, draftStateOf, keepAllNow, keepDraftsWith } from './drafts.ts';
import { FormView } from './form-view.tsx';
import type { FormViewProps } from './form-state.ts';
import { parseDraft } from './parse-draft.ts';
import type { Draft } from './typed-answer.ts';

const form = Form.parse({
  id: 'meeting',
  version: 1,
  section: 'care',
  class: 'care',
  steps: [
    { id: 'safety', quick: true, fields: [{ id: 'safe', kind: 'ternary', required: true }] },
    {
      id: 'rest',
      fields: [
        { id: 'place', kind: 'text', maxLength: 20, required: true },
        { id: 'hours', kind: 'number', min: 0, max: 24 },
      ],
    },
  ],
});
const messages = {
  'form.meeting.step.safety': 'Safety',
  'form.meeting.step.rest': 'The rest',
  'form.meeting.field.safe': 'Is the child safe?',
  'form.meeting.field.place': 'Where was it?',
  'form.meeting.field.hours': 'How many hours?',
};
const at = Instant.parse('2026-11-24T14:02:00.000Z');

/** A keeper in memory, as it stands behind the server. */
function aKeeper(kept: Map<string, Draft>, answer: () => Keeping = () => ({ kept: 'here', at })) {
  const keep = vi.fn<DraftKeeper['keep']>(async (key, draft) => {
    const keeping = answer();
    if (keeping.kept === 'here') kept.set(key, parseDraft(JSON.parse(JSON.stringify(draft))));
    return keeping;
  });
  return {
    keep,
    find: async (key: string) => {
      const draft = kept.get(key);
      return draft && { draft, keptAt: at };
    },
    drop: async (key: string) => void kept.delete(key),
  };
}

function showForm(props: Partial<FormViewProps> = {}) {
  const onSubmit = vi.fn<FormViewProps['onSubmit']>(() => Promise.resolve(undefined));
  const shown = show(
    <FormView
      form={form}
      reference={{ lists: new Map(), places: placeTree([]) }}
      today={CalendarDay.parse('2026-11-24')}
      trained={false}
      layout="page"
      draftKey="meeting"
      onSubmit={onSubmit}
      {...props}
    />,
    { messages },
  );
  return { onSubmit, person: userEvent.setup(), ...shown };
}

let kept: Map<string, Draft>;
beforeEach(() => {
  kept = new Map();
  keepDraftsWith(aKeeper(kept));
});
afterEach(() => {
  cleanup();
  dropAllDrafts();
  keepDraftsWith(undefined);
});

const place = () => screen.findByLabelText(/Where was it/);
/** Another page, later: nothing of this one is in its memory. */
function reload() {
  cleanup();
  dropAllDrafts();
}

describe('a form whose page went away', () => {
  it('offers what was begun, shows nothing of it before, and goes on with every word', async () => {
    const { person } = showForm();
    await person.type(await place(), 'the mar');
    await person.type(screen.getByLabelText('How many hours?'), 'man');
    await keepAllNow();
    reload();
    const later = showForm();
    const goOn = await screen.findByRole('button', { name: 'Go on' });
    expect(document.body.textContent).not.toContain('the mar');
    await later.person.click(goOn);
    expect(await place()).toHaveProperty('value', 'the mar');
    // Half-typed is kept as half-typed.
    expect(screen.getByLabelText('How many hours?')).toHaveProperty('value', 'man');
  });

  it('begins anew where the person wants that, and loses the old words only when new ones come', async () => {
    kept.set('meeting', { place: { kind: 'text', text: 'the market' } });
    const { person } = showForm();
    await person.click(await screen.findByRole('button', { name: 'Begin anew' }));
    expect(await place()).toHaveProperty('value', '');
    expect(kept.get('meeting')).toBeDefined();
    await person.type(await place(), 'a bus');
    await keepAllNow();
    expect(kept.get('meeting')?.['place']).toEqual({ kind: 'text', text: 'a bus' });
  });

  it('is at the step where it was left', async () => {
    const { person } = showForm({ layout: 'steps' });
    await person.click(await screen.findByRole('radio', { name: 'Yes' }));
    await person.click(screen.getByRole('button', { name: 'Next' }));
    await person.type(await place(), 'bus');
    await keepAllNow();
    reload();
    const later = showForm({ layout: 'steps' });
    await later.person.click(await screen.findByRole('button', { name: 'Go on' }));
    expect(await screen.findByRole('heading', { name: 'The rest' })).toBeDefined();
    expect(await place()).toHaveProperty('value', 'bus');
  });

  it('is not offered when it was never written in', async () => {
    const { onSubmit } = showForm();
    await place();
    await keepAllNow();
    expect(kept.size).toBe(0);
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('is not offered when what was kept stands written already', async () => {
    kept.set('meeting', {
      safe: { kind: 'code', code: 'yes' },
      place: { kind: 'text', text: 'bus' },
    });
    showForm({ initial: { safe: 'yes', place: 'bus' } });
    expect(await place()).toHaveProperty('value', 'bus');
    await waitFor(() => expect(kept.size).toBe(0));
  });
});

describe('sending', () => {
  const fill = async (person: ReturnType<typeof showForm>['person']) => {
    await person.click(await screen.findByRole('radio', { name: 'Yes' }));
    await person.type(await place(), 'bus');
  };

  it('ends the draft', async () => {
    const { person } = showForm();
    await fill(person);
    await keepAllNow();
    expect(kept.size).toBe(1);
    await person.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(kept.size).toBe(0));
  });

  it('takes two taps as one', async () => {
    const onSubmit = vi.fn<FormViewProps['onSubmit']>(() => new Promise(() => undefined));
    const { person } = showForm({ onSubmit });
    await fill(person);
    const save = screen.getByRole('button', { name: 'Save' });
    // Both come before the screen could show that the first one counts.
    save.click();
    save.click();
    await waitFor(() => expect(onSubmit).toHaveBeenCalledOnce());
    await person.click(save);
    expect(onSubmit).toHaveBeenCalledOnce();
  });

  it('keeps its mark when the answer was lost and the page was loaded anew', async () => {
    const marks: string[] = [];
    const onSubmit: FormViewProps['onSubmit'] = async (_answers, { mark, note }) => {
      marks.push(`${mark.entryId} ${note('#record')}`);
      return { code: 'network.unreachable' };
    };
    const first = showForm({ onSubmit, notes: { '#record': 'the first' } });
    await fill(first.person);
    await first.person.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('alert');
    await keepAllNow();
    reload();
    const second = showForm({ onSubmit, notes: { '#record': 'another' } });
    await second.person.click(await screen.findByRole('button', { name: 'Go on' }));
    await place();
    await second.person.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(marks).toHaveLength(2));
    expect(marks[1]).toBe(marks[0]);
    expect(marks[0]).toContain('the first');
  });

  it('saves the quick part alone, with what is there beyond it', async () => {
    const onSave = vi.fn<FormViewProps['onSubmit']>(() => Promise.resolve(undefined));
    const { person, onSubmit } = showForm({ quick: { label: 'Save now', onSave } });
    await person.click(await screen.findByRole('button', { name: 'Save now' }));
    expect(onSave).not.toHaveBeenCalled();
    await person.click(screen.getByRole('radio', { name: 'No' }));
    await person.type(screen.getByLabelText('How many hours?'), 'man');
    await person.click(screen.getByRole('button', { name: 'Save now' }));
    // What cannot be read is not left out without a word.
    expect(onSave).not.toHaveBeenCalled();
    await person.clear(screen.getByLabelText('How many hours?'));
    await person.type(screen.getByLabelText('How many hours?'), '3');
    await person.click(screen.getByRole('button', { name: 'Save now' }));
    expect(onSave).toHaveBeenCalledExactlyOnceWith({ safe: 'no', hours: 3 }, expect.anything());
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('stops before a word was said', async () => {
    const onStop = vi.fn<FormViewProps['onSubmit']>(() => Promise.resolve(undefined));
    const { person } = showForm({ stop: { label: 'Stop here', onStop } });
    await person.click(await screen.findByRole('button', { name: 'Stop here' }));
    expect(onStop).toHaveBeenCalledExactlyOnceWith({}, expect.anything());
  });
});

describe('the keeper', () => {
  it('says that words are kept, and that they are not while it cannot be reached', async () => {
    let keeping: Keeping = { kept: 'not-now' };
    keepDraftsWith(aKeeper(kept, () => keeping));
    const { person } = showForm();
    await person.type(await place(), 'bus');
    await keepAllNow();
    expect(await screen.findByText(/There is no connection/)).toBeDefined();
    keeping = { kept: 'here', at };
    await keepAllNow();
    expect(await screen.findByText(/Kept for you/)).toBeDefined();
    expect(draftStateOf('meeting')).toEqual({ state: 'kept', at });
  });

  it('does not overwrite what another window writes', async () => {
    keepDraftsWith(aKeeper(kept, () => ({ kept: 'elsewhere' })));
    const { person } = showForm();
    await person.type(await place(), 'bus');
    await keepAllNow();
    expect(await screen.findByText(/in another window/)).toBeDefined();
  });

  it('reads back every way of typing, and leaves out what it does not know', () => {
    const typed: Draft = {
      a: { kind: 'text', text: 'x' },
      b: { kind: 'code', code: undefined },
      c: { kind: 'codes', codes: ['one'] },
      d: { kind: 'day', day: { day: '1', month: '', year: '20', calendar: 'ethiopic' } },
      e: {
        kind: 'date',
        date: {
          day: '',
          month: '',
          year: '',
          calendar: 'gregory',
          way: undefined,
          years: '9',
          plusMinus: '1',
          statedOn: CalendarDay.parse('2026-11-24'),
          basis: 'child',
        },
      },
      f: { kind: 'name', name: { spoken: 'ዘሪሁን ምሳሌ', reading: '' } },
    };
    const sent: unknown = JSON.parse(JSON.stringify({ ...typed, g: { kind: 'song' }, h: 3 }));
    expect(parseDraft(sent as Record<string, unknown>)).toEqual(typed);
  });
});
