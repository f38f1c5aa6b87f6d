import { stableId } from '#platform/database/stable-id.ts';

/** The id of an invented person, team or entry, from its name in the demo pack. */
export function demoId(...name: readonly string[]): string {
  return stableId(...name);
}
