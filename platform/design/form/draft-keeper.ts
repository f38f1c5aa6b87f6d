import type { Instant } from '#kernel/instant.ts';
import type { Draft } from './typed-answer.ts';

/** A draft that was begun before, perhaps on another device, with when it was last kept. */
export type FoundDraft = { readonly draft: Draft; readonly keptAt: Instant };

/**
 * What became of a draft that was to be kept: `elsewhere` when the same form is being written in
 * another window, whose words are not overwritten; `not-now` when it could not be sent.
 */
export type Keeping =
  { readonly kept: 'here'; readonly at: Instant } | { readonly kept: 'elsewhere' | 'not-now' };

/**
 * Where drafts are kept beyond the life of a page. The browser is no such place: what it stores
 * stands in clear on a disk, and the next person opens it.
 */
export type DraftKeeper = {
  /** Undefined when there is none, or when it cannot be asked for now. */
  readonly find: (key: string) => Promise<FoundDraft | undefined>;
  readonly keep: (
    key: string,
    draft: Draft,
    how: { readonly isLeaving: boolean },
  ) => Promise<Keeping>;
  readonly drop: (key: string) => Promise<void>;
};
