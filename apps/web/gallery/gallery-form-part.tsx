import { useState } from 'react';
import type { Answers } from '#kernel/form-answers.ts';
import { Instant } from '#kernel/instant.ts';
import { Choice } from '#platform/design/controls/choice.tsx';
import { AnswersView } from '#platform/design/form/answers-view.tsx';
import { DecideValues } from '#platform/design/form/decide-values.tsx';
import { FormView } from '#platform/design/form/form-view.tsx';
import { OthersWork } from '#platform/design/form/others-work.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { Exhibit, State } from './exhibit.tsx';
import { GALLERY_DAY, GALLERY_FORM, GALLERY_REFERENCE, GALLERY_SIBLINGS } from './gallery-form.ts';

const LAYOUTS = ['auto', 'steps', 'page'] as const;

/** Small parts that a form puts together by itself. */
const INSIDE = [
  'OpenForm',
  'FormSteps',
  'FormWholePage',
  'FormFields',
  'FormActions',
  'FieldControl',
  'SeenBy',
  'DraftOffer',
  'DraftStateLine',
];

export function GalleryForm() {
  const { words } = useReader();
  const [layout, setLayout] = useState<(typeof LAYOUTS)[number]>('auto');
  const [answers, setAnswers] = useState<Answers>({
    spoken: { spoken: 'ሰላም ምሳሌ', reading: 'Selam Sample', script: 'Ethi', parts: [] },
    work: 'yes',
    hours: 11,
    said: words('gallery.said'),
  });
  const [isSaved, setSaved] = useState(false);
  return (
    <>
      <Exhibit name="FormView" parts={INSIDE}>
        <Choice
          label={words('gallery.layout')}
          isFixed
          arrangement="inline"
          options={LAYOUTS.map((code) => ({ code, label: words(`gallery.layout.${code}`) }))}
          value={layout}
          onChange={(code) => setLayout(LAYOUTS.find((one) => one === code) ?? 'auto')}
        />
        <FormView
          form={GALLERY_FORM}
          reference={GALLERY_REFERENCE}
          today={GALLERY_DAY}
          trained={false}
          layout={layout}
          draftKey="gallery"
          onSubmit={(given) => {
            setAnswers(given);
            setSaved(true);
            return Promise.resolve(undefined);
          }}
        />
      </Exhibit>
      <Exhibit name="AnswersView" parts={['NameShown']}>
        {isSaved ? <Notice kind="done" isNews title={words('gallery.saved')} /> : null}
        <State of="rest">
          <AnswersView form={GALLERY_FORM} answers={answers} reference={GALLERY_REFERENCE} />
        </State>
      </Exhibit>
      <BesideEachOther answers={answers} />
      <Exhibit name="OthersWork" parts={['WrittenBy', 'SectionForm']}>
        <State of="rest">
          <OthersWork
            by="Mira Sample"
            at={Instant.parse('2026-11-24T09:30:00.000Z')}
            theirs={
              <AnswersView form={GALLERY_FORM} answers={answers} reference={GALLERY_REFERENCE} />
            }
            onKeepMine={() => undefined}
            onKeepTheirs={() => undefined}
          />
        </State>
      </Exhibit>
    </>
  );
}

function BesideEachOther({ answers }: { readonly answers: Answers }) {
  return (
    <Exhibit name="TwoValues" parts={['DecideValues']}>
      <State of="rest">
        <DecideValues
          form={GALLERY_FORM}
          reference={GALLERY_REFERENCE}
          siblings={GALLERY_SIBLINGS}
          answers={answers}
          trained
          onDecide={async () => undefined}
        />
      </State>
    </Exhibit>
  );
}
