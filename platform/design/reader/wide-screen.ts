import { useSyncExternalStore } from 'react';

const WIDE = '(min-width: 60rem)';

/** Whether there is room for a page with its sections at the side. */
export function useWideScreen(): boolean {
  return useSyncExternalStore(watch, () => window.matchMedia(WIDE).matches);
}

function watch(changed: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
