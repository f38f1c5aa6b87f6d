import type { Actor } from '#capabilities/access/contract.ts';
import type { Directory } from '#kernel/directory.ts';
import type { EntryId, RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { OpenRecord } from '#kernel/open-record.ts';
import type { CarriedEntry, CarriedRecord } from '#platform/sync/protocol/pull.ts';
import type { CaseWork } from '../../../between-slices/case-work.ts';

/** A case as this device has it, with what was written here and no server has taken yet. */
export type CarriedCase = {
  readonly record: OpenRecord;
  /** Oldest first; those that wait come last. */
  readonly entries: readonly CarriedEntry[];
  readonly waiting: ReadonlySet<EntryId>;
};

/** What answers without a network are made from. */
export type LocalDesk = {
  readonly actor: Actor;
  /** What is judged with here: the same as on the server, from the same pack. */
  readonly rules: CaseWork;
  /** Every kind of service that could be asked. */
  readonly kinds: readonly string[];
  /** Names of people, as far as they are known here. */
  readonly named: (ids: Iterable<WorkerId>) => Promise<Directory>;
  readonly teamName: (team: TeamId) => string;
  readonly isTeamTrained: (team: TeamId) => boolean;
  readonly isInTeam: (worker: WorkerId, team: TeamId) => boolean;
  readonly now: () => Instant;
  /** Cards of everything that is carried here, cases that were opened here among them. */
  readonly cards: () => Promise<readonly CarriedRecord[]>;
  /** Opens a case; the opening is noted for the access log under this action. */
  readonly open: (recordId: RecordId, action: string) => Promise<CarriedCase | undefined>;
  /** The same for a search, which opens no case before anybody's eyes. */
  readonly peek: (recordId: RecordId) => Promise<CarriedCase | undefined>;
};
