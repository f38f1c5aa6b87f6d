import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import type { Endpoint, OutputOf } from '#kernel/endpoint.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Purpose } from '#kernel/sensitivity.ts';

/** What a caller gives: before defaults are filled in and ids are branded. */
export type CallInput<Declared extends Endpoint> = z.input<Declared['input']>;

export type CallOptions = {
  /** Why this one call is made, where it differs from what the worker is doing now. */
  readonly purpose?: Purpose;
  /** It is made while the page goes away, and must arrive all the same. */
  readonly outlivesPage?: boolean;
  /** Longer than this nobody waits, in milliseconds; then it counts as not reached. Default: the browser's. */
  readonly waitAtMost?: number;
};

/** Calls declared operations. A network that fails is a refusal like any other, never a fault. */
export type Api = {
  readonly call: <Declared extends Endpoint>(
    endpoint: Declared,
    input: CallInput<Declared>,
    options?: CallOptions,
  ) => Promise<Result<OutputOf<Declared>>>;
};

const ApiContext = createContext<Api | undefined>(undefined);

export function ApiProvider(props: { readonly api: Api; readonly children: ReactNode }) {
  return <ApiContext value={props.api}>{props.children}</ApiContext>;
}

export function useApi(): Api {
  const api = use(ApiContext);
  if (!api) throw new Error('useApi stands outside of ApiProvider');
  return api;
}

/** One operation that a person sets off: runs it, says whether it runs, and keeps the last refusal. */
export function useCall<Declared extends Endpoint>(endpoint: Declared) {
  const api = useApi();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const run = useCallback(
    async (input: CallInput<Declared>): Promise<Result<OutputOf<Declared>>> => {
      setBusy(true);
      setRefusal(undefined);
      const result = await api.call(endpoint, input);
      setBusy(false);
      if (!result.ok) setRefusal(result.refusal);
      return result;
    },
    [api, endpoint],
  );
  return { run, isBusy, refusal };
}

export type Answer<Value> =
  | { readonly state: 'waiting' }
  | { readonly state: 'refused'; readonly refusal: Refusal; readonly again: () => void }
  | { readonly state: 'ready'; readonly value: Value; readonly again: () => void };

type Kept<Value> = { readonly asked: string; readonly result: Result<Value> };

/** What an operation that only reads answers. While it is asked again, the last answer stays. */
export function useAnswer<Declared extends Endpoint>(
  endpoint: Declared,
  input: CallInput<Declared>,
  options: CallOptions = {},
): Answer<OutputOf<Declared>> {
  const api = useApi();
  const [kept, setKept] = useState<Kept<OutputOf<Declared>> | undefined>(undefined);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const { purpose } = options;
  const asked = JSON.stringify(input);
  useEffect(() => {
    let isCurrent = true;
    void api.call(endpoint, input, purpose ? { purpose } : {}).then((answer) => {
      if (isCurrent) setKept({ asked, result: answer });
    });
    return () => {
      isCurrent = false;
    };
    // The input is compared by what it says, not by which object it is.
    // eslint-disable-next-line react/exhaustive-deps
  }, [api, endpoint, asked, purpose, round]);
  // An answer about one record must never stand, not even for a moment, under another.
  if (kept?.asked !== asked) return { state: 'waiting' };
  const { result } = kept;
  return result.ok
    ? { state: 'ready', value: result.value, again }
    : { state: 'refused', refusal: result.refusal, again };
}
