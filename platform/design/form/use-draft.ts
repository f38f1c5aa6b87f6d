import { useId, useState } from 'react';
import { draftFor, dropDraft, keepDraft } from './drafts.ts';
import type { Draft, Typed } from './typed-answer.ts';

/** The draft of one form on screen: what was typed before under the same key, or a start. */
export function useDraft(draftKey: string | undefined, start: () => Draft) {
  const ownKey = useId();
  const key = draftKey ?? ownKey;
  const [draft, setDraft] = useState<Draft>(() => draftFor(key) ?? start());
  const write = (fieldId: string, typed: Typed) => {
    const next = { ...draft, [fieldId]: typed };
    setDraft(next);
    keepDraft(key, next);
  };
  return { draft, write, drop: () => dropDraft(key) };
}
