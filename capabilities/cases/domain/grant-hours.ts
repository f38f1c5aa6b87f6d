/** AC-2: a team keeps a case for a year at a time; each approved plan renews it. */
export const GRANT_HOURS = 365 * 24;
