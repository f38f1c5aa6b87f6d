import { scriptOf, type SpokenName } from '#kernel/spoken-name.ts';
import { useReader } from '../reader/reader.tsx';
import type { FieldWords } from './field-parts.tsx';
import { TextField } from './text-field.tsx';

/** A name as typed. Parts that an earlier entry had are kept as they are. */
export type TypedName = {
  readonly spoken: string;
  readonly reading: string;
  readonly parts?: SpokenName['parts'];
};

/** As the schema of a name has it. */
const LONGEST = 200;

export const EMPTY_NAME: TypedName = { spoken: '', reading: '' };

/** A name as the child says it, in any script, with a reading beside it for those who need one. */
export function NameField(
  props: FieldWords & {
    readonly value: TypedName;
    readonly onChange: (value: TypedName) => void;
  },
) {
  const { value, onChange } = props;
  const { words } = useReader();
  const spoken = value.spoken.trim();
  return (
    <div className="stack">
      <div className="field">
        <TextField
          {...props}
          help={props.help ?? words('name.help')}
          issue={props.issue ?? (spoken.length > LONGEST ? words('issue.name-long') : undefined)}
          value={value.spoken}
          onChange={(text) => onChange({ ...value, spoken: text })}
        />
        {spoken === '' ? null : (
          <span className="field-echo">{words(`name.script.${scriptOf(spoken)}`)}</span>
        )}
      </div>
      {spoken === '' && value.reading === '' ? null : (
        <TextField
          label={words('name.reading')}
          help={words('name.reading.help')}
          maxLength={LONGEST}
          value={value.reading}
          onChange={(text) => onChange({ ...value, reading: text })}
        />
      )}
    </div>
  );
}
