import { type PCode, pathTo, type Place, type PlaceTree } from '#kernel/place.ts';
import { foldText } from '../reader/fold-text.ts';

/** The name of a place in a language, or in whatever language it has one. */
export function placeName(place: Place, language: string): string {
  return place.names[language] ?? Object.values(place.names)[0] ?? place.pcode;
}

/** The place and what it lies in, nearest first: "Lower Well, Amber District, Demoland". */
export function placePath(tree: PlaceTree, pcode: PCode, language: string): readonly string[] {
  return pathTo(tree, pcode)
    .map((place) => placeName(place, language))
    .toReversed();
}

/** The places directly inside `parent` (undefined: the countries), by name. */
export function placesInside(
  places: readonly Place[],
  parent: PCode | undefined,
  language: string,
): readonly Place[] {
  return byName(
    places.filter((place) => place.parent === (parent ?? null)),
    language,
  );
}

/**
 * Places whose name in any language, or whose p-code, contains the search; those that begin with
 * it first. No place finer than `level`.
 */
export function findPlaces(
  places: readonly Place[],
  search: string,
  level: number,
  language: string,
): readonly Place[] {
  const wanted = foldText(search);
  const found = places.filter(
    (place) => place.level <= level && namesOf(place).some((name) => name.includes(wanted)),
  );
  const begins = (place: Place) => namesOf(place).some((name) => name.startsWith(wanted));
  return [
    ...byName(found.filter(begins), language),
    ...byName(
      found.filter((place) => !begins(place)),
      language,
    ),
  ];
}

function namesOf(place: Place): readonly string[] {
  return [...Object.values(place.names), place.pcode].map(foldText);
}

function byName(places: readonly Place[], language: string): readonly Place[] {
  const order = new Intl.Collator(language);
  return places.toSorted((left, right) =>
    order.compare(placeName(left, language), placeName(right, language)),
  );
}
