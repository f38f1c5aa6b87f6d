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
    const length = lengthAt(jpeg, at);
    if (length === undefined) return undefined;
    if (marker === SCAN) return joined([...kept, jpeg.subarray(at)]);
    const end = at + 2 + length;
    if (!isBeside(marker)) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return undefined;
}

/** APP0 holds the density and APP14 how the colours are meant; neither tells of anybody. */
const NEEDED = new Set([0xe0, 0xee]);

function isBeside(marker: number): boolean {
  if (marker === COMMENT) return true;
  return marker >= FIRST_APP && marker <= LAST_APP && !NEEDED.has(marker);
}

/** How long the segment is that begins here, by its own word; undefined where none begins. */
function lengthAt(jpeg: Bytes, at: number): number | undefined {
  const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
  return jpeg[at] === 0xff && length >= 2 ? length : undefined;
}

function joined(pieces: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
