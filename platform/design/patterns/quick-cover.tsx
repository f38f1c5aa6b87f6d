import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Button } from '../controls/button.tsx';
import { useReader } from '../reader/reader.tsx';

/** Minutes without a touch after which the screen covers itself. */
const QUIET_MINUTES = 5;

/** Whether the screen is covered, and the way to cover it: by button, Shift+Escape, or left alone. */
export function useQuickCover() {
  const [isCovered, setCovered] = useState(false);
  const cover = useCallback(() => setCovered(true), []);
  const uncover = useCallback(() => setCovered(false), []);
  useEffect(() => {
    let timer = window.setTimeout(cover, QUIET_MINUTES * 60_000);
    const touched = (event: Event) => {
      window.clearTimeout(timer);
      timer = window.setTimeout(cover, QUIET_MINUTES * 60_000);
      if (event instanceof KeyboardEvent && event.key === 'Escape' && event.shiftKey) cover();
    };
    window.addEventListener('keydown', touched);
    window.addEventListener('pointerdown', touched);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('keydown', touched);
      window.removeEventListener('pointerdown', touched);
    };
  }, [cover]);
  return { isCovered, cover, uncover };
}

/** Hides everything inside behind an empty page. Nothing typed is lost: it stays where it is. */
export function QuickCover(props: {
  readonly isCovered: boolean;
  readonly onUncover: () => void;
  readonly children: ReactNode;
}) {
  const { words } = useReader();
  return (
    <>
      <div className={props.isCovered ? 'under-cover' : ''} inert={props.isCovered}>
        {props.children}
      </div>
      {props.isCovered ? (
        <main className="cover">
          <p className="quiet">{words('cover.words')}</p>
          <Button onPress={props.onUncover}>{words('cover.back')}</Button>
        </main>
      ) : null}
    </>
  );
}
