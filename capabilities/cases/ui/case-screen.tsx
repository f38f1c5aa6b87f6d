import type { ReactNode } from 'react';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { keptJustNow } from '#platform/design/calling/kept-news.ts';
import { ButtonLink, Link } from '#platform/design/controls/link.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { CaseView } from '../domain/views.ts';
import { readCase } from '../endpoints.ts';
import { CaseHead } from './case-head.tsx';
import { codeText } from './case-marks.tsx';
import { type NextStep, nextStep, type QuestionsState } from './case-parts.ts';
import { CaseTimeline, type ShowEntry } from './case-timeline.tsx';
import { CaseWritten } from './case-written.tsx';
import { HeldEntries } from './held-entries.tsx';
import { MedicalNotice } from './medical-notice.tsx';
import { savedJustNow } from './saved-news.ts';
import type { WorkerHere } from './worker-here.ts';

type CaseScreenProps = {
  readonly recordId: string;
  readonly worker: WorkerHere;
  /** What another slice shows of the same child, and how far it has come. */
  readonly identification?: ReactNode;
  readonly questions?: QuestionsState | undefined;
  /** The part that this reader works on, where it is one of another slice: it comes first. */
  readonly ownPart?: ReactNode;
  /** Further parts of the case, of other slices. */
  readonly otherParts?: ReactNode;
  readonly showEntry?: ShowEntry;
};

/** One child's case: what to do next, what stands written, and how it came about. */
export function CaseScreen(props: CaseScreenProps) {
  const { words } = useReader();
  const answer: Answer<CaseView> = useAnswer(
    readCase,
    { recordId: props.recordId },
    { follows: true },
  );
  if (answer.state !== 'ready')
    return (
      <Page title={words('case.title')} back={{ to: '/', label: words('today.title') }}>
        <Answered answer={answer}>{() => null}</Answered>
      </Page>
    );
  return <OpenCase {...props} view={answer.value} again={answer.again} />;
}

/** What was just saved; while it waits on this device, nothing is said of its arrival. */
function JustSaved({ recordId }: { readonly recordId: string }) {
  const { words, wordsIfAny } = useReader();
  const saved = savedJustNow(recordId);
  if (saved === undefined) return null;
  if (keptJustNow(recordId))
    return (
      <Notice kind="info" isNews title={words('saved.kept')}>
        <p>{words('saved.kept.goes-out')}</p>
      </Notice>
    );
  return <Notice kind="done" isNews title={wordsIfAny(`saved.${saved}`) ?? words('saved')} />;
}

function OpenCase(
  props: CaseScreenProps & { readonly view: CaseView; readonly again: () => void },
) {
  const { view, worker } = props;
  const { words } = useReader();
  const writer = { id: worker.id, writesPlans: worker.abilities.includes('write-plan') };
  const step = nextStep(view, writer, props.questions);
  return (
    <Page
      title={codeText(view.code)}
      back={{ to: '/', label: words('today.title') }}
      width="wide"
      actionFirst
      paper={{ code: codeText(view.code), isOffered: true }}
      action={<StepButton view={view} step={step} />}
    >
      <JustSaved recordId={view.recordId} />
      <CaseHead view={view} worker={worker} onChanged={props.again} />
      <MedicalNotice view={view} />
      <NextStepNotice step={step} />
      {view.waiting > 0 ? (
        <HeldEntries
          recordId={view.recordId}
          worker={worker}
          onSettled={props.again}
          showEntry={props.showEntry}
        />
      ) : null}
      <div className="case-columns">
        <Section title={words('case.written')}>
          {props.ownPart}
          <CaseWritten view={view} worker={worker} identification={props.identification} />
          {props.otherParts}
        </Section>
        <Section title={words('case.timeline')}>
          <CaseTimeline
            recordId={view.recordId}
            since={sumOfPositions(view)}
            showEntry={props.showEntry}
          />
          <p>
            <Link to={`/cases/${view.recordId}/access`}>{words('case.access')}</Link>
          </p>
          {worker.abilities.includes('read-access-log') ? (
            <p>
              <Link to={`/cases/${view.recordId}/access-log`}>{words('access-log.open')}</Link>
            </p>
          ) : null}
        </Section>
      </div>
    </Page>
  );
}

function NextStepNotice({ step }: { readonly step: NextStep }) {
  const { words } = useReader();
  if (step.code === 'none') return null;
  return (
    <div className="next-step">
      <p className="small quiet">{words(step.path ? 'case.next' : 'case.waits')}</p>
      <p className="next-step-text">{words(`step.${step.code}.why`)}</p>
    </div>
  );
}

function StepButton({ view, step }: { readonly view: CaseView; readonly step: NextStep }) {
  const { words } = useReader();
  if (!step.path) return null;
  return (
    <ButtonLink to={`/cases/${view.recordId}/${step.path}`} kind="primary" iconAfter="next">
      {words(`step.${step.code}`)}
    </ButtonLink>
  );
}

// A part that has moved on means that the timeline has, too.
function sumOfPositions(view: CaseView): number {
  const parts = [view.firstContact, view.registration, view.consent, view.risk, view.plan];
  return parts.reduce((sum, part) => sum + (part?.position ?? 0), view.assignment.position);
}
