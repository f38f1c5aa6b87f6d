import { useState } from 'react';
import { z } from 'zod';
import type { Answers } from '#kernel/form-answers.ts';
import { draftFor, dropDraft, keepDraft } from '#platform/design/form/drafts.ts';

/** An action with an id of its own, so that it keeps its place on screen while others go. */
export type DraftAction = { readonly id: string; readonly answers: Answers };

const Kept = z.array(z.object({ id: z.string(), answers: z.record(z.string(), z.unknown()) }));

export type PlanDraft = {
  readonly actions: readonly DraftAction[];
  readonly hasChanged: boolean;
  readonly change: (actions: readonly DraftAction[]) => void;
  readonly drop: () => void;
};

/** The plan as it is being written. It waits in the memory of the page, as every other draft does. */
export function usePlanDraft(recordId: string, start: readonly Answers[]): PlanDraft {
  const key = `plan.${recordId}`;
  const [kept, setKept] = useState(() => read(key));
  const fromStart = start.map((answers, index) => ({ id: `written-${index}`, answers }));
  return {
    actions: kept ?? fromStart,
    hasChanged: kept !== undefined,
    change: (actions) => {
      keepDraft(key, { actions: { kind: 'text', text: JSON.stringify(actions) } });
      setKept(actions);
    },
    drop: () => {
      dropDraft(key);
      setKept(undefined);
    },
  };
}

function read(key: string): readonly DraftAction[] | undefined {
  const typed = draftFor(key)?.['actions'];
  return typed?.kind === 'text' ? Kept.parse(JSON.parse(typed.text)) : undefined;
}
