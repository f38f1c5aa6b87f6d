let isWatched = false;

export function isPageWatched(): boolean {
  return isWatched;
}

/**
 * Watches for the page going away: by another tab, a closed window, a phone that puts the browser to
 * sleep. What is not kept yet is given away at once, and a close by mistake is asked about.
 */
export function watchPage(drafts: {
  readonly hasUnkept: () => boolean;
  readonly keepAll: () => void;
}): void {
  isWatched = true;
  window.addEventListener('beforeunload', (event) => {
    if (drafts.hasUnkept()) event.preventDefault();
  });
  window.addEventListener('pagehide', drafts.keepAll);
  window.addEventListener('online', drafts.keepAll);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') drafts.keepAll();
  });
}
