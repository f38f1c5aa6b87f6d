import type { Refusal } from '#kernel/result.ts';
import { SectionForm, type SectionFormProps } from '#platform/design/form/section-form.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { PartName } from './parts.ts';
import type { Go } from './worker-here.ts';

export type { SectionInput as PartInput } from '#platform/design/form/section-form.tsx';

type PartFormProps = Omit<SectionFormProps, 'formId' | 'submitLabel' | 'onLeave'> & {
  readonly part: PartName;
  readonly go: Go;
};

/** A part of the protection as a form; saved or left, the way leads back to the case. */
export function PartForm({ part, go, onSaved, ...form }: PartFormProps) {
  const { words } = useReader();
  const back = () => go(`/cases/${form.recordId}`);
  return (
    <SectionForm
      {...form}
      formId={part}
      submitLabel={words('protection.save')}
      explain={(refusal) => <WhichDay refusal={refusal} part={part} />}
      onSaved={() => {
        onSaved();
        back();
      }}
      onLeave={back}
    />
  );
}

/** The day that is wrong, by the question that asked for it. */
function WhichDay({ refusal, part }: { readonly refusal: Refusal; readonly part: PartName }) {
  const { wordsIfAny, list } = useReader();
  const details: Readonly<Record<string, unknown>> = { ...refusal };
  const labels = [details['earlier'], details['field']].flatMap((field) => {
    const label = typeof field === 'string' ? wordsIfAny(`form.${part}.field.${field}`) : undefined;
    return label === undefined ? [] : [label];
  });
  return labels.length === 0 ? null : <p>{list(labels)}</p>;
}
