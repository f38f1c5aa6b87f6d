import type { DemoView } from '#packs/demo/demo-endpoint.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { pathOf, type TourStep } from './tour-steps.ts';
import { tour, useTourProgress } from './tour-store.ts';
import { useDemoSignIn } from './use-demo-sign-in.ts';

/** One touch to the screen of a step, signed in as the person who does it. */
export function TourEnter(props: {
  readonly demo: DemoView;
  readonly step: TourStep;
  readonly kind?: 'primary' | 'quiet';
}) {
  const { demo, step, kind = 'primary' } = props;
  const { words } = useReader();
  const { recordId } = useTourProgress();
  const { here, busyAs, refusal, enter } = useDemoSignIn(demo);
  const worker = demo.workers.find(({ signIn }) => signIn === step.signIn);
  if (!worker) return null;
  const isHere = worker.id === here;
  return (
    <>
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <Button
        kind={kind}
        iconAfter="next"
        isBusy={busyAs !== undefined}
        onPress={() => {
          tour.walk(step.id);
          void enter(worker, pathOf(step.place, recordId));
        }}
      >
        {isHere ? words('tour.go') : words('tour.enter', { name: worker.name })}
      </Button>
    </>
  );
}
