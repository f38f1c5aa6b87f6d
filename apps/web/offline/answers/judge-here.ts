import { idsAfter } from '#kernel/ids-after.ts';
import type { EntryId, RecordId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import { LOCAL_COMMANDS } from './local-commands.ts';
import type { DeskHere } from './local-desk.ts';

/** A command as a screen gives it. */
export type CommandGiven = {
  readonly entryId: EntryId;
  readonly recordId: RecordId;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
};

/**
 * Judges what is about to be given: a refusal is shown at once, and nothing is queued. `elsewhere`
 * when the record is not carried here.
 */
export async function judgeHere(
  { desk, by }: DeskHere,
  { entryId, recordId, operation, input }: CommandGiven,
  now: Instant,
): Promise<Result<'fits' | 'elsewhere'>> {
  const carried = await desk.peek(recordId);
  const deviceTime = Instant.safeParse(input['deviceTime']);
  const made = {
    entryId,
    deviceTime: deviceTime.success ? deviceTime.data : now,
    now,
    by: desk.actor.worker,
  };
  const judged = LOCAL_COMMANDS.get(operation)?.judge(input, {
    ...by,
    record: carried?.record,
    history: carried?.entries ?? [],
    made,
    mintId: idsAfter(entryId),
    whenOutdated: 'tell',
  });
  if (!judged) return accept(carried ? 'fits' : 'elsewhere');
  // What only a newer form, or another's newer word, would refuse is left to the server.
  const isAhead = !judged.ok && isSeenElsewhere(judged.refusal, input);
  return judged.ok || isAhead ? accept('fits') : judged;
}

/** The screen showed a newer version of the section, or of the form, than this device holds. */
function isSeenElsewhere(
  refusal: { readonly code: string; readonly current?: unknown },
  { basedOn }: CommandGiven['input'],
): boolean {
  if (refusal.code === 'form.version.unknown') return true;
  if (refusal.code !== 'section.moved-on') return false;
  return typeof basedOn === 'number' && typeof refusal.current === 'number'
    ? basedOn > refusal.current
    : false;
}
