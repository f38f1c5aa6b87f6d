import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '#platform/design/reader/message-catalogue.ts';
import { loadSettings } from '#platform/design/reader/settings.ts';
import { show } from '#platform/design/testing/show.tsx';
import { SettingsContext } from './settings-context.ts';
import { LanguageMissing } from './shell/language-missing.tsx';
import { useOwnSettings } from './use-own-settings.ts';

const settings = { language: 'en', calendar: 'gregory', theme: 'device' } as const;
const MISSING = 'It was never used on this phone.';
const messages = { 'shell.language.needs-network': MISSING };

beforeEach(() => localStorage.clear());
afterEach(cleanup);

function Screen(props: { readonly load: (language: string) => Promise<Catalogue> }) {
  const own = useOwnSettings({ settings, catalogue: { messages, reviewed: true } }, props.load);
  return (
    <SettingsContext value={own}>
      <LanguageMissing />
      <p>{`Shown in ${own.settings.language}, ${own.settings.theme}`}</p>
      <button onClick={() => own.change({ ...own.settings, language: 'fr' })}>French</button>
      <button onClick={() => own.change({ ...own.settings, theme: 'dark' })}>Dark</button>
    </SettingsContext>
  );
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('another language', () => {
  it('is refused where its words never came and there is no network; the screen stays', async () => {
    show(<Screen load={() => Promise.reject(new TypeError('no network'))} />, { messages });
    await press('French');
    expect(await screen.findByText(MISSING)).toBeDefined();
    expect(screen.getByText('Shown in en, device')).toBeDefined();
    expect(loadSettings().language).not.toBe('fr');
    await press('Dark');
    expect(screen.getByText('Shown in en, dark')).toBeDefined();
    expect(screen.queryByText(MISSING)).toBeNull();
  });

  it('comes once its words are there, and is kept', async () => {
    show(<Screen load={() => Promise.resolve({ messages, reviewed: true })} />, { messages });
    await press('French');
    expect(await screen.findByText('Shown in fr, device')).toBeDefined();
    expect(loadSettings().language).toBe('fr');
    expect(screen.queryByText(MISSING)).toBeNull();
  });
});
