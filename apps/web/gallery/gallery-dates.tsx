import { useState } from 'react';
import { PCode } from '#kernel/place.ts';
import { CALENDARS } from '#kernel/show-date.ts';
import { PlacePicker } from '#platform/design/controls/place-picker.tsx';
import { DayField } from '#platform/design/date/day-field.tsx';
import { KnownDateField } from '#platform/design/date/known-date-field.tsx';
import { emptyDate, emptyDay, typedDateOf, typedDayOf } from '#platform/design/date/typed-date.ts';
import { useReader } from '#platform/design/reader/reader.tsx';
import { Exhibit, State } from './exhibit.tsx';
import { GALLERY_DAY, GALLERY_REFERENCE } from './gallery-form.ts';

export function GalleryDates() {
  return (
    <>
      <Days />
      <KnownDates />
    </>
  );
}

function Days() {
  const { words, calendar } = useReader();
  const [empty, setEmpty] = useState(emptyDay(calendar));
  const [days, setDays] = useState(CALENDARS.map((one) => typedDayOf(GALLERY_DAY, one)));
  const label = words('gallery.day');
  return (
    <Exhibit name="DayField" parts={['DayParts', 'DayEcho']}>
      <State of="empty">
        <DayField label={label} value={empty} onChange={setEmpty} />
      </State>
      <State of="calendar">
        {days.map((day, at) => (
          <DayField
            key={day.calendar}
            label={label}
            value={day}
            onChange={(typed) => setDays(days.with(at, typed))}
          />
        ))}
      </State>
      <State of="issue">
        <DayField
          label={label}
          value={{ ...emptyDay(calendar), day: '31', month: '4', year: '2010' }}
          onChange={() => undefined}
          issue={words('issue.date-not-real')}
          isNeeded
        />
      </State>
      <State of="disabled">
        <DayField
          label={label}
          value={typedDayOf(GALLERY_DAY, calendar)}
          onChange={() => undefined}
          isDisabled
        />
      </State>
    </Exhibit>
  );
}

function KnownDates() {
  const { words, calendar } = useReader();
  const [empty, setEmpty] = useState(emptyDate(calendar, GALLERY_DAY));
  const [age, setAge] = useState(
    typedDateOf(
      { precision: 'age', years: 9, plusMinus: 1, statedOn: GALLERY_DAY, basis: 'child' },
      calendar,
      GALLERY_DAY,
    ),
  );
  const [year, setYear] = useState({
    ...typedDateOf({ precision: 'year', year: 2015, basis: 'caregiver' }, 'ethiopic', GALLERY_DAY),
  });
  const [born, setBorn] = useState({ ...emptyDate(calendar, GALLERY_DAY), way: 'day' as const });
  const label = words('gallery.date');
  return (
    <Exhibit name="KnownDateField">
      <State of="empty">
        <KnownDateField label={label} value={empty} onChange={setEmpty} />
      </State>
      <State of="chosen">
        <KnownDateField label={label} value={age} onChange={setAge} />
      </State>
      <State of="calendar">
        <KnownDateField label={label} value={year} onChange={setYear} />
      </State>
      <State of="issue">
        <KnownDateField
          label={words('gallery.date-wrong')}
          value={born}
          onChange={(typed) => setBorn({ ...typed, way: 'day' })}
          issue={words('issue.date-incomplete')}
        />
      </State>
    </Exhibit>
  );
}

export function GalleryPlaces() {
  const { words } = useReader();
  const [place, setPlace] = useState<PCode | undefined>(undefined);
  const [chosen, setChosen] = useState<PCode | undefined>(PCode.parse('XZ0102'));
  const asked = { label: words('gallery.place'), tree: GALLERY_REFERENCE.places, level: 2 };
  return (
    <Exhibit name="PlacePicker">
      <State of="empty">
        <PlacePicker {...asked} value={place} onChange={setPlace} />
      </State>
      <State of="chosen">
        <PlacePicker
          {...asked}
          label={words('gallery.place-chosen')}
          value={chosen}
          onChange={setChosen}
        />
      </State>
      <State of="issue">
        <PlacePicker
          {...asked}
          value={undefined}
          onChange={() => undefined}
          issue={words('issue.required')}
          isNeeded
        />
      </State>
    </Exhibit>
  );
}
