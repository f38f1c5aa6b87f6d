import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
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
  /** Calls when something that was answered may be another now: of these records; without ids, of the worker. */
  readonly watch?: (changed: (recordIds: readonly string[]) => void) => () => void;
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

export type AnswerOptions = Pick<CallOptions, 'purpose'> & {
  /**
   * Asks again by itself when something about it has changed. For what is only looked at: a form keeps
   * what its author saw when they began, or they would overwrite what they never read.
   */
  readonly follows?: boolean;
  /** Asks again when this is another; the last answer stays meanwhile. */
  readonly since?: number;
};

/** What an operation that only reads answers. While it is asked again, the last answer stays. */
export function useAnswer<Declared extends Endpoint>(
  endpoint: Declared,
  input: CallInput<Declared>,
  options: AnswerOptions = {},
): Answer<OutputOf<Declared>> {
  const api = useApi();
  const [kept, setKept] = useState<Kept<OutputOf<Declared>> | undefined>(undefined);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const { purpose, since, follows = false } = options;
  const asked = JSON.stringify(input);
  const isByItself = useRef(false);
  useEffect(() => {
    let isCurrent = true;
    const nobodyAsked = isByItself.current;
    isByItself.current = false;
    void api.call(endpoint, input, purpose ? { purpose } : {}).then((result) => {
      if (!isCurrent) return;
      const next = { asked, result };
      setKept((before) => (nobodyAsked && isNoNews(before, next) ? before : next));
    });
    return () => {
      isCurrent = false;
    };
    // The input is compared by what it says, not by which object it is.
    // eslint-disable-next-line react/exhaustive-deps
  }, [api, endpoint, asked, purpose, round, since]);
  const follow = useCallback(() => {
    isByItself.current = true;
    again();
  }, [again]);
  useChanges(follows ? asked : undefined, follow);
  // An answer about one record must never stand, not even for a moment, under another.
  if (kept?.asked !== asked) return { state: 'waiting' };
  const { result } = kept;
  return result.ok
    ? { state: 'ready', value: result.value, again }
    : { state: 'refused', refusal: result.refusal, again };
}

/** Several changes that come together are one question. */
const TOGETHER_MS = 100;

/** Calls when something has changed of what was asked; of a record only by its own changes. */
export function useChanges(asked: string | undefined, changed: () => void): void {
  const { watch } = useApi();
  useEffect(() => {
    if (!watch || asked === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = watch((recordIds) => {
      if (!concerns(asked, recordIds)) return;
      clearTimeout(timer);
      timer = setTimeout(changed, TOGETHER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [watch, asked, changed]);
}

const RECORD = /"recordId":"([^"]+)"/;

function concerns(asked: string, recordIds: readonly string[]): boolean {
  const [, recordId] = RECORD.exec(asked) ?? [];
  return recordId === undefined || recordIds.includes(recordId);
}

/** The same as stands there; or no answer at all, where nobody has asked and something is shown. */
function isNoNews<Value>(before: Kept<Value> | undefined, next: Kept<Value>): boolean {
  if (!before?.result.ok || before.asked !== next.asked) return false;
  return next.result.ok
    ? JSON.stringify(next.result.value) === JSON.stringify(before.result.value)
    : UNANSWERED.has(next.result.refusal.code);
}

const UNANSWERED: ReadonlySet<string> = new Set([
  'network.unreachable',
  'request.unavailable',
  'answer.unreadable',
]);
