import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import type { NoteName } from './draft-notes.ts';
import type { FoundDraft } from './draft-keeper.ts';
import {
  type DraftState,
  draftFor,
  draftStateOf,
  dropDraft,
  findDraft,
  hasKeeper,
  keepDraft,
  watchDrafts,
} from './drafts.ts';
import type { Draft, Typed } from './typed-answer.ts';

/** The draft of one form on screen: what was typed before under the same key, or a start. */
export function useDraft(draftKey: string | undefined, start: () => Draft) {
  const ownKey = useId();
  const key = draftKey ?? ownKey;
  const [draft, setDraft] = useState<Draft>(() => draftFor(key) ?? start());
  const state = useSyncExternalStore(watchDrafts, (): DraftState | undefined => draftStateOf(key));
  const hold = (next: Draft, isTyped: boolean) => {
    setDraft(next);
    // Looking at a form without a word is no draft.
    if (isTyped || draftFor(key)) keepDraft(key, next);
  };
  return {
    draft,
    state,
    write: (fieldId: string, typed: Typed) => hold({ ...draft, [fieldId]: typed }, true),
    /** Remembers something beside the answers, such as the step where the person was. */
    note: (name: NoteName, text: string) =>
      hold({ ...draft, [name]: { kind: 'text', text } }, false),
    drop: () => dropDraft(key),
  };
}

export type Looked =
  | { readonly looked: 'waiting' }
  | { readonly looked: 'none' }
  | { readonly looked: 'found'; readonly found: FoundDraft };

/**
 * What was begun under a key before this page was opened. What stands in the page itself needs no
 * question: it is simply there again.
 */
export function useFoundDraft(key: string | undefined): Looked {
  const [answer, setAnswer] = useState<
    { key: string; found: FoundDraft | undefined } | undefined
  >();
  const isHere = key === undefined || !hasKeeper() || draftFor(key) !== undefined;
  useEffect(() => {
    if (isHere || key === undefined) return undefined;
    let isCurrent = true;
    void findDraft(key).then((found) => {
      if (isCurrent) setAnswer({ key, found });
    });
    return () => {
      isCurrent = false;
    };
  }, [key, isHere]);
  if (isHere) return { looked: 'none' };
  if (answer?.key !== key) return { looked: 'waiting' };
  return answer.found ? { looked: 'found', found: answer.found } : { looked: 'none' };
}
