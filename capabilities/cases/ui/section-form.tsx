import {
  SectionForm as GenericSectionForm,
  type SectionFormProps,
} from '#platform/design/form/section-form.tsx';
import { noteSaved } from './saved-news.ts';
import type { Go } from './worker-here.ts';

export type { SectionInput } from '#platform/design/form/section-form.tsx';

type Props = Omit<SectionFormProps, 'formId' | 'onSaved' | 'onLeave'> & {
  readonly part: 'first-contact' | 'registration' | 'consent' | 'risk';
  readonly go: Go;
};

/** A part of the case as a form; saved or left, the way leads back to the case. */
export function SectionForm({ part, go, ...form }: Props) {
  const back = () => go(`/cases/${form.recordId}`);
  return (
    <GenericSectionForm
      {...form}
      formId={part}
      onSaved={() => {
        noteSaved(form.recordId, part);
        back();
      }}
      onLeave={back}
    />
  );
}
