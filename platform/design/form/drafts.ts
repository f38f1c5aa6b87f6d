import type { Draft } from './typed-answer.ts';

/**
 * Drafts live in the memory of the page and nowhere else: names and free text must never stand in
 * clear on a disk, and what the browser stores does. They survive a change of screen, not a reload.
 */
const drafts = new Map<string, Draft>();

export function draftFor(key: string): Draft | undefined {
  return drafts.get(key);
}

export function keepDraft(key: string, draft: Draft): void {
  if (drafts.size === 0) window.addEventListener('beforeunload', warn);
  drafts.set(key, draft);
}

export function dropDraft(key: string): void {
  drafts.delete(key);
  if (drafts.size === 0) window.removeEventListener('beforeunload', warn);
}

/** At sign-out: nobody who uses the device afterwards may find what was typed. */
export function dropAllDrafts(): void {
  for (const key of drafts.keys()) dropDraft(key);
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
