import { useReader } from '../reader/reader.tsx';
import { Icon } from './icon.tsx';

/** What every field takes. `help` says why it is asked and who will see it; `issue` what to mend. */
export type FieldWords = {
  readonly label: string;
  readonly help?: string | undefined;
  readonly issue?: string | undefined;
  readonly isNeeded?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
};

export function LabelWords({ label, isNeeded }: Pick<FieldWords, 'label' | 'isNeeded'>) {
  const { words } = useReader();
  return (
    <>
      {label}
      {isNeeded ? <span className="field-needed"> ({words('field.needed')})</span> : null}
    </>
  );
}

export function IssueWords({ issue }: { readonly issue: string }) {
  return (
    <>
      <Icon name="alert" />
      <span>{issue}</span>
    </>
  );
}
