import type { RefusalSentences } from '../http/refusal-sentences.ts';

const KEPT = 'Nothing was half kept; the file is still with you.';

/** What a person reads when a photo or paper is refused. */
export const BLOB_SENTENCES = {
  'blobs.record.unknown': {
    happened: 'There is no such record, or you may not add files of this class to it.',
    todo: `If your work needs it, ask the supervisor of its team. ${KEPT}`,
  },
  'blobs.entry.first': {
    happened: 'What tells of this file has not arrived yet.',
    todo: `Nothing needs to be done: it is sent first, and the file follows. ${KEPT}`,
  },
  'blobs.blob.unknown': {
    happened: 'There is no such file, or it is not for you to open.',
    todo: 'Open the record again. If your work needs the file, ask the supervisor of its team.',
  },
  'blobs.blob.id-taken': {
    happened: 'Another file was announced under this id.',
    todo: `Add the file once more. ${KEPT}`,
  },
  'blobs.chunk.none': {
    happened: 'A file of this size has no such part.',
    todo: `Load the newest version of the app and send the file again. ${KEPT}`,
  },
  'blobs.chunk.size': {
    happened: 'A part of the file is longer or shorter than it should be.',
    todo: `It is sent again by itself. If this stays so, add the file once more. ${KEPT}`,
  },
  'blobs.content.other-type': {
    happened: 'The file is of another kind than its name says.',
    todo: `Take the photo again, or choose a photo (JPEG, PNG, WebP), a PDF or a recording. ${KEPT}`,
  },
  'blobs.content.incomplete': {
    happened: 'Parts of this file have not arrived yet.',
    todo: 'Wait until the device that has it is connected; it goes on by itself.',
  },
  'blobs.content.other-hash': {
    happened: 'What arrived is not what was announced: it was damaged on the way.',
    todo: `It is sent anew by itself. If this stays so, add the file once more. ${KEPT}`,
  },
  'blobs.storage.full': {
    happened: 'The server has no room for files now.',
    todo: `Tell whoever runs this installation. It goes on by itself when there is room. ${KEPT}`,
  },
} as const satisfies RefusalSentences;
