import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useFieldDevice, useFieldState } from './field-context.tsx';
import { WithFieldWords } from './field-words.tsx';

const LockScreen = lazy(async () => ({ default: (await import('./lock-screen.tsx')).LockScreen }));

/**
 * Covers the app at once while the device is locked, before even the words of the lock are there.
 * Who has no PIN here may sign in with a network instead; the device stays locked then.
 */
export function FieldLock(props: {
  readonly children: ReactNode;
  /** The lock took the place of the quick cover. */
  readonly onOpened: () => void;
}) {
  const device = useFieldDevice();
  const state = useFieldState();
  const { onOpened } = props;
  const [aside, setAside] = useState<object | undefined>(undefined);
  const isOpen = state.state === 'open';
  useEffect(() => {
    if (isOpen) onOpened();
  }, [isOpen, onOpened]);
  const isCovered = device !== undefined && state.state === 'locked' && aside !== state;
  return (
    <>
      <div className={isCovered ? 'under-cover' : ''} inert={isCovered}>
        {props.children}
      </div>
      {isCovered ? (
        <Suspense fallback={<main className="cover" />}>
          <WithFieldWords waiting={<main className="cover" />}>
            <LockScreen device={device} locked={state} onSignIn={() => setAside(state)} />
          </WithFieldWords>
        </Suspense>
      ) : null}
    </>
  );
}
