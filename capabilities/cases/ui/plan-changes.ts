import type { Answers } from '#kernel/form-answers.ts';

export type ActionChange = {
  readonly answers: Answers;
  readonly kind: 'same' | 'new' | 'changed' | 'removed';
  /** What stood there before, for a changed action. */
  readonly before?: Answers;
};

type Action = { readonly answers: Answers };

/**
 * What changed between two plans. An action that was only changed is found by what it is for: the
 * same goal, or the same thing to do; actions have no other mark that outlives a rewriting.
 */
export function planChanges(
  before: readonly Action[] | undefined,
  after: readonly Action[],
): readonly ActionChange[] {
  if (!before) return after.map(({ answers }) => ({ answers, kind: 'same' }));
  const left = [...before];
  const take = (fits: (action: Action) => boolean): Action | undefined => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  // Equal ones first, so that a changed action never takes the place of one that stayed.
  const same = after.map(({ answers }) => take((old) => isEqual(old.answers, answers)));
  const changes = after.map(({ answers }, index): ActionChange => {
    if (same[index]) return { answers, kind: 'same' };
    const old = take((one) => isAbout(one.answers, answers));
    return old ? { answers, kind: 'changed', before: old.answers } : { answers, kind: 'new' };
  });
  return [...changes, ...left.map(({ answers }) => ({ answers, kind: 'removed' as const }))];
}

function isAbout(left: Answers, right: Answers): boolean {
  return left['goal'] === right['goal'] || left['action'] === right['action'];
}

function isEqual(left: Answers, right: Answers): boolean {
  return ordered(left) === ordered(right);
}

function ordered(answers: Answers): string {
  return JSON.stringify(
    Object.entries(answers).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}
