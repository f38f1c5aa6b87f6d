import { lazy, Suspense } from 'react';
import { SignedIn } from '../shell/signed-in.tsx';
import { useTourProgress } from './tour-store.ts';

const TourBar = lazy(async () => ({ default: (await import('./tour-bar.tsx')).TourBar }));

/** The screens behind the sign-in; over them the tour, for who walks it. */
export function SignedInOnTour() {
  const { isWalking } = useTourProgress();
  return (
    <>
      {isWalking ? (
        <Suspense fallback={null}>
          <TourBar />
        </Suspense>
      ) : null}
      <SignedIn />
    </>
  );
}
