import { useCallback, useEffect, useState } from 'react';
import type { TeamId } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/result.ts';
import { useApi } from '#platform/design/calling/api.tsx';
import type { CaseCard } from '../domain/views.ts';
import { listCases } from '../endpoints.ts';

const PAGE = 50;

export type CaseList = {
  readonly cases: readonly CaseCard[] | undefined;
  readonly refusal: Refusal | undefined;
  readonly hasMore: boolean;
  readonly isBusy: boolean;
  /** The next page; or, after a refusal, the same one again. */
  readonly more: () => void;
};

type Loaded = { readonly cases: readonly CaseCard[]; readonly next: string | null };

/** The open cases of a team, page by page, soonest due first. Another team is another use. */
export function useCaseList(team: TeamId): CaseList {
  const api = useApi();
  const [loaded, setLoaded] = useState<Loaded | undefined>(undefined);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const [isBusy, setBusy] = useState(true);
  const load = useCallback(
    async (before: Loaded | undefined, isCurrent: () => boolean) => {
      const after = before?.next ?? undefined;
      const page = await api.call(listCases, { team, limit: PAGE, ...(after ? { after } : {}) });
      if (!isCurrent()) return;
      setBusy(false);
      setRefusal(page.ok ? undefined : page.refusal);
      if (page.ok)
        setLoaded({
          cases: [...(before?.cases ?? []), ...page.value.cases],
          next: page.value.next,
        });
    },
    [api, team],
  );
  useEffect(() => {
    let isHere = true;
    void load(undefined, () => isHere);
    return () => {
      isHere = false;
    };
  }, [load]);
  return {
    cases: loaded?.cases,
    refusal,
    hasMore: loaded?.next != null,
    isBusy,
    more: () => {
      setBusy(true);
      void load(loaded, () => true);
    },
  };
}
