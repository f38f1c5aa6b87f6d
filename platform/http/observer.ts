import type { FaultNote } from './fault.ts';

/** What a request came to. Names of routes, codes and times: nothing of whom it was about. */
export type Outcome = {
  readonly method: string;
  /** The pattern, as `/api/cases/:recordId`; never the address that was called. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  /** The code of the refusal, when it was refused. */
  readonly code?: string;
  readonly incident?: string;
  readonly fault?: FaultNote;
};

/** Hears of every request: the log and the metrics. */
export type Observer = (outcome: Outcome) => void;
