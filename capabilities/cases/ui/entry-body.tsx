import type { ReactNode } from 'react';
import { z } from 'zod';
import type { Answers } from '#kernel/form-answers.ts';
import { fieldLabelKey } from '#kernel/form-messages.ts';
import { fieldsOf, type Form } from '#kernel/form.ts';
import { Resolution } from '#kernel/siblings.ts';
import { AnswersView } from '#platform/design/form/answers-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { Quotation } from '#platform/design/patterns/quotation.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { TimelineEntry } from '../domain/views.ts';
import { ConsentWithdrawn, PlanWritten } from '../domain/sections.ts';
import { RiskLevel } from '../domain/risk-level.ts';
import { RiskMark } from './case-marks.tsx';
import { PlanActions } from './plan-actions.tsx';

const Answered = z.object({ answers: z.record(z.string(), z.unknown()) });
const Noted = z.object({ note: z.string().min(1) });
const Levelled = z.object({ level: RiskLevel });

/** What an entry says: its heart at once, exact words set apart, everything else on touch. */
export function EntryBody(props: {
  readonly entry: TimelineEntry;
  readonly form: Form | undefined;
}): ReactNode {
  const { entry, form } = props;
  const plan = PlanWritten.safeParse(entry.body);
  const answered = Answered.safeParse(entry.body);
  const noted = Noted.safeParse(entry.body);
  const levelled = Levelled.safeParse(entry.body);
  const withdrawn = ConsentWithdrawn.safeParse(entry.body);
  return (
    <div className="stack-close">
      {levelled.success ? <RiskMark level={levelled.data.level} /> : null}
      {noted.success ? (
        <blockquote className="note" dir="auto">
          {noted.data.note}
        </blockquote>
      ) : null}
      {withdrawn.success ? <Withdrawn {...withdrawn.data} /> : null}
      {plan.success ? <PlanOnTouch actions={plan.data.actions} /> : null}
      {form && answered.success ? (
        <AnswersOnTouch entry={entry} form={form} answers={answered.data.answers} />
      ) : null}
      {form ? <BroughtTogether entry={entry} form={form} /> : null}
      <OtherClock entry={entry} />
    </div>
  );
}

function Withdrawn({ purpose, who, told }: z.infer<typeof ConsentWithdrawn>) {
  const { words, wordsIfAny } = useReader();
  return (
    <>
      <p>
        {words('withdrawn.what', { purpose: words(`consent.purpose.${purpose}`) })}{' '}
        <span className="quiet">{wordsIfAny(`list.consent-giver.${who}`) ?? who}</span>
      </p>
      <p className="small quiet">{words('withdrawn.told')}</p>
      <blockquote className="note" dir="auto">
        {told}
      </blockquote>
    </>
  );
}

function PlanOnTouch({ actions }: { readonly actions: readonly { answers: Answers }[] }) {
  const { words } = useReader();
  return (
    <Folded title={words('plan.show', { count: actions.length })}>
      <PlanActions actions={actions} />
    </Folded>
  );
}

function AnswersOnTouch(props: {
  readonly entry: TimelineEntry;
  readonly form: Form;
  readonly answers: Answers;
}) {
  const { entry, form, answers } = props;
  const { words } = useReader();
  const { reference } = usePack();
  return (
    <>
      {entry.class === 'identity' ? null : <ExactWords form={form} answers={answers} />}
      <Folded title={words('part.show')}>
        <AnswersView form={form} answers={answers} reference={reference} />
      </Folded>
    </>
  );
}

// What points to the child stays folded; everything else that was said is heard at once.
function ExactWords({ form, answers }: { readonly form: Form; readonly answers: Answers }) {
  const { words } = useReader();
  return fieldsOf(form).map((field) => {
    const said = answers[field.id];
    if (field.kind !== 'exact-words' || typeof said !== 'string') return null;
    return (
      <div key={field.id}>
        <p className="small quiet">{words(fieldLabelKey(form.id, field.id))}</p>
        <Quotation words={said} />
      </div>
    );
  });
}

const Merged = z.object({
  said: z.record(z.string(), z.unknown()).optional(),
  resolved: z.array(Resolution).optional(),
});

/** What an entry says of other people's work: brought together with it, or deciding between two values. */
function BroughtTogether({ entry, form }: { readonly entry: TimelineEntry; readonly form: Form }) {
  const { words } = useReader();
  const { reference } = usePack();
  const { said, resolved = [] } = Merged.safeParse(entry.body).data ?? {};
  return (
    <>
      {resolved.map(({ field, reason }) => (
        <div key={field}>
          <p className="small quiet">
            {words('timeline.resolved', { question: words(fieldLabelKey(form.id, field)) })}
          </p>
          <blockquote className="note" dir="auto">
            {reason}
          </blockquote>
        </div>
      ))}
      {said ? (
        <>
          <p className="small">{words('timeline.merged')}</p>
          <Folded title={words('timeline.said')}>
            <AnswersView form={form} answers={said} reference={reference} />
          </Folded>
        </>
      ) : null}
    </>
  );
}

const NOTICEABLE_MINUTES = 10;

/** Written on a device at another time than it arrived: offline, or a clock that is wrong. */
function OtherClock({ entry }: { readonly entry: TimelineEntry }) {
  const { words, instant } = useReader();
  const apart = Math.abs(Date.parse(entry.at) - Date.parse(entry.deviceTime));
  if (apart < NOTICEABLE_MINUTES * 60_000) return null;
  return (
    <p className="small quiet">
      {words('timeline.device-time', { at: instant(entry.deviceTime) })}
    </p>
  );
}
