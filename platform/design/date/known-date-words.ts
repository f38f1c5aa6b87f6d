import type { DateAsKnown } from '#kernel/date-as-known.ts';
import { showKnownDate } from '#kernel/show-date.ts';
import type { Reader } from '../reader/reader.tsx';

/** A date as known in words, no more exact than it is, with what it rests on. */
export function knownDateWords(date: DateAsKnown, reader: Reader): string {
  const { words } = reader;
  if (date.precision === 'unknown') return words('date.way.unknown');
  const basis = words(`date.basis.${date.basis}`);
  if (date.precision === 'age') {
    const { years, plusMinus } = date;
    const day = reader.day(date.statedOn);
    return words('date.known.age', { years, plusMinus, day, basis });
  }
  const shown = showKnownDate(date, { locale: reader.language.locale, calendar: reader.calendar });
  // A Gregorian year among Ethiopian dates, unsaid, would make a child eight years older or younger.
  const isOtherwise = date.precision !== 'day' && reader.calendar !== 'gregory';
  const said = isOtherwise ? words('date.gregorian', { date: shown ?? '' }) : (shown ?? '');
  return words('date.known', { date: said, basis });
}
