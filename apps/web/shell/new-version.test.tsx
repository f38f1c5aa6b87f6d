import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { dropAllDrafts, keepDraft, keepDraftsWith } from '#platform/design/form/drafts.ts';
import { fakeFieldDevice } from '../field/examples.ts';
import { showField } from '../field/show-field.tsx';
import type { TakenOver } from '../worker/messages-to-worker.ts';
import { NewVersion } from './new-version.tsx';
import { createVersions } from './versions.ts';

afterEach(() => {
  cleanup();
  dropAllDrafts();
  keepDraftsWith(undefined);
});

async function showVersions(said: TakenOver) {
  const versions = createVersions();
  const takeOver = vi.fn<() => Promise<TakenOver>>(() => Promise.resolve(said));
  await showField(<NewVersion versions={versions} />, fakeFieldDevice({ state: 'none' }).device);
  expect(screen.queryByRole('status')).toBeNull();
  versions.found({ takeOver });
  await screen.findByText(/A new version is ready/);
  return takeOver;
}

const press = () => userEvent.click(screen.getByRole('button', { name: 'Use it now' }));

it('waits until it is taken', async () => {
  const takeOver = await showVersions('taken');
  expect(takeOver).not.toHaveBeenCalled();
  await press();
  expect(takeOver).toHaveBeenCalledOnce();
  expect(screen.queryByRole('button')).toBeNull();
});

it('is not taken while words of a form are nowhere but on this screen', async () => {
  const takeOver = await showVersions('taken');
  keepDraft('form', { name: { kind: 'text', text: 'Zinnober' } });
  await press();
  expect(await screen.findByText(/not saved yet/)).toBeDefined();
  expect(takeOver).not.toHaveBeenCalled();
});

it('is not taken under the hands of whoever works in another window', async () => {
  await showVersions('others-open');
  await press();
  expect(await screen.findByText(/open in another window/)).toBeDefined();
});
