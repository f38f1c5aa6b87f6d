import type { EntryId, RecordId, WorkerId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import type { DeviceId, Outcome } from '#platform/sync/protocol/push.ts';
import type { DeviceStore, OutboxItem } from './device-store.ts';

/** Why the content of a device is closed, for the words on its lock. */
export type LockedBecause =
  'started' | 'idle' | 'asked' | 'lease-over' | 'clock-went-back' | 'too-many-tries' | 'revoked';

/** How the browser stands as a field device. Tells of nobody before they unlock it. */
export type FieldState =
  | { readonly state: 'none' }
  | {
      readonly state: 'locked';
      readonly because: LockedBecause;
      /** With one person only the PIN is asked; with more, also who it is. */
      readonly people: number;
      readonly hasPasskey: boolean;
    }
  | {
      readonly state: 'open';
      readonly worker: WorkerId;
      readonly deviceId: DeviceId;
      readonly purpose: Purpose;
      readonly leaseUntil: Instant;
    };

/** What waits for people who have not unlocked, counted over all of them. */
export type WaitingParcels = { readonly items: number; readonly since: Instant | null };

/** How sending and fetching stand, in facts that a person can be told. */
export type SyncState = {
  readonly doing: 'resting' | 'sending' | 'fetching' | 'waiting-to-try';
  readonly isReachable: boolean;
  /** Items that wait to be sent, and since when the oldest does. */
  readonly waiting: number;
  readonly oldestAt: Instant | null;
  /** Items that a person must look at: refused, held, in conflict. */
  readonly attention: number;
  readonly nextTryAt: Instant | null;
  readonly lastContactAt: Instant | null;
  /** Why the last try failed; `sign-in.required` asks the person to sign in again. */
  readonly failure: Refusal | null;
  /** Cases here, and those whose older entries are still to come. */
  readonly records: number;
  readonly incomplete: number;
  readonly isBackupDue: boolean;
};

/** A command as a screen gives it. */
export type GivenCommand = {
  readonly entryId: EntryId;
  readonly recordId: RecordId;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
};

/** What became of a command within the time that a person waits for it. */
export type Given =
  | { readonly is: 'answered'; readonly outcome: Outcome }
  /** It is safe on this device and goes out when it can. */
  | { readonly is: 'kept'; readonly item: OutboxItem }
  /** The device has no room or cannot write; nothing was written, and the screen keeps the words. */
  | { readonly is: 'not-kept'; readonly refusal: Refusal };

/** A device that was unlocked: everything of one worker, until it is locked again. */
export type OpenDevice = {
  readonly worker: WorkerId;
  readonly purpose: Purpose;
  readonly store: DeviceStore;
  /** Writes the command into the outbox, durably, and tries to send it. */
  readonly give: (command: GivenCommand) => Promise<Given>;
  /** Notes that a record was looked at, for the access log. */
  readonly noteOpened: (recordId: RecordId, action: string) => Promise<void>;
  readonly syncNow: () => Promise<void>;
  /** Its author has seen what became of it. */
  readonly settle: (entryId: EntryId) => Promise<void>;
  /** All that waits, sealed for the server, as a file to keep or to carry. */
  readonly exportFile: () => Promise<Blob>;
  /** The answer to a file that somebody carried to an office. */
  readonly importReceipt: (file: Blob) => Promise<Result<{ readonly answered: number }>>;
  readonly sync: {
    readonly snapshot: () => SyncState;
    readonly subscribe: (changed: () => void) => () => void;
  };
  /** Something that is carried here has changed; screens ask again. Without ids: what is known of the worker. */
  readonly watch: (changed: (recordIds: readonly RecordId[]) => void) => () => void;
};

/** The browser as a field device. One for each page; pages of the same browser tell each other. */
export type FieldDevice = {
  readonly snapshot: () => FieldState;
  readonly subscribe: (changed: () => void) => () => void;
  readonly opened: () => OpenDevice | undefined;
  /** The same object until it changes, which `subscribe` tells; null while it is not known. */
  readonly waiting: () => WaitingParcels | null;
  /** Sends what waits for everybody who has not unlocked; it needs nobody, and only the server can read it. */
  readonly sendParcels: () => Promise<void>;
  /** `who` is the sign-in name, needed when several people use the device. */
  readonly unlockWithPin: (pin: string, who?: string) => Promise<Result<true>>;
  readonly unlockWithPasskey: () => Promise<Result<true>>;
  readonly lock: (because: LockedBecause) => Promise<void>;
  /** Signed in with a network: makes this browser a field device of the worker. */
  readonly setUp: (chosen: {
    readonly who: string;
    readonly worker: WorkerId;
    readonly purpose: Purpose;
    readonly pin: string;
    readonly label: string;
  }) => Promise<Result<true>>;
  readonly addPasskey: () => Promise<Result<true>>;
  readonly changePin: (pin: string) => Promise<Result<true>>;
  /** Signed in with a network: a new lease for the worker's content here. */
  readonly renewLease: (worker: WorkerId) => Promise<Result<true>>;
  /** Refused while something waits to be sent, unless `andLose`. */
  readonly forget: (how: { readonly andLose: boolean }) => Promise<Result<true>>;
};
