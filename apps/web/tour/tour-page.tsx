import type { OutputOf } from '#kernel/endpoint.ts';
import { type DemoView, readDemo } from '#packs/demo/demo-endpoint.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Icon } from '#platform/design/controls/icon.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { EmptyState, Skeleton } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { TourEnter } from './tour-enter.tsx';
import { TourPeople } from './tour-people.tsx';
import { TOUR_STEPS, type TourStep } from './tour-steps.ts';
import { TourStepText } from './tour-step-text.tsx';
import { tour, useTourProgress } from './tour-store.ts';
import { WithTourWords } from './tour-words.tsx';
import './tour.css';

/** A child's way, step by step, for someone who sees Amparo for the first time. */
export function TourPage() {
  return (
    <WithTourWords waiting={<Skeleton lines={6} />}>
      <Tour />
    </WithTourWords>
  );
}

function Tour() {
  const { words } = useReader();
  const answer: Answer<OutputOf<typeof readDemo>> = useAnswer(readDemo, {});
  return (
    <Answered answer={answer}>
      {({ demo }) =>
        demo ? (
          <Page title={words('tour.title')} lead={words('tour.lead')} width="wide">
            <Way demo={demo} />
            <TourPeople demo={demo} />
          </Page>
        ) : (
          <NoTour />
        )
      }
    </Answered>
  );
}

function NoTour() {
  const { words } = useReader();
  return (
    <Page title={words('tour.title')}>
      <EmptyState title={words('tour.none')}>
        <p>{words('tour.none.why')}</p>
      </EmptyState>
    </Page>
  );
}

function Way({ demo }: { readonly demo: DemoView }) {
  const { words } = useReader();
  const { at, done } = useTourProgress();
  const isOver = TOUR_STEPS.every(({ id }) => done.includes(id));
  const step = TOUR_STEPS.find(({ id }) => id === at) ?? TOUR_STEPS[0];
  return (
    <div className="tour-way">
      <div className="tour-panel" aria-live="polite">
        {isOver ? <WayIsOver /> : <StepPanel key={step.id} demo={demo} step={step} />}
      </div>
      <nav className="tour-steps" aria-label={words('tour.steps')}>
        <p className="small quiet">
          {words('tour.progress', { done: done.length, of: TOUR_STEPS.length })}
        </p>
        <ol className="bare-list">
          {TOUR_STEPS.map((one, index) => (
            <StepInList key={one.id} step={one} index={index} demo={demo} />
          ))}
        </ol>
        {done.length > 0 ? (
          <Button kind="plain" onPress={tour.beginAgain}>
            {words('tour.again')}
          </Button>
        ) : null}
      </nav>
    </div>
  );
}

function StepPanel({ demo, step }: { readonly demo: DemoView; readonly step: TourStep }) {
  const { words } = useReader();
  const worker = demo.workers.find(({ signIn }) => signIn === step.signIn);
  const index = TOUR_STEPS.indexOf(step);
  return (
    <>
      <p className="small quiet">
        {words('tour.step', { step: index + 1, of: TOUR_STEPS.length })}
      </p>
      <h2>{words(`tour.step.${step.id}`)}</h2>
      {worker ? (
        <p className="tour-person">
          <Icon name="person" />
          <bdi>{worker.name}</bdi>
          <span className="quiet">{words(`tour.who.${worker.roles[0]}`)}</span>
        </p>
      ) : null}
      <TourStepText step={step} />
      <div className="tour-actions">
        <TourEnter demo={demo} step={step} />
        <Button icon="check" onPress={() => tour.finish(step.id)}>
          {words('tour.finish')}
        </Button>
      </div>
      <p className="small quiet">{words('tour.enter.help')}</p>
    </>
  );
}

function StepInList(props: {
  readonly step: TourStep;
  readonly index: number;
  readonly demo: DemoView;
}) {
  const { step, index, demo } = props;
  const { words, number } = useReader();
  const { at, done } = useTourProgress();
  const isDone = done.includes(step.id);
  const worker = demo.workers.find(({ signIn }) => signIn === step.signIn);
  return (
    <li
      className={isDone ? 'tour-step is-done' : 'tour-step'}
      aria-current={step.id === at ? 'step' : undefined}
    >
      <Button kind="plain" onPress={() => tour.walk(step.id)}>
        <span className="tour-number" aria-hidden="true">
          {isDone ? <Icon name="check" /> : number(index + 1)}
        </span>
        <span className="tour-step-title">
          {words(`tour.step.${step.id}`)}
          {isDone ? <span className="only-heard">{words('tour.step.done')}</span> : null}
          <bdi className="small quiet">{worker?.name}</bdi>
        </span>
      </Button>
    </li>
  );
}

function WayIsOver() {
  const { words } = useReader();
  return (
    <>
      <h2>{words('tour.over')}</h2>
      <p>{words('tour.over.next')}</p>
      <div className="tour-actions">
        <Button onPress={tour.beginAgain}>{words('tour.again')}</Button>
      </div>
    </>
  );
}
