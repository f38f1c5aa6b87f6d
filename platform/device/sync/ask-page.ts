import { z } from 'zod';
import { accept, type Refusal, refuse, type Result } from '#kernel/result.ts';
import { pull } from '#platform/sync/protocol/endpoints.ts';
import { type BackfillAsked, Epoch, type PulledPage } from '#platform/sync/protocol/pull.ts';
import type { SyncMeta } from '../device-store.ts';
import { askServer } from './ask-server.ts';
import type { Asked } from './keep-page.ts';
import type { SyncParts } from './sync-parts.ts';

const MOST_CONFIRMED = 100;

/** The database was restored; `epoch` is the new one where the server names it. */
export type EpochChanged = { readonly code: 'sync.epoch.changed'; readonly epoch: string | null };

/** Asks for the next page of the journal, or for older entries of some records. */
export async function askPage(
  parts: SyncParts,
  meta: SyncMeta,
  backfill: readonly z.infer<typeof BackfillAsked>[],
): Promise<Result<PulledPage, Refusal | EpochChanged>> {
  const answer = await askServer(pull.output, async () =>
    parts.transport.pull({
      deviceId: parts.deviceId,
      epoch: meta.epoch,
      cursor: meta.cursor,
      controlSeen: meta.controlSeen,
      confirms: meta.unconfirmed.slice(0, MOST_CONFIRMED),
      backfill: [...backfill],
    }),
  );
  if (answer.ok && meta.epoch !== null && answer.value.epoch !== meta.epoch) {
    return refuse({ code: 'sync.epoch.changed', epoch: answer.value.epoch });
  }
  return answer.ok ? accept(answer.value) : answer;
}

/** The new epoch in a refusal, or undefined when it is about something else. */
export function changedEpoch(refusal: Refusal): EpochChanged | undefined {
  if (refusal.code !== 'sync.epoch.changed') return undefined;
  const named = z.object({ epoch: Epoch }).safeParse(refusal);
  return { code: 'sync.epoch.changed', epoch: named.success ? named.data.epoch : null };
}

/** Whether what is kept still stands where it stood when a page was asked for. */
export function isStill(meta: SyncMeta, asked: Asked): boolean {
  return (
    meta.epoch === asked.epoch &&
    meta.cursor === asked.cursor &&
    meta.controlSeen === asked.controlSeen
  );
}
