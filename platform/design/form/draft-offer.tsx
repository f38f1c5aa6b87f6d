import type { Instant } from '#kernel/instant.ts';
import { Button } from '../controls/button.tsx';
import { Notice } from '../patterns/notice.tsx';
import { useReader } from '../reader/reader.tsx';
import type { DraftState } from './drafts.ts';

/** A form that was begun before: go on where it was left, or begin anew. Nothing of it is shown yet. */
export function DraftOffer(props: {
  readonly keptAt: Instant;
  readonly onGoOn: () => void;
  readonly onBeginAnew: () => void;
}) {
  const { words, instant } = useReader();
  return (
    <Notice kind="info" title={words('draft.begun', { at: instant(props.keptAt) })}>
      <p>{words('draft.begun.what')}</p>
      <div className="row">
        <Button kind="primary" iconAfter="next" onPress={props.onGoOn}>
          {words('draft.go-on')}
        </Button>
        <Button onPress={props.onBeginAnew}>{words('draft.anew')}</Button>
      </div>
    </Notice>
  );
}

/** How safe what was typed is at the moment; quiet, and read out only when it is not. */
export function DraftStateLine({ state }: { readonly state: DraftState | undefined }) {
  const { words, instant } = useReader();
  if (!state || state.state === 'unkept') return null;
  if (state.state === 'kept')
    return <p className="small quiet">{words('draft.kept', { at: instant(state.at) })}</p>;
  return <output className="small">{words(`draft.${state.state}`)}</output>;
}
