import { BlobId } from '#kernel/blob.ts';
import { EntryId, RecordId, TeamId, WorkerId } from '#kernel/ids.ts';
import { Instant } from '#kernel/instant.ts';
import type { SensitivityClass } from '#kernel/sensitivity.ts';
import { CARRIED_FORMAT, type CarriedPart } from '#platform/sync/protocol/carried-file.ts';
import type { CarriedEntry, CarriedRecord } from '#platform/sync/protocol/pull.ts';
import { DeviceId } from '#platform/sync/protocol/push.ts';
import type { KeptBlob, OutboxItem } from '../device-store.ts';

/** Builders for tests of what a device holds. Every secret word begins with `Invented`. */
export const exampleAt = Instant.parse('2026-11-24T09:30:00.000Z');
export const exampleWorker = WorkerId.parse(idFor('a', 1));
export const exampleDevice = DeviceId.parse(idFor('d', 1));

export function exampleRecordId(n: number): RecordId {
  return RecordId.parse(idFor('b', n));
}

export function exampleRecord(n: number, word = 'Invented-card'): CarriedRecord {
  return {
    recordId: exampleRecordId(n),
    recordType: 'case',
    position: 3,
    readable: ['identity', 'care'],
    writable: ['care'],
    card: {
      code: `Invented-code-${n}`,
      team: TeamId.parse(idFor('c', 1)),
      worker: exampleWorker,
      isOpen: true,
      dueAt: null,
      clocks: {},
      parts: { identity: { name: `${word}-name` }, care: { level: `${word}-level` } },
    },
  };
}

export function exampleEntry(
  n: number,
  position: number,
  name: SensitivityClass = 'identity',
  word = 'Invented-entry',
): CarriedEntry {
  return {
    id: EntryId.parse(idFor('e', n * 1000 + position)),
    type: 'cases.child-registered',
    section: 'registration',
    class: name,
    form: null,
    deviceTime: exampleAt,
    body: { note: word },
    recordId: exampleRecordId(n),
    position,
    author: exampleWorker,
    purpose: 'child-protection',
    serverTime: exampleAt,
  };
}

export function exampleItem(number: number, word = 'Invented-item'): OutboxItem {
  return {
    entryId: EntryId.parse(idFor('f', number)),
    recordId: exampleRecordId(1),
    number,
    writtenAt: exampleAt,
    signed: { body: `${word}-body`, signature: 'A'.repeat(86) + '==' },
    parcel: null,
    said: { operation: 'cases.assess-risk', input: { note: word }, purpose: 'child-protection' },
    state: 'waiting',
    tries: 0,
    outcome: null,
    answeredAt: null,
    isSettled: false,
  };
}

/** Shaped like one; nobody can open it. */
export function exampleParcel(n: number): CarriedPart {
  return {
    format: CARRIED_FORMAT,
    deviceId: exampleDevice,
    fileId: idFor('7', n),
    part: 1,
    of: 1,
    ephemeral: `${'A'.repeat(87)}=`,
    nonce: 'A'.repeat(16),
    sealed: 'A'.repeat(64),
  };
}

export function exampleBlob(n: number, word = 'Invented-blob'): KeptBlob {
  return {
    declared: {
      blobId: BlobId.parse(idFor('9', n)),
      recordId: exampleRecordId(1),
      class: 'identity',
      mediaType: 'image/jpeg',
      bytes: 300_000,
      sha256: 'a'.repeat(64),
    },
    keptAt: exampleAt,
    sent: 0,
    refusal: { code: word },
  };
}

function idFor(letter: string, n: number): string {
  return `${letter.repeat(8)}-0000-7000-8000-${String(n).padStart(12, '0')}`;
}
