import { describe, expect, it } from 'vitest';
import { PCode, Place, placeTree } from '#kernel/place.ts';
import { findPlaces, placePath, placesInside } from './place-search.ts';

const place = (pcode: string, parent: string | null, level: number, en: string, ar: string) =>
  Place.parse({ pcode, parent, level, names: { en, ar } });
const places = [
  place('XZ', null, 0, 'Lumeria', 'لوميريا'),
  place('XZ01', 'XZ', 1, 'Ámbar Coast', 'ساحل العنبر'),
  place('XZ02', 'XZ', 1, 'Upper Vale', 'الوادي الأعلى'),
  place('XZ0101', 'XZ01', 2, 'Coast Town', 'بلدة الساحل'),
];
const codes = (found: readonly Place[]) => found.map((one) => one.pcode);

describe('looking for a place', () => {
  it('finds it without its accents, beginnings first', () => {
    expect(codes(findPlaces(places, 'coast', 2, 'en'))).toEqual(['XZ0101', 'XZ01']);
    expect(codes(findPlaces(places, 'ambar', 2, 'en'))).toEqual(['XZ01']);
  });

  it('finds it in another language than that of the screen, and by its code', () => {
    expect(codes(findPlaces(places, 'الاعلى', 2, 'en'))).toEqual(['XZ02']);
    expect(codes(findPlaces(places, 'xz02', 2, 'ar'))).toEqual(['XZ02']);
  });

  it('offers nothing finer than what is asked', () => {
    expect(codes(findPlaces(places, 'coast', 1, 'en'))).toEqual(['XZ01']);
  });

  it('goes down from the country', () => {
    expect(codes(placesInside(places, undefined, 'en'))).toEqual(['XZ']);
    expect(codes(placesInside(places, PCode.parse('XZ'), 'en'))).toEqual(['XZ01', 'XZ02']);
  });

  it('names what a place lies in, nearest first', () => {
    const path = placePath(placeTree(places), PCode.parse('XZ0101'), 'en');
    expect(path).toEqual(['Coast Town', 'Ámbar Coast', 'Lumeria']);
  });
});
