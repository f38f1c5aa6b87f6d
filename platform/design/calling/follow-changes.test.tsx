import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { show } from '../testing/show.tsx';
import { Answered } from './answered.tsx';
import { type Answer, type AnswerOptions, type Api, ApiProvider, useAnswer } from './api.tsx';

const readNote = endpoint({
  id: 'example.note',
  method: 'GET',
  path: '/notes/:recordId',
  summary: 'For this test',
  access: 'signed-in',
  input: z.object({ recordId: z.string() }),
  output: z.object({ text: z.string(), position: z.number() }),
  refusals: {},
});
type Note = z.infer<typeof readNote.output>;

let said: Result<Note>;
let asked: number;
let watchers: Set<(recordIds: readonly string[]) => void>;
let hold: Promise<void> | undefined;

const api: Api = {
  call: async () => {
    asked += 1;
    await hold;
    return said as never;
  },
  watch: (changed) => {
    watchers.add(changed);
    return () => watchers.delete(changed);
  },
};

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  said = accept({ text: 'first words', position: 1 });
  [asked, hold] = [0, undefined];
  watchers = new Set();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Shown({ options }: { readonly options: AnswerOptions }) {
  const answer: Answer<Note> = useAnswer(readNote, { recordId: 'one' }, options);
  return (
    <Answered answer={answer}>
      {({ text, position }) => (
        <label>
          {text} (version {position})
          <input />
        </label>
      )}
    </Answered>
  );
}

async function open(options: AnswerOptions) {
  show(
    <ApiProvider api={api}>
      <Shown options={options} />
    </ApiProvider>,
  );
  await screen.findByText(/first words/);
}

const change = (...recordIds: string[]) =>
  act(async () => {
    for (const changed of watchers) changed(recordIds);
    await vi.advanceTimersByTimeAsync(200);
  });

test('what changed is shown by itself, and the field that someone writes in stays theirs', async () => {
  await open({ follows: true });
  const field = screen.getByRole('textbox');
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
  await user.type(field, 'half a sent');
  said = accept({ text: 'newer words', position: 2 });
  let go = () => {};
  hold = new Promise((resolve) => (go = resolve));
  await change('one');
  // While it is asked, what stood there stands.
  expect(screen.getByText(/first words/)).toBeTruthy();
  await act(async () => go());
  expect(await screen.findByText(/newer words \(version 2\)/)).toBeTruthy();
  expect(screen.getByRole('textbox')).toBe(field);
  expect(field).toHaveProperty('value', 'half a sent');
  expect(document.activeElement).toBe(field);
});

test('a form keeps what its author saw when they began', async () => {
  await open({});
  said = accept({ text: 'newer words', position: 2 });
  await change('one');
  expect(asked).toBe(1);
  expect(screen.getByText(/first words \(version 1\)/)).toBeTruthy();
});

test('changes of other records ask nothing, and several together are one question', async () => {
  await open({ follows: true });
  await change('two');
  await change();
  expect(asked).toBe(1);
  await act(async () => {
    for (const changed of watchers) for (let times = 0; times < 5; times += 1) changed(['one']);
    await vi.advanceTimersByTimeAsync(200);
  });
  expect(asked).toBe(2);
});

test('a network that fails meanwhile takes nothing away; what was taken away by right goes', async () => {
  await open({ follows: true });
  said = refuse({ code: 'network.unreachable' });
  await change('one');
  expect(asked).toBe(2);
  expect(screen.getByText(/first words/)).toBeTruthy();
  said = refuse({ code: 'cases.case.unknown' });
  await change('one');
  expect(screen.queryByText(/first words/)).toBeNull();
});

test('nothing is asked any more once the screen is left', async () => {
  await open({ follows: true });
  cleanup();
  expect(watchers.size).toBe(0);
});
