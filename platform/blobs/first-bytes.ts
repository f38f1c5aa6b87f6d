import type { MediaType } from '#kernel/blob.ts';

type Mark = { readonly at: number; readonly bytes: readonly number[] };

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

/** By what a file of each kind begins with, as its format says. */
const MARKS: Readonly<Record<MediaType, readonly Mark[]>> = {
  'image/jpeg': [{ at: 0, bytes: [0xff, 0xd8, 0xff] }],
  'image/png': [{ at: 0, bytes: [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a] }],
  'image/webp': [
    { at: 0, bytes: ascii('RIFF') },
    { at: 8, bytes: ascii('WEBP') },
  ],
  'application/pdf': [{ at: 0, bytes: ascii('%PDF-') }],
  'audio/mp4': [{ at: 4, bytes: ascii('ftyp') }],
  'audio/ogg': [{ at: 0, bytes: ascii('OggS') }],
};

/** Whether a file that begins so can be of this kind. */
export function beginsAs(mediaType: MediaType, first: Uint8Array): boolean {
  return MARKS[mediaType].every(({ at, bytes }) =>
    bytes.every((byte, index) => first[at + index] === byte),
  );
}
