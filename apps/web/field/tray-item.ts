import { z } from 'zod';
import type { Answers } from '#kernel/form-answers.ts';
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

/** The form that an operation fills, where it fills one. */
const FORMS: Readonly<Record<string, string>> = {
  'cases.register-child': 'registration',
  'cases.record-consent': 'consent',
  'cases.assess-risk': 'risk',
  'protection.record-guardian': 'guardian',
  'protection.record-safe-place': 'safe-place',
  'protection.record-health': 'health',
  'protection.record-justice': 'justice',
  'protection.record-assessment': 'assessment',
};

export function formOfOperation(operation: string): string | undefined {
  return FORMS[operation];
}

const WithAnswers = z.object({ answers: z.record(z.string(), z.unknown()) });

/** What stood in the form when it was given, to be put into it again; undefined for what has no form. */
export function writtenForm(
  item: OutboxItem,
): { readonly form: string; readonly answers: Answers } | undefined {
  const form = formOfOperation(item.said.operation);
  const said = WithAnswers.safeParse(item.said.input);
  return form !== undefined && said.success ? { form, answers: said.data.answers } : undefined;
}
