import { Dexie } from 'dexie';
import { failing, openDatabase, type OutboxRow, type ParcelRow } from './schema.ts';

/** The parcels of one person, which need no key: what waits and is sealed for the server alone. */
export type Parcels = {
  /** Not known to have reached the server, in the order in which they were written. */
  readonly unsent: () => Promise<readonly ParcelRow[]>;
  /**
   * Notes which have reached the server of this epoch. What was sent to another epoch is unsent
   * again: that server was restored, and may have lost it.
   */
  readonly noteSent: (fileIds: ReadonlySet<string>, epoch: string) => Promise<void>;
  readonly close: () => void;
};

/** Undefined when the database is not there. Nothing that is sealed for the person is read. */
export async function openParcels(name: string): Promise<Parcels | undefined> {
  if (!(await failing(() => Dexie.exists(name)))) return undefined;
  const { tables, close } = await openDatabase(name);
  return {
    unsent: async () => {
      const rows = await failing(() => tables.outbox.orderBy('number').toArray());
      return rows.flatMap(({ parcel }) => (parcel && parcel.sentIn === null ? [parcel] : []));
    },
    noteSent: async (fileIds, epoch) => {
      const sentIn = ({ part, sentIn: before }: ParcelRow) =>
        fileIds.has(part.fileId) || before === epoch ? epoch : null;
      const moved = ({ parcel }: OutboxRow) => parcel && { ...parcel, sentIn: sentIn(parcel) };
      await failing(() =>
        tables.outbox
          .filter((row) => row.parcel !== null && moved(row)?.sentIn !== row.parcel.sentIn)
          .modify((row, change) => {
            change.value = { ...row, parcel: moved(row) };
          }),
      );
    },
    close,
  };
}
