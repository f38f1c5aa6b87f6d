import { useCallback, useEffect, useState } from 'react';
import type { InputOf } from '#kernel/endpoint.ts';
import type { TeamId } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/result.ts';
import { useApi, useChanges } from '#platform/design/calling/api.tsx';
import type { CaseCard } from '../domain/views.ts';
import { listCases } from '../endpoints.ts';

const PAGE = 50;

/** Which open cases: all of a team, one's own, those of nobody, plans to approve, shared by others. */
export type ListOf = InputOf<typeof listCases>['of'];

export type CaseList = {
  readonly cases: readonly CaseCard[] | undefined;
  readonly refusal: Refusal | undefined;
  readonly hasMore: boolean;
  readonly isBusy: boolean;
  /** What this device carries; cases of others may be missing. */
  readonly isOnlyHere: boolean;
  /** The next page; or, after a refusal, the same one again. */
  readonly more: () => void;
};

type Ask = {
  readonly after: string | undefined;
  readonly round: number;
  /** Cases that stand there and are asked for anew, because something has changed. */
  readonly anew?: number;
};
type Loaded = {
  readonly cases: readonly CaseCard[];
  readonly next: string | null;
  readonly onlyHere?: boolean | undefined;
};

/** Open cases that concern a team, page by page, soonest due first. Another list is another use. */
export function useCaseList(team: TeamId, of: ListOf): CaseList {
  const api = useApi();
  const [ask, setAsk] = useState<Ask>({ after: undefined, round: 0 });
  const [loaded, setLoaded] = useState<Loaded | undefined>(undefined);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const [answered, setAnswered] = useState(-1);
  useEffect(() => {
    let isCurrent = true;
    const { after, round, anew } = ask;
    const input = { team, of, limit: limitOf(anew), ...(after === undefined ? {} : { after }) };
    void api.call(listCases, input).then((page) => {
      if (!isCurrent) return;
      setAnswered(round);
      // What nobody asked for and does not come takes nothing away.
      if (!page.ok && anew !== undefined && UNANSWERED.has(page.refusal.code)) return;
      setRefusal(page.ok ? undefined : page.refusal);
      if (page.ok)
        setLoaded((before) => joined(after === undefined ? undefined : before, page.value));
    });
    return () => {
      isCurrent = false;
    };
  }, [api, team, of, ask]);
  const shown = loaded?.cases.length ?? 0;
  const changed = useCallback(
    () => setAsk(({ round }) => ({ after: undefined, anew: shown, round: round + 1 })),
    [shown],
  );
  // A longer list would become shorter under the reader's eyes.
  useChanges(shown > MOST ? undefined : LISTS, changed);
  return {
    cases: loaded?.cases,
    refusal,
    hasMore: loaded?.next != null,
    isBusy: answered !== ask.round && ask.anew === undefined,
    isOnlyHere: loaded?.onlyHere ?? false,
    more: () => setAsk({ after: loaded?.next ?? undefined, round: ask.round + 1 }),
  };
}

/** A list is of no one record: whatever changes may change it. */
const LISTS = '{}';
const UNANSWERED: ReadonlySet<string> = new Set(['network.unreachable', 'request.unavailable']);
/** As many as the server gives at once. */
const MOST = 100;

function limitOf(anew: number | undefined): number {
  return anew === undefined ? PAGE : Math.min(MOST, Math.max(PAGE, anew));
}

function joined(before: Loaded | undefined, page: Loaded): Loaded {
  return { ...page, cases: [...(before?.cases ?? []), ...page.cases] };
}
