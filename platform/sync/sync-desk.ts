import type { TeamId, WorkerId } from '#kernel/ids.ts';
import type { Database, Sql } from '../database/open-database.ts';
import type { Log } from '../http/log.ts';
import type { RefusalSentences } from '../http/refusal-sentences.ts';
import type { Call } from '../http/call.ts';
import type { Route } from '../http/route.ts';
import type { KeyOpener } from '../vault/record-keys.ts';
import type { FileKeyPairs } from './file-keys.ts';
import type { QuarantineKey } from './quarantine-key.ts';

/** What the handlers of sync work with; put together once by the server. */
export type SyncDesk = {
  readonly database: Database;
  readonly opener: KeyOpener;
  readonly namesOf: (tx: Sql, ids: Iterable<WorkerId>) => Promise<ReadonlyMap<WorkerId, string>>;
  /** The operations that may travel, by id. */
  readonly travelling: ReadonlyMap<string, Route>;
  /** What those operations refuse with, in words. */
  readonly sentences: RefusalSentences;
  readonly quarantineKey: QuarantineKey;
  readonly fileKeys: FileKeyPairs;
  /** Changes with the program and the country pack, which a device knows parts of. */
  readonly version: string;
  readonly log: Log;
  /** What a device has to know of its worker, beside the stamp. */
  readonly factsOf: (call: Call) => Promise<Facts>;
};

export type Facts = {
  readonly actor: {
    readonly abilities: Record<string, string[]>;
    readonly isTrained: boolean;
    readonly trainedTeams: TeamId[];
  };
  readonly answers: {
    readonly operation: string;
    readonly input: Record<string, unknown>;
    readonly answer: unknown;
  }[];
};
