import type { OutboxItem } from '#platform/device/device-store.ts';
import type { FirstOutcome } from '#platform/sync/protocol/push.ts';

/** Why an item needs its author: it was refused, waits for somebody, or stands beside another's. */
export type Needs = Extract<FirstOutcome['outcome'], 'refused' | 'held' | 'conflicting'>;

export type TrayItem = {
  readonly item: OutboxItem;
  readonly needs: Needs;
  /** The code of the reason, or of none: what stands beside another's was taken. */
  readonly code: string | undefined;
};

const NEEDY: ReadonlySet<string> = new Set<Needs>(['refused', 'held', 'conflicting']);

/** What its author must still look at, oldest first. Nothing leaves this list by itself. */
export function needsAttention(items: readonly OutboxItem[]): readonly TrayItem[] {
  return items.flatMap((item) => {
    const outcome = firstOf(item);
    if (item.isSettled || !outcome || !isNeedy(outcome.outcome)) return [];
    return [
      {
        item,
        needs: outcome.outcome,
        code: 'reason' in outcome ? outcome.reason.code : undefined,
      },
    ];
  });
}

function firstOf({ outcome }: OutboxItem): FirstOutcome | undefined {
  if (!outcome || outcome.outcome === 'later') return undefined;
  return outcome.outcome === 'duplicate' ? outcome.first : outcome;
}

function isNeedy(outcome: string): outcome is Needs {
  return NEEDY.has(outcome);
}
