import { useState } from 'react';
import type { Answers } from '#kernel/form-answers.ts';
import { Choice } from '#platform/design/controls/choice.tsx';
import { FormView } from '#platform/design/form/form-view.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { GALLERY_DAY, GALLERY_FORM, GALLERY_REFERENCE } from './gallery-form.ts';

const LAYOUTS = ['auto', 'steps', 'page'] as const;

export function GalleryForm() {
  const { words } = useReader();
  const [layout, setLayout] = useState<(typeof LAYOUTS)[number]>('auto');
  const [answers, setAnswers] = useState<Answers | undefined>(undefined);
  return (
    <Section title={words('form.gallery.title')}>
      <Choice
        label={words('gallery.layout')}
        isFixed
        arrangement="inline"
        options={LAYOUTS.map((code) => ({ code, label: words(`gallery.layout.${code}`) }))}
        value={layout}
        onChange={(code) => setLayout(LAYOUTS.find((one) => one === code) ?? 'auto')}
      />
      {answers ? (
        <Notice kind="done" isNews title={words('gallery.saved')}>
          <pre dir="ltr" className="small">
            {JSON.stringify(answers, null, 1)}
          </pre>
        </Notice>
      ) : null}
      <FormView
        form={GALLERY_FORM}
        reference={GALLERY_REFERENCE}
        today={GALLERY_DAY}
        trained={false}
        layout={layout}
        onSubmit={(given) => {
          setAnswers(given);
          return Promise.resolve(undefined);
        }}
      />
    </Section>
  );
}
