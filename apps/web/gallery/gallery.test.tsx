import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { show, wordsOf } from '#platform/design/testing/show.tsx';
import { unbracketedTexts } from '#platform/design/testing/unbracketed-texts.ts';
import { SettingsContext } from '../settings-context.ts';
import { GalleryPage } from './gallery-page.tsx';

const SOURCES = import.meta.glob<string>(
  '../../../platform/design/{controls,patterns,date,form,calling}/*.tsx',
  { query: '?raw', import: 'default', eager: true },
);

/** Every component that a file of the design offers. */
const offered = Object.entries(SOURCES)
  .filter(([path]) => !path.includes('.test.'))
  .flatMap(([, source]) =>
    Array.from(source.matchAll(/^export function ([A-Z]\w+)/gm), ([, name = '']) => name),
  );

afterEach(cleanup);

async function showGallery(options: { readonly pseudo?: boolean } = {}): Promise<Element> {
  const settings = { language: 'en', calendar: 'gregory', theme: 'device' } as const;
  const catalogue = { messages: wordsOf('en'), reviewed: true };
  const { container } = show(
    <SettingsContext value={{ settings, catalogue, change: () => undefined }}>
      <GalleryPage />
    </SettingsContext>,
    options,
  );
  await screen.findByRole('heading', { level: 1 });
  return container;
}

describe('the gallery', () => {
  it('shows every component that there is', async () => {
    const gallery = await showGallery();
    const shown = Array.from(gallery.querySelectorAll('[data-exhibit]'), (exhibit) =>
      (exhibit.getAttribute('data-exhibit') ?? '').split(' '),
    ).flat();
    expect(offered.length).toBeGreaterThan(40);
    expect(offered.filter((name) => !shown.includes(name))).toEqual([]);
  });

  it('has a way to each of them', async () => {
    const gallery = await showGallery();
    const places = Array.from(gallery.querySelectorAll('.exhibit'), ({ id }) => `#${id}`);
    const ways = Array.from(gallery.querySelectorAll('.gallery-list a'), (way) =>
      way.getAttribute('href'),
    );
    expect(places.filter((place) => !ways.includes(place))).toEqual([]);
    expect(new Set(places).size).toBe(places.length);
  });

  it('shows no word that does not come from messages', async () => {
    const gallery = await showGallery({ pseudo: true });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/^\[.*\]$/u);
    expect(unbracketedTexts(gallery, ['.place-item', '.place-chosen', '.crumbs'])).toEqual([]);
  });
});
