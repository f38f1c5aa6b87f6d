import { whatFollows } from './what-follows.ts';

/** A part of the page that is read out to the child; the words stand under `for-child.PART.LINE`. */
export type PartForChild = {
  readonly part: 'next' | 'who-knows' | 'your-word';
  readonly lines: readonly string[];
};

/**
 * What a worker tells the child after a result: what is tried next, who knows, and what the child may
 * say. Only what the worker does is said, never what will come of it. Source: UNICEF Guidelines
 * (2006), right to information; look, words to the child.
 */
export function wordsForChild(result: string): readonly PartForChild[] {
  return [
    { part: 'next', lines: whatFollows(result) },
    { part: 'who-knows', lines: ['helpers', 'not-others'] },
    { part: 'your-word', lines: ['say-no', 'say-wrong', 'ask'] },
  ];
}
