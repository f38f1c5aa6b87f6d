import { caseRecord } from '#capabilities/cases/contract.ts';
import type { RecordId } from '#kernel/ids.ts';
import type { Card } from '#kernel/record-type.ts';
import type { DeviceStore } from '#platform/device/device-store.ts';
import { carriedCards } from '#platform/device/sync/carried-cards.ts';
import { carriedRecords, type ShownRecord } from '#platform/device/sync/carried-record.ts';
import type { CarriedEntry, CarriedRecord } from '#platform/sync/protocol/pull.ts';
import type { CarriedCase, LocalDesk } from './carried-case.ts';
import { overlayOf, type Replaying } from './overlay.ts';

/** An unlocked device, as far as its cases are read. */
export type CarryingDevice = {
  readonly store: DeviceStore;
  readonly watch: (changed: (recordIds: readonly RecordId[]) => void) => () => void;
  readonly noteOpened: (recordId: RecordId, action: string) => Promise<void>;
};

/** The cases of an unlocked device, each with what waits here on top. */
export function carriedCases(
  device: CarryingDevice,
  by: Replaying,
): Pick<LocalDesk, 'cards' | 'open' | 'peek'> {
  const { store } = device;
  const records = carriedRecords({
    store,
    recordTypeOf: (type) => (type === caseRecord.type ? caseRecord : undefined),
    overlay: overlayOf(by),
    watch: device.watch,
  });
  const cardsHere = carriedCards(device);
  const peek = async (recordId: RecordId): Promise<CarriedCase | undefined> => {
    const shown = await records.open(recordId);
    return shown && caseOf(shown);
  };
  return {
    peek,
    open: async (recordId, action) => {
      const carried = await peek(recordId);
      if (carried) await device.noteOpened(recordId, action);
      return carried;
    },
    cards: async () => {
      const cards = new Map((await cardsHere()).map((one) => [one.recordId, one]));
      const given = (await store.outbox()).map(({ recordId }) => recordId);
      for (const recordId of new Set(given)) {
        const shown = await records.open(recordId);
        if (shown) cards.set(recordId, cardOf(shown));
      }
      return [...cards.values()];
    },
  };
}

/** What waits stands behind everything, timed by the device. */
function caseOf({ record, entries, waiting }: ShownRecord): CarriedCase {
  const last = entries.at(-1)?.position ?? record.position;
  const own = waiting
    .flatMap(({ item, entries: written }) =>
      written.map((entry) => ({ ...entry, serverTime: item.writtenAt })),
    )
    .filter((entry) => record.readable.has(entry.class))
    .map((entry, index): CarriedEntry => ({ ...entry, position: last + index + 1 }));
  return { record, entries: [...entries, ...own], waiting: new Set(own.map(({ id }) => id)) };
}

function cardOf({ record }: ShownRecord): CarriedRecord {
  const { recordId, recordType, position, readable, writable, card } = record;
  return {
    recordId,
    recordType: recordType.type,
    position,
    readable: [...readable],
    writable: [...writable],
    card: { ...card, clocks: { ...card.clocks }, parts: partsOf(card) },
  };
}

function partsOf({ parts }: Card): CarriedRecord['card']['parts'] {
  return Object.fromEntries(Object.entries(parts).map(([name, codes]) => [name, { ...codes }]));
}
