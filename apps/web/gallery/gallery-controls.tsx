import { useState } from 'react';
import { PCode } from '#kernel/place.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice, TernaryChoice } from '#platform/design/controls/choice.tsx';
import { Choices } from '#platform/design/controls/choices.tsx';
import { ButtonLink, Link } from '#platform/design/controls/link.tsx';
import { NameField } from '#platform/design/controls/name-field.tsx';
import { PlacePicker } from '#platform/design/controls/place-picker.tsx';
import {
  ExactWordsField,
  NumberField,
  TextArea,
  TextField,
} from '#platform/design/controls/text-field.tsx';
import { DayField } from '#platform/design/date/day-field.tsx';
import { KnownDateField } from '#platform/design/date/known-date-field.tsx';
import { emptyDate, emptyDay, typedDateOf } from '#platform/design/date/typed-date.ts';
import { Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { GALLERY_DAY, GALLERY_REFERENCE } from './gallery-form.ts';

export function GalleryControls() {
  const { words } = useReader();
  return (
    <>
      <Section title={words('gallery.buttons')}>
        <Buttons />
      </Section>
      <Section title={words('gallery.fields')}>
        <TextFields />
        <ChoiceFields />
      </Section>
      <Section title={words('gallery.known')}>
        <KnownFields />
      </Section>
    </>
  );
}

function Buttons() {
  const { words } = useReader();
  return (
    <>
      <div className="row">
        <Button kind="primary" iconAfter="next">
          {words('form.next')}
        </Button>
        <Button icon="add">{words('gallery.add')}</Button>
        <Button kind="plain">{words('form.leave')}</Button>
        <Button kind="danger">{words('gallery.danger')}</Button>
      </div>
      <div className="row">
        <Button kind="primary" isBusy>
          {words('form.submit')}
        </Button>
        <Button isDisabled>{words('gallery.disabled')}</Button>
        <ButtonLink to="/gallery">{words('gallery.button-link')}</ButtonLink>
        <Link to="/gallery">{words('gallery.link')}</Link>
      </div>
      <Button kind="primary">{words('gallery.long')}</Button>
    </>
  );
}

function TextFields() {
  const { words } = useReader();
  const [text, setText] = useState('');
  const shared = { value: text, onChange: setText };
  return (
    <>
      <TextField {...shared} label={words('gallery.text')} help={words('gallery.text.help')} />
      <TextField
        {...shared}
        label={words('gallery.wrong')}
        issue={words('issue.required')}
        isNeeded
      />
      <TextField {...shared} label={words('gallery.disabled')} isDisabled />
      <NumberField
        label={words('gallery.number')}
        unit={words('date.age.unit')}
        value="9"
        onChange={() => undefined}
      />
      <TextArea {...shared} label={words('gallery.long-text')} />
      <ExactWordsField
        {...shared}
        label={words('gallery.exact')}
        help={words('gallery.exact.help')}
      />
    </>
  );
}

function ChoiceFields() {
  const { words } = useReader();
  const [answer, setAnswer] = useState<string | undefined>('unknown');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const [several, setSeveral] = useState<readonly string[]>(['house']);
  const places = ['house', 'field', 'market', 'road'].map((code) => ({
    code,
    label: words(`list.gallery-places.${code}`),
  }));
  return (
    <>
      <TernaryChoice label={words('gallery.ternary')} value={answer} onChange={setAnswer} />
      <Choice
        label={words('gallery.choice')}
        options={places}
        value={wrong}
        onChange={setWrong}
        issue={wrong === undefined ? words('issue.required') : undefined}
        isNeeded
      />
      <Choices
        label={words('gallery.choices')}
        options={places}
        value={several}
        onChange={setSeveral}
      />
    </>
  );
}

function KnownFields() {
  const { words, calendar } = useReader();
  const [day, setDay] = useState({ ...emptyDay(calendar), day: '14', month: '3', year: '2005' });
  const [date, setDate] = useState(
    typedDateOf(
      { precision: 'age', years: 9, plusMinus: 1, statedOn: GALLERY_DAY, basis: 'child' },
      calendar,
      GALLERY_DAY,
    ),
  );
  const [born, setBorn] = useState({ ...emptyDate(calendar, GALLERY_DAY), way: 'day' as const });
  const [name, setName] = useState({ spoken: 'ሰላም አበበ', reading: 'Selam Abebe' });
  const [place, setPlace] = useState<PCode | undefined>(undefined);
  const tree = GALLERY_REFERENCE.places;
  return (
    <>
      <DayField label={words('gallery.day')} value={day} onChange={setDay} />
      <KnownDateField label={words('gallery.date')} value={date} onChange={setDate} />
      <KnownDateField
        label={words('gallery.date-wrong')}
        value={born}
        onChange={(typed) => setBorn({ ...typed, way: 'day' })}
        issue={words('issue.date-incomplete')}
      />
      <NameField label={words('gallery.name')} value={name} onChange={setName} />
      <PlacePicker
        label={words('gallery.place')}
        tree={tree}
        level={2}
        value={place}
        onChange={setPlace}
      />
      <PlacePicker
        label={words('gallery.place-chosen')}
        tree={tree}
        level={2}
        value={PCode.parse('XZ0102')}
        onChange={() => undefined}
      />
    </>
  );
}
