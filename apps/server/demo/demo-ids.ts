import { createHash } from 'node:crypto';
import { uuidv7 } from '#kernel/ids.ts';

// Any moment: the ids of the demo are the same at every seeding, so that seeding twice changes once.
const DEMO_EPOCH = Date.UTC(2026, 0, 1);

/** The id of an invented person, team or entry, from its name in the demo pack. */
export function demoId(...name: readonly string[]): string {
  return uuidv7(DEMO_EPOCH, createHash('sha256').update(name.join('/')).digest());
}
