import type { ReactNode } from 'react';
import { Button } from '../controls/button.tsx';
import { useReader } from '../reader/reader.tsx';
import { DraftStateLine } from './draft-offer.tsx';
import type { FormState, SentAs } from './form-state.ts';

/** The ways on from a form: the one clear step, then saving what there is, or stopping; leaving stands apart. */
export function FormActions(props: {
  readonly state: FormState;
  /** The one clear step. */
  readonly step: ReactNode;
  readonly before?: ReactNode;
  /** Whether the quick part is behind the person, so that saving early makes sense. */
  readonly offersQuick: boolean;
  readonly onSend: (as: SentAs) => void;
}) {
  const { state, onSend } = props;
  const { words } = useReader();
  return (
    <>
      <div className="page-action">
        {props.before}
        {props.step}
        {state.quick && props.offersQuick ? (
          <Button isBusy={state.isBusy} onPress={() => onSend('quick')}>
            {state.quick.label}
          </Button>
        ) : null}
        {state.stop ? (
          <Button isBusy={state.isBusy} onPress={() => onSend('stopped')}>
            {state.stop.label}
          </Button>
        ) : null}
      </div>
      <div className="form-beside">
        {state.onLeave ? (
          <Button kind="plain" onPress={state.onLeave}>
            {words('form.leave')}
          </Button>
        ) : null}
        <DraftStateLine state={state.draftState} />
      </div>
    </>
  );
}
