import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Instant } from '#kernel/instant.ts';
import { TernaryChoice } from '../controls/choice.tsx';
import type { Settings } from '../reader/settings.ts';
import { show } from '../testing/show.tsx';
import { AppHeader } from './app-header.tsx';
import { Notice } from './notice.tsx';
import { QuickCover } from './quick-cover.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { Timeline } from './timeline.tsx';

afterEach(cleanup);

describe('a refusal on screen', () => {
  it('says what happened, that nothing is lost, and what to do', () => {
    show(<RefusalNotice refusal={{ code: 'network.unreachable' }} />);
    expect(screen.getByText('There is no connection at the moment.')).toBeDefined();
    expect(screen.getByText('Nothing you wrote is lost.')).toBeDefined();
    expect(screen.getByText(/try again when you have a signal/)).toBeDefined();
  });

  it('has a sentence for a code that it does not know, and gives the code to pass on', () => {
    show(<RefusalNotice refusal={{ code: 'moon.too-bright' }} />);
    expect(screen.getByText('That did not work.')).toBeDefined();
    expect(screen.getByText('moon.too-bright')).toBeDefined();
  });
});

describe('a notice', () => {
  it.each([
    ['due', 'Due'],
    ['danger', 'Danger to a child'],
    ['done', 'Done'],
    ['info', 'Good to know'],
  ] as const)('says by word that it is %s, never by colour alone', (kind, word) => {
    show(<Notice kind={kind} title="The plan" />);
    expect(screen.getByText(word)).toBeDefined();
  });
});

describe('yes, no, not known, prefer not to say', () => {
  it('are four answers, and one can be taken back', async () => {
    const answered = vi.fn<(code: string | undefined) => void>();
    show(<TernaryChoice label="Does the child work?" value="declined" onChange={answered} />);
    const names = screen.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent);
    expect(names).toEqual(['Yes', 'No', 'Not known', 'Prefer not to say']);
    await userEvent.click(screen.getByRole('button', { name: /Take back this answer/ }));
    expect(answered).toHaveBeenCalledExactlyOnceWith(undefined);
  });
});

describe('the timeline', () => {
  it.each([
    ['held', 'Held until a supervisor decides'],
    ['conflict', 'Two people wrote this differently'],
    ['unsent', 'Not sent yet'],
  ] as const)('marks what is %s in words', (state, word) => {
    const at = Instant.parse('2026-11-24T09:30:00.000Z');
    const item = { id: '1', at, by: 'Mira Tallow', part: 'Safety', title: 'A talk', state };
    show(<Timeline label="What happened" items={[{ ...item, exactWords: 'I am tired.' }]} />);
    expect(screen.getByText(word)).toBeDefined();
    expect(screen.getByText('I am tired.').tagName).toBe('BLOCKQUOTE');
  });
});

describe('the quick cover', () => {
  it('takes everything inside out of reach, and keeps it', () => {
    const inside = <input aria-label="A name" defaultValue="typed" />;
    const { container } = show(
      <QuickCover isCovered onUncover={() => undefined}>
        {inside}
      </QuickCover>,
    );
    expect(container.querySelector('.under-cover')?.hasAttribute('inert')).toBe(true);
    expect(container.querySelector('input')).toHaveProperty('value', 'typed');
    expect(screen.getByRole('button', { name: 'Continue' })).toBeDefined();
  });
});

describe('the header', () => {
  const settings = { language: 'en', calendar: 'gregory', theme: 'device' } as const;

  it('changes language and calendar, and says quietly when a translation is unreviewed', async () => {
    const changed = vi.fn<(settings: Settings) => void>();
    show(
      <AppHeader
        settings={settings}
        onSettings={changed}
        isReviewed={false}
        places={[]}
        here="/"
        onCover={() => undefined}
      />,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Settings' }));
    expect(screen.getByText(/not yet been read through/)).toBeDefined();
    await userEvent.click(screen.getByRole('radio', { name: 'العربية' }));
    expect(changed).toHaveBeenCalledWith({ ...settings, language: 'ar' });
    await userEvent.click(screen.getByRole('radio', { name: 'Ethiopian calendar' }));
    expect(changed).toHaveBeenCalledWith({ ...settings, calendar: 'ethiopic' });
  });
});
