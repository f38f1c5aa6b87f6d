import type { Database } from '../database/open-database.ts';
import type { KeyOpener } from '../vault/record-keys.ts';
import type { BlobShelf } from './blob-shelf.ts';

/** What the handlers of blobs work with; put together once by the server. */
export type BlobDesk = {
  readonly database: Database;
  readonly opener: KeyOpener;
  readonly shelf: BlobShelf;
};
