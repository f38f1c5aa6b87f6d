/** Markers of a JPEG (ITU-T T.81, annex B). */
const START = 0xd8;
const SCAN = 0xda;
const COMMENT = 0xfe;
const FIRST_APP = 0xe0;
const LAST_APP = 0xef;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A JPEG without what programs write beside the picture: place and time (Exif), captions, thumbnails,
 * comments. Drawing a photo anew leaves none of it; this holds whatever a browser adds again.
 * Undefined when it is no JPEG, or is cut off before the picture begins.
 */
export function withoutMetadata(jpeg: Bytes): Bytes | undefined {
  if (jpeg[0] !== 0xff || jpeg[1] !== START) return undefined;
  const kept: Bytes[] = [jpeg.subarray(0, 2)];
  let at = 2;
  while (at + 3 < jpeg.length) {
    const marker = jpeg[at + 1] ?? 0;
    if (jpeg[at] !== 0xff) return undefined;
    if (marker === SCAN) return joined([...kept, jpeg.subarray(at)]);
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    if (length < 2) return undefined;
    const end = at + 2 + length;
    // APP0 holds the density and APP14 how the colours are meant; neither tells of anybody.
    const isBeside = marker >= FIRST_APP && marker <= LAST_APP && !NEEDED.has(marker);
    if (!isBeside && marker !== COMMENT) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return undefined;
}

const NEEDED = new Set([0xe0, 0xee]);

function joined(pieces: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
