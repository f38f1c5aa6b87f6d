import type { ReactNode } from 'react';
import type { Instant } from '#kernel/instant.ts';
import { Button } from '../controls/button.tsx';
import { useReader } from '../reader/reader.tsx';

/** Who wrote a part, and when. */
export function WrittenBy(props: { readonly by: string; readonly at: Instant }) {
  const { words, instant } = useReader();
  return (
    <p className="small quiet">{words('part.by', { name: props.by, at: instant(props.at) })}</p>
  );
}

/**
 * What a colleague wrote while this person was writing, to be read before either stands; and the two
 * ways on. What was typed stays in either case until the person decides.
 */
export function OthersWork(props: {
  readonly by: string;
  readonly at: Instant;
  readonly theirs: ReactNode;
  readonly onKeepMine: () => void;
  readonly onKeepTheirs: () => void;
}) {
  const { words } = useReader();
  return (
    <>
      <div className="others-work">
        <WrittenBy by={props.by} at={props.at} />
        {props.theirs}
      </div>
      <div className="row">
        <Button kind="primary" onPress={props.onKeepMine}>
          {words('moved-on.mine')}
        </Button>
        <Button onPress={props.onKeepTheirs}>{words('moved-on.theirs')}</Button>
      </div>
    </>
  );
}
