const SECONDS = 20;

type News = { readonly recordId: string; readonly part: string; readonly at: number };
let news: News | undefined;

/** Tells the next screen that something was saved, so that it can say so. */
export function noteSaved(recordId: string, part: string): void {
  news = { recordId, part, at: Date.now() };
}

/** The part of this record that was saved just now, if any. */
export function savedJustNow(recordId: string): string | undefined {
  const isFresh = news?.recordId === recordId && Date.now() - news.at < SECONDS * 1000;
  return isFresh ? news?.part : undefined;
}
