import {
  CASE_FIELDS,
  CASE_SEARCH_VERSION,
  caseSearchNearness,
  caseSearchWords,
  foundCase,
  searchDocumentOf,
  searchVersionOf,
} from '#capabilities/cases/domain/case-search.ts';
import type { SearchHere } from '#capabilities/cases/ui/find-case.tsx';
import { RecordId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/instant.ts';
import type { OpenRecord } from '#kernel/open-record.ts';
import type { PCode } from '#kernel/place.ts';
import type { OpenDevice } from '#platform/device/field-device.ts';
import { openKeptSearch } from '#platform/device/search/kept-search.ts';
import type { StoreChange } from '#platform/device/device-store.ts';

export type CaseSearch = {
  readonly here: SearchHere;
  /** To be committed together with what drops these records. */
  readonly without: (recordIds: readonly RecordId[]) => StoreChange;
  /** That commit ended. */
  readonly dropped: (recordIds: readonly RecordId[]) => void;
  /** The device was locked. */
  readonly forget: () => void;
};

export type FindableCases = {
  readonly device: Pick<OpenDevice, 'store' | 'watch'>;
  readonly recordOf: (recordId: RecordId) => Promise<OpenRecord | undefined>;
  readonly namesOfPlace: (place: PCode) => readonly string[];
  readonly now: () => Instant;
};

/** Milliseconds; whoever writes much has the search kept once in so long. */
const KEEP_AFTER = 10_000;

/** The search over the cases of a device that was unlocked; it follows what changes there. */
export async function openCaseSearch(parts: FindableCases): Promise<CaseSearch> {
  const { device, recordOf } = parts;
  const kept = await openKeptSearch({
    store: device.store,
    setup: { fields: CASE_FIELDS, wordsOf: caseSearchWords, judge: caseSearchNearness },
    setupVersion: CASE_SEARCH_VERSION,
    now: parts.now,
    later: (work) => window.setTimeout(() => void work().catch(() => undefined), KEEP_AFTER),
    current: async () => {
      const carried = await device.store.records();
      const current = new Map(carried.map((one) => [one.recordId, searchVersionOf(one)]));
      // With what waits here: also a case that was opened here, and that no server knows yet.
      for (const recordId of new Set((await device.store.outbox()).map((item) => item.recordId))) {
        const record = await recordOf(recordId);
        if (record) current.set(recordId, searchVersionOf(record));
      }
      return current;
    },
    documentOf: async (id) => {
      const record = await recordOf(RecordId.parse(id));
      return record && searchDocumentOf(record, parts.namesOfPlace);
    },
  });
  const stop = device.watch((recordIds) => void kept.changed(recordIds));
  return {
    here: (typed) =>
      kept
        .search(typed)
        .map(({ document, because }) =>
          foundCase(document, because.is === 'text' ? because : null),
        ),
    without: kept.without,
    dropped: kept.dropped,
    forget: () => {
      stop();
      kept.forget();
    },
  };
}
