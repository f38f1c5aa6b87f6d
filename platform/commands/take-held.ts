import { z } from 'zod';
import { EntryId, type RecordId } from '#kernel/ids.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { SectionCommand } from '#kernel/section-command.ts';
import type { Call } from '../http/call.ts';
import type { HeldEntry } from '../journal/held-entries.ts';
import type { CommandDesk } from './command-desk.ts';
import { runSectionCommand } from './section-command.ts';

const FilledIn = z.object({ filledIn: z.array(z.record(z.string(), z.unknown())) });

/**
 * Takes in entries that were held for a supervisor: each is judged again as it was written, now
 * under the name of whoever settles it. Undefined for an entry of no command given here.
 */
export function takeHeldCommands<Actor, Denied extends Refusal>(
  desk: CommandDesk<Actor, Denied>,
  commands: readonly SectionCommand<Actor, Refusal>[],
) {
  return async (
    recordId: RecordId,
    held: HeldEntry,
    call: Call,
    basedOn: number,
  ): Promise<Result<unknown> | undefined> => {
    const command = commands.find((one) => one.type === held.entry.type);
    const body = FilledIn.safeParse(held.entry.body);
    if (!command || !body.success || !held.entry.form) return undefined;
    const given = {
      recordId,
      // Taking the same held entry twice makes one entry: its id follows from the held one's.
      entryId: EntryId.parse(held.entry.id),
      deviceTime: held.entry.deviceTime,
      formVersion: held.entry.form.version,
      basedOn,
      whenRefused: 'tell',
      resolves: [],
      filledIn: body.data.filledIn,
    } as const;
    return runSectionCommand(desk, command, given, call);
  };
}
