import { clockStart } from '#kernel/hybrid-clock.ts';
import type { SyncMeta } from './device-store.ts';

/** Where a device stands before it has met its server. */
export const freshMeta: SyncMeta = {
  epoch: null,
  cursor: null,
  controlSeen: 0,
  unconfirmed: [],
  backfill: {},
  facts: null,
  lastNumber: 0,
  lastHash: '',
  clock: clockStart,
  isTakenBack: false,
  lastContactAt: null,
  lastPullAt: null,
  lastBackupAt: null,
};
