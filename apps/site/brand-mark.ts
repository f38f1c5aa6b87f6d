/** The roof of the app's icon, in the colours of the page. */
export const BRAND_MARK =
  '<svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="var(--accent)"/><path d="M6 19C6 12 10.5 8 16 8s10 4 10 11M11 19c0-3.5 2-6 5-6s5 2.5 5 6M5 24h22" fill="none" stroke="var(--on-accent)" stroke-width="2.4" stroke-linecap="round"/></svg>';
