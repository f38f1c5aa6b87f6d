import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { type Api, ApiProvider } from '#platform/design/calling/api.tsx';
import { show } from '#platform/design/testing/show.tsx';
import { BreakGlassScreen } from './break-glass-screen.tsx';

function showBreakGlass(answer: Result<unknown>) {
  const sent: unknown[] = [];
  const go = vi.fn<(to: string) => void>();
  const api: Api = {
    call: (_endpoint, input) => {
      sent.push(input);
      return Promise.resolve(answer as never);
    },
  };
  show(
    <ApiProvider api={api}>
      <BreakGlassScreen go={go} />
    </ApiProvider>,
  );
  return { sent, go, person: userEvent.setup() };
}

const EXPLANATION = 'A neighbour calls: someone waits at the door.';
const press = { name: 'Open the case' };

async function fillIn(person: ReturnType<typeof userEvent.setup>) {
  await person.type(screen.getByLabelText(/Code of the case/), 'WAIT-٠٠٠٠-001');
  await person.click(screen.getByLabelText('The child is in danger now'));
  await person.type(screen.getByLabelText(/What happened/), EXPLANATION);
  await person.click(screen.getByRole('button', press));
}

afterEach(cleanup);

describe('[AC-3] breaking the glass', () => {
  test('says before what will follow, and sends nothing while a reason is missing', async () => {
    const { sent, person } = showBreakGlass(refuse({ code: 'not-asked' }));
    expect(screen.getByText(/It ends by itself/)).toBeDefined();
    await person.click(screen.getByRole('button', press));
    expect(screen.getByText('Write the code that was said to you.')).toBeDefined();
    expect(screen.getByText('Choose the reason that fits best.')).toBeDefined();
    expect(screen.getByText(/Write a sentence/)).toBeDefined();
    expect(sent).toEqual([]);
  });

  test('opens the case for an hour and no part that was not asked for, unless told otherwise', async () => {
    const { sent, go, person } = showBreakGlass(accept({ recordId: 'that-one' }));
    await fillIn(person);
    expect(sent).toEqual([
      expect.objectContaining({
        code: 'WAIT-0000-001',
        reason: 'child-in-immediate-danger',
        explanation: EXPLANATION,
        classes: ['care'],
        hours: 1,
      }),
    ]);
    expect(go).toHaveBeenCalledExactlyOnceWith('/cases/that-one');
  });

  test('[AC-10] a code of nobody is refused in words, and what was written stays', async () => {
    const { go, person } = showBreakGlass(refuse({ code: 'access.record.unknown' }));
    await fillIn(person);
    expect(await screen.findByText('There is no such record that you may see.')).toBeDefined();
    expect(screen.getByLabelText(/What happened/)).toHaveProperty('value', EXPLANATION);
    expect(go).not.toHaveBeenCalled();
  });
});
