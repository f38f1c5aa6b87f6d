import type { ReactNode } from 'react';
import { Link } from '#platform/design/controls/link.tsx';
import { AnswersView } from '#platform/design/form/answers-view.tsx';
import { WrittenBy } from '#platform/design/form/others-work.tsx';
import { TwoValues } from '#platform/design/form/two-values.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { CaseView } from '../domain/views.ts';
import type { PartView, PlanWritten } from './case-parts.ts';
import { ConsentMarks } from './consent-part.tsx';
import { PlanActions } from './plan-actions.tsx';
import type { WorkerHere } from './worker-here.ts';

/** The parts of the case that the reader may see: what stands, by whom, and the way to change it. */
export function CaseWritten(props: {
  readonly view: CaseView;
  readonly worker: WorkerHere;
  readonly identification?: ReactNode;
}) {
  const { view } = props;
  const to = `/cases/${view.recordId}`;
  return (
    <div className="parts">
      <FormPart
        part="first-contact"
        formId="first-contact"
        written={view.firstContact}
        to={`${to}/first-contact`}
        isWhole={view.firstContact?.content?.isWhole ?? true}
      />
      <FormPart
        part="registration"
        formId="registration"
        written={view.registration}
        to={`${to}/registration`}
      />
      <FormPart part="consent" formId="consent" written={view.consent} to={`${to}/consent`}>
        <ConsentMarks view={view} />
      </FormPart>
      {props.identification}
      <FormPart part="risk" formId="risk" written={view.risk} to={`${to}/risk`} />
      {view.plan ? (
        <PlanPart
          plan={view.plan.content}
          to={`${to}/plan`}
          mayWrite={view.plan.mayWrite && props.worker.abilities.includes('write-plan')}
        />
      ) : null}
    </div>
  );
}

function FormPart(props: {
  readonly part: string;
  readonly formId: string;
  readonly written: PartView | undefined;
  readonly to?: string;
  /** CA-22: false while something needed is still to be completed. */
  readonly isWhole?: boolean;
  readonly children?: ReactNode;
}) {
  const { written, part } = props;
  const { words } = useReader();
  const pack = usePack();
  // Without its class a reader does not even learn whether something is written.
  if (!written) return null;
  const { content } = written;
  return (
    <section className="part">
      <div className="section-head">
        <h3>{words(`part.${part}`)}</h3>
        {props.to && written.mayWrite ? (
          <WriteLink to={props.to} part={part} isWritten={content !== null} />
        ) : null}
      </div>
      {content ? (
        <>
          {props.isWhole === false ? <Mark kind="due">{words('part.to-complete')}</Mark> : null}
          <WrittenBy by={content.by.name} at={content.at} />
          {props.children}
          <TwoValues
            form={pack.form(props.formId)}
            reference={pack.reference}
            siblings={content.siblings}
            decideAt={written.mayWrite ? props.to : undefined}
            answers={content.answers}
          />
          <Folded title={words('part.show')}>
            <AnswersView
              form={pack.form(props.formId)}
              answers={content.answers}
              reference={pack.reference}
            />
          </Folded>
        </>
      ) : (
        <p className="small quiet">{words('part.empty')}</p>
      )}
    </section>
  );
}

function PlanPart(props: {
  readonly plan: PlanWritten | null;
  readonly to: string;
  readonly mayWrite: boolean;
}) {
  const { plan, to } = props;
  const { words } = useReader();
  return (
    <section className="part">
      <div className="section-head">
        <h3>{words('part.plan')}</h3>
        {props.mayWrite ? <WriteLink to={to} part="plan" isWritten={plan !== null} /> : null}
      </div>
      {plan ? (
        <>
          <WrittenBy by={plan.by.name} at={plan.at} />
          <Judgement plan={plan} />
          <Folded title={words('plan.show', { count: plan.actions.length })}>
            <PlanActions actions={plan.actions} />
          </Folded>
          <p>
            <Link to={`${to}/copy`}>{words('plan.copy.open')}</Link>
          </p>
        </>
      ) : (
        <p className="small quiet">{words('part.empty')}</p>
      )}
    </section>
  );
}

function Judgement({ plan }: { readonly plan: PlanWritten }) {
  const { words, instant } = useReader();
  const { judgement } = plan;
  if (!judgement) return <p className="small">{words('plan.waits')}</p>;
  const values = { name: judgement.by.name, at: instant(judgement.at) };
  return (
    <>
      <p className="small">
        {words(judgement.approved ? 'plan.approved-by' : 'plan.returned-by', values)}
      </p>
      {judgement.note ? (
        <blockquote className="note" dir="auto">
          {judgement.note}
        </blockquote>
      ) : null}
    </>
  );
}

function WriteLink(props: {
  readonly to: string;
  readonly part: string;
  readonly isWritten: boolean;
}) {
  const { words } = useReader();
  const code = props.isWritten ? 'part.change' : 'part.write';
  return (
    <Link to={props.to} label={words(`${code}.of`, { part: words(`part.${props.part}`) })}>
      {words(code)}
    </Link>
  );
}
