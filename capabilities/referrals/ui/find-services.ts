import { foldText } from '#platform/design/reader/fold-text.ts';
import type { ServiceView } from '../domain/views.ts';

export type Wanted = {
  readonly search: string;
  readonly kind: string | undefined;
  /** A place, and those that lie in it or that it lies in. */
  readonly place: string | undefined;
};

/** What speaks for a service: the child agreed to this kind, it speaks the child's language. */
export type Fits = {
  readonly covers: (kind: string) => boolean;
  readonly languages: readonly string[];
};

/** The services that are wanted: those that the child agreed to first, then those who speak with the child. */
export function findServices(
  services: readonly ServiceView[],
  wanted: Wanted,
  fits: Fits,
): readonly ServiceView[] {
  const words = foldText(wanted.search).split(/\s+/u).filter(Boolean);
  return services
    .filter(
      (service) =>
        (wanted.kind === undefined || service.kind === wanted.kind) &&
        isThereFor(service, wanted.place) &&
        saysAll(service, words),
    )
    .toSorted((one, other) => rank(other, fits) - rank(one, fits));
}

export function speaksWith({ languages }: ServiceView, ofChild: readonly string[]): boolean {
  return languages.some((code) => ofChild.includes(code));
}

function rank(service: ServiceView, fits: Fits): number {
  return (fits.covers(service.kind) ? 2 : 0) + (speaksWith(service, fits.languages) ? 1 : 0);
}

// P-codes nest by their beginning: XA0102 lies in XA01, which lies in XA.
function isThereFor({ serves }: ServiceView, place: string | undefined): boolean {
  return (
    place === undefined ||
    serves.some((served) => place.startsWith(served) || served.startsWith(place))
  );
}

function saysAll(service: ServiceView, words: readonly string[]): boolean {
  const said = [service.names, service.about, service.forWhom].flatMap((one) => Object.values(one));
  const known = said.flatMap((text) => foldText(text).split(/[^\p{L}\p{N}]+/u));
  return words.every((word) => known.some((one) => isLike(one, word)));
}

/** Begins with what was typed, or is it but for one letter: a slip of the finger finds it too. */
function isLike(known: string, typed: string): boolean {
  if (known.startsWith(typed)) return true;
  return typed.length >= 4 && isOneApart(known.slice(0, typed.length + 1), typed);
}

function isOneApart(known: string, typed: string): boolean {
  const at = Array.from(typed).findIndex((letter, index) => known[index] !== letter);
  const begins = (knownFrom: number, typedFrom: number) =>
    known.slice(at + knownFrom).startsWith(typed.slice(at + typedFrom));
  const isSwapped = known[at] === typed[at + 1] && known[at + 1] === typed[at] && begins(2, 2);
  // A wrong letter, one left out, one too much, or two swapped.
  return begins(1, 1) || begins(1, 0) || begins(0, 1) || isSwapped;
}
