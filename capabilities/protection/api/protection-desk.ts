import type { AccessRefusal, Actor } from '#capabilities/access/contract.ts';
import type { OpenRecord } from '#kernel/open-record.ts';
import type { CommandDesk } from '#platform/commands/command-desk.ts';
import type { Elsewhere } from '../domain/measure-parts.ts';
import type { ProtectionRules } from '../domain/protection-rules.ts';

/** What the handlers of this slice work with; put together once by the server. */
export type ProtectionDesk = CommandDesk<Actor, AccessRefusal> &
  ProtectionRules & {
    /** How far the parts of other slices have come, as far as the asker may know. */
    readonly elsewhere: (
      record: OpenRecord,
      asker: { readonly actor: Actor; readonly isTeamTrained: boolean },
    ) => Elsewhere;
  };
