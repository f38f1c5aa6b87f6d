const SECONDS = 20;

let news: { readonly recordId: string; readonly at: number } | undefined;

/** What was given just now waits on this device: no screen may say that it has arrived. */
export function noteKept({ recordId }: { readonly recordId: string }): void {
  news = { recordId, at: Date.now() };
}

/** What was given after that has arrived. */
export function noteArrived({ recordId }: { readonly recordId: string }): void {
  if (news?.recordId === recordId) news = undefined;
}

export function keptJustNow(recordId: string): boolean {
  return news?.recordId === recordId && Date.now() - news.at < SECONDS * 1000;
}
