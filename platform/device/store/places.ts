/** Where a sealed value stands: `table|record|class|key`. It is part of the seal. */
export const places = {
  card: (recordId: string) => `records|${recordId}|card|`,
  part: (recordId: string, name: string) => `records|${recordId}|${name}|`,
  entry: (recordId: string, name: string, position: number) =>
    `entries|${recordId}|${name}|${position}`,
  outbox: (entryId: string, number: number) => `outbox||${entryId}|${number}`,
  blob: (blobId: string) => `blobs||${blobId}|`,
  blobPart: (blobId: string, index: number) => `blobParts||${blobId}|${index}`,
  named: (table: string, id: string) => `${table}|||${id}`,
};
