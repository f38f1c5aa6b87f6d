import { announced, aPicture, toldOf, withPicture } from '../test-blob.ts';
import { done } from '../test-case.ts';
import { anyone, type Can, ofCase, type Operation, read, writes } from './operation.ts';

const readsCare = (can: Can) => (can.reads('care') ? 'ok' : 'blobs.blob.unknown');
const sends = (can: Can) => (can.writes('care') ? 'ok' : 'blobs.record.unknown');

/** Photos and papers; those of the stage are of class `care`, and its author sends them. */
export const BLOBS: readonly Operation[] = [
  {
    id: 'cases.add-attachment',
    expected: ofCase(writes('care')),
    attempt: (who, { recordId }) =>
      who.post(`/cases/${recordId}/attachments`, toldOf(aPicture(2000))),
  },
  { id: 'cases.attachments', expected: ofCase(anyone), attempt: read('/attachments') },
  {
    id: 'blobs.begin',
    expected: sends,
    attempt: (who, { recordId }) => who.post('/blobs', announced(aPicture(2000), recordId)),
  },
  {
    // Nobody sends parts into a file that another has begun: each begins their own.
    id: 'blobs.send-chunk',
    expected: sends,
    attempt: async (who, { recordId }) => {
      const file = aPicture(2000);
      const begun = await who.post('/blobs', announced(file, recordId));
      if (begun.status !== 200) return begun;
      return who.put(`/blobs/${file.blobId}/chunks/0`, { data: file.parts[0] });
    },
  },
  {
    id: 'blobs.complete',
    expected: sends,
    attempt: async (who, { recordId }) => {
      const file = aPicture(2000);
      const begun = await who.post('/blobs', announced(file, recordId));
      if (begun.status !== 200) return begun;
      await done(who.put(`/blobs/${file.blobId}/chunks/0`, { data: file.parts[0] }));
      return who.post(`/blobs/${file.blobId}/complete`, {});
    },
  },
  {
    id: 'blobs.read',
    expected: readsCare,
    attempt: async (who, { recordId }, { author }) =>
      who.get(`/blobs/${(await withPicture(author, recordId)).blobId}`),
  },
  {
    id: 'blobs.read-chunk',
    expected: readsCare,
    attempt: async (who, { recordId }, { author }) =>
      who.get(`/blobs/${(await withPicture(author, recordId)).blobId}/chunks/0`),
  },
];
