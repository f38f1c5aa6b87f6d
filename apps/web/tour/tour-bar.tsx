import { useLocation, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Button } from '#platform/design/controls/button.tsx';
import { Link } from '#platform/design/controls/link.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useSession } from '../session.tsx';
import { TourEnter } from './tour-enter.tsx';
import { pathOf, TOUR_STEPS } from './tour-steps.ts';
import { TourStepText } from './tour-step-text.tsx';
import { tour, useTourProgress } from './tour-store.ts';
import { WithTourWords } from './tour-words.tsx';
import { useDemo } from './use-demo.ts';
import './tour.css';

/** Goes along over the other screens: which step this is, what to do here, and the way on. */
export function TourBar() {
  return (
    <WithTourWords>
      <Bar />
    </WithTourWords>
  );
}

function Bar() {
  const { words } = useReader();
  const { now } = useSession();
  const { at, recordId } = useTourProgress();
  const demo = useDemo();
  const screen = useLocation({ select: ({ pathname }) => pathname });
  useCaseOfTour();
  const index = TOUR_STEPS.findIndex(({ id }) => id === at);
  const step = TOUR_STEPS[index];
  if (!demo || !step) return null;
  const worker = demo.workers.find(({ signIn }) => signIn === step.signIn);
  const isHere = now.state === 'signed-in' && now.me.worker.id === worker?.id;
  return (
    <section className="tour-bar" aria-label={words('tour.title')}>
      <p className="tour-bar-step">
        <span className="quiet">
          {words('tour.step', { step: index + 1, of: TOUR_STEPS.length })}
        </span>{' '}
        <strong>{words(`tour.step.${step.id}`)}</strong>
      </p>
      <Folded title={words('tour.here')}>
        <TourStepText step={step} isShort />
        <div className="tour-bar-actions">
          {isHere && !screen.endsWith(pathOf(step.place, recordId)) ? (
            <TourEnter demo={demo} step={step} kind="quiet" />
          ) : null}
          <Link to="/tour">{words('tour.open')}</Link>
          <Button kind="plain" onPress={tour.leave}>
            {words('tour.leave')}
          </Button>
        </div>
      </Folded>
      <div className="tour-bar-actions">
        {isHere ? (
          <Button kind="quiet" icon="check" onPress={() => tour.finish(step.id)}>
            {words('tour.finish')}
          </Button>
        ) : (
          <TourEnter demo={demo} step={step} kind="quiet" />
        )}
      </div>
    </section>
  );
}

/** The case on the screen becomes the case of the tour, so that the next step leads back to it. */
function useCaseOfTour(): void {
  const recordId = useParams({ strict: false, select: (params) => params.recordId });
  useEffect(() => {
    if (recordId !== undefined) tour.remember(recordId);
  }, [recordId]);
}
