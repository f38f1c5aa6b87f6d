/** What a page asks of its service worker. */
export type AskedOfWorker =
  /** Keep the words of this language, and these files, which were loaded before it was there. */
  | { readonly ask: 'keep'; readonly language: string; readonly used: readonly string[] }
  /** A version that waits takes over, if no other window is open. */
  | { readonly ask: 'take-over' };

/** The answer to `take-over`: another window would lose its files under a half-written form. */
export type TakenOver = 'taken' | 'others-open';

/** Messages come from pages of this origin only, and yet from any version of them. */
export function askedOfWorker(message: unknown): AskedOfWorker | undefined {
  if (typeof message !== 'object' || message === null || !('ask' in message)) return undefined;
  if (message.ask === 'take-over') return { ask: 'take-over' };
  if (message.ask !== 'keep' || !('language' in message) || !('used' in message)) return undefined;
  const { language, used } = message;
  if (typeof language !== 'string' || !Array.isArray(used)) return undefined;
  return { ask: 'keep', language, used: used.filter((one) => typeof one === 'string') };
}
