import { useState } from 'react';
import { NameField } from '#platform/design/controls/name-field.tsx';
import {
  ExactWordsField,
  NumberField,
  TextArea,
  TextField,
} from '#platform/design/controls/text-field.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { Exhibit, State } from './exhibit.tsx';

export function GalleryFields() {
  return (
    <>
      <TextFields />
      <OtherFields />
      <Names />
    </>
  );
}

function TextFields() {
  const { words } = useReader();
  const [text, setText] = useState('');
  const shared = { value: text, onChange: setText };
  const long = { value: words('gallery.long'), onChange: () => undefined };
  return (
    <Exhibit name="TextField" parts={['LabelWords', 'IssueWords']}>
      <State of="rest">
        <TextField {...shared} label={words('gallery.text')} />
      </State>
      <State of="help">
        <TextField {...shared} label={words('gallery.text')} help={words('gallery.text.help')} />
      </State>
      <State of="needed">
        <TextField {...shared} label={words('gallery.text')} isNeeded />
      </State>
      <State of="issue">
        <TextField
          {...shared}
          label={words('gallery.wrong')}
          issue={words('issue.required')}
          isNeeded
        />
      </State>
      <State of="disabled">
        <TextField {...shared} label={words('gallery.disabled')} isDisabled />
      </State>
      <State of="long">
        <TextField {...long} label={words('gallery.long')} help={words('gallery.long')} />
      </State>
      <State of="mirrored">
        <TextField
          {...shared}
          label={words('gallery.text')}
          issue={words('issue.required')}
          unit={words('date.age.unit')}
          size="short"
        />
      </State>
    </Exhibit>
  );
}

function OtherFields() {
  const { words } = useReader();
  const [text, setText] = useState('');
  const [hours, setHours] = useState('9');
  const shared = { value: text, onChange: setText };
  return (
    <>
      <Exhibit name="NumberField">
        <State of="rest">
          <NumberField
            label={words('gallery.number')}
            unit={words('date.age.unit')}
            value={hours}
            onChange={setHours}
          />
        </State>
      </Exhibit>
      <Exhibit name="TextArea">
        <State of="rest">
          <TextArea {...shared} label={words('gallery.long-text')} />
        </State>
        <State of="overfull">
          <TextArea
            label={words('gallery.long-text')}
            value={Array.from({ length: 12 }, () => words('gallery.notice.more')).join(' ')}
            onChange={() => undefined}
          />
        </State>
        <State of="issue">
          <TextArea
            {...shared}
            label={words('gallery.long-text')}
            issue={words('issue.required')}
          />
        </State>
      </Exhibit>
      <Exhibit name="ExactWordsField">
        <State of="help">
          <ExactWordsField
            {...shared}
            label={words('gallery.exact')}
            help={words('gallery.exact.help')}
          />
        </State>
      </Exhibit>
    </>
  );
}

function Names() {
  const { words } = useReader();
  const [name, setName] = useState({ spoken: 'ሰላም ምሳሌ', reading: 'Selam Sample' });
  const [empty, setEmpty] = useState({ spoken: '', reading: '' });
  const label = words('gallery.name');
  return (
    <Exhibit name="NameField">
      <State of="empty">
        <NameField label={label} value={empty} onChange={setEmpty} />
      </State>
      <State of="chosen">
        <NameField label={label} value={name} onChange={setName} />
      </State>
      <State of="issue">
        <NameField
          label={label}
          value={empty}
          onChange={setEmpty}
          issue={words('issue.required')}
        />
      </State>
    </Exhibit>
  );
}
