import { COMMON_REFUSALS, type CommonRefusal, type RefusalSentences } from './refusal-sentences.ts';

/** RFC 9457. Members beyond these are details that the refusal carries. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly [detail: string]: unknown;
};

/** Where the catalogue explains a code. */
export function problemUrl(code: string): string {
  return `/problems/${code}`;
}

export function problemOf(
  refusal: { readonly code: string; readonly [detail: string]: unknown },
  status: number,
  sentences: RefusalSentences,
): Problem {
  const { code, ...details } = refusal;
  const sentence = sentences[code];
  if (!sentence) throw new Error(`The refusal ${code} has no sentence`);
  return {
    ...details,
    type: problemUrl(code),
    title: sentence.happened,
    status,
    code,
    detail: `${sentence.happened} ${sentence.todo}`,
  };
}

/** A refusal from before the handler. Thrown inside the HTTP layer only, caught by its error handler. */
export class CommonRefused extends Error {
  readonly code: CommonRefusal;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: CommonRefusal, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return COMMON_REFUSALS[this.code];
  }
}
