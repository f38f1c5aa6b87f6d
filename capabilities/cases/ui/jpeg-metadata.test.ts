import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutMetadata } from './jpeg-metadata.ts';

const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));

function segment(marker: number, content: readonly number[]): number[] {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...content];
}

const TABLE = segment(0xdb, [1, 2, 3]);
const FRAME = segment(0xc0, [8, 0, 1, 0, 1]);
const SCAN = [...segment(0xda, [1, 0]), 11, 22, 0xff, 0x00, 33, 0xff, 0xd9];
const jpeg = (...segments: number[][]) => new Uint8Array([0xff, 0xd8, ...segments.flat(), ...SCAN]);
const textOf = (bytes: Uint8Array | undefined) => String.fromCharCode(...(bytes ?? []));

test('[CA-28] the place, the time and the words beside a picture are gone; the picture stays', () => {
  const photo = jpeg(
    segment(0xe0, ascii('JFIF')),
    segment(0xe1, ascii('Exif GPSLatitude 1.2345 Invented Village')),
    TABLE,
    segment(0xe1, ascii('http://ns.adobe.com/xap/ Invented Name')),
    segment(0xed, ascii('Photoshop caption Invented')),
    segment(0xfe, ascii('comment Invented')),
    FRAME,
  );
  const clean = withoutMetadata(photo);
  expect(clean).toEqual(jpeg(segment(0xe0, ascii('JFIF')), TABLE, FRAME));
  expect(textOf(clean)).not.toMatch(/Invented|Exif|GPS/);
});

test('whatever stands beside a picture and in whatever order, nothing of it is left', () => {
  const beside = fc
    .tuple(
      fc.constantFrom(0xe1, 0xe2, 0xe5, 0xed, 0xef, 0xfe),
      fc.nat({ max: 9 }).map((n) => ascii(`Invented-${n}`)),
    )
    .map(([marker, content]) => segment(marker, content));
  const needed = fc.constantFrom(TABLE, FRAME);
  const either = fc.array(fc.oneof(beside, needed), { maxLength: 12 });
  fc.assert(
    fc.property(either, (segments) => {
      const clean = withoutMetadata(jpeg(...segments));
      expect(clean).toEqual(jpeg(...segments.filter((one) => one === TABLE || one === FRAME)));
    }),
  );
});

test('what is no JPEG, or is cut off before the picture begins, is not taken for one', () => {
  const photo = jpeg(segment(0xe1, ascii('Exif')), TABLE);
  expect(withoutMetadata(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toBeUndefined();
  expect(withoutMetadata(new Uint8Array())).toBeUndefined();
  for (let length = 0; length < photo.length - SCAN.length + 2; length += 1)
    expect(withoutMetadata(photo.slice(0, length))).toBeUndefined();
});
