/** Whether the person, or the line, asked for as little as possible. */
function savesData(): boolean {
  const line: unknown = Reflect.get(navigator, 'connection');
  return typeof line === 'object' && line !== null && Reflect.get(line, 'saveData') === true;
}

/**
 * Fetches the screens that people open from Today, while nothing else happens: the next touch then
 * finds them there, also when the signal has gone by then.
 */
export function loadAhead(): void {
  if (savesData()) return;
  const later = () => {
    void import('./pages/case-page.tsx');
    void import('./pages/case-pages.tsx');
  };
  if ('requestIdleCallback' in window) requestIdleCallback(later, { timeout: 5000 });
  else setTimeout(later, 2000);
}
