import { useState } from 'react';
import type { Refusal } from '#kernel/result.ts';
import { useApi } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { IdentificationView } from '../domain/identification-view.ts';
import { acceptResult } from '../endpoints.ts';
import { OtherResult } from './other-result.tsx';

type DecideProps = {
  readonly recordId: string;
  readonly view: IdentificationView;
  readonly go: (to: string) => void;
  readonly reload: () => void;
};

/** A person takes the result over, or works with another and says why. */
export function DecideResult(props: DecideProps) {
  const { recordId, view, go, reload } = props;
  const { words } = useReader();
  const [isOther, setOther] = useState(false);
  const [held, setHeld] = useState(false);
  const accepting = useAccepting(props);
  const evaluation = view.history[0]?.entry;
  return (
    <>
      {view.decision ? <Decided decision={view.decision} /> : null}
      {held ? (
        <Notice kind="info" title={words('result.held')} isNews>
          <p>{words('result.held.what')}</p>
        </Notice>
      ) : null}
      {accepting.refusal ? <RefusalNotice refusal={accepting.refusal} isNews /> : null}
      {isOther && evaluation ? (
        <OtherResult
          recordId={recordId}
          view={view}
          evaluation={evaluation}
          onClose={() => setOther(false)}
          onDone={(waits) => {
            setOther(false);
            setHeld(waits);
            reload();
            if (!waits) go(`/cases/${recordId}`);
          }}
        />
      ) : (
        <Ways
          {...props}
          isSettled={view.decision !== null || held}
          isBusy={accepting.isBusy}
          {...(evaluation && view.mayWrite
            ? { onAccept: () => void accepting.accept(evaluation) }
            : {})}
          onOther={() => setOther(true)}
        />
      )}
    </>
  );
}

/** The ways on: decide, while nobody has; else back to the case. */
function Ways(props: {
  readonly recordId: string;
  readonly isSettled: boolean;
  readonly isBusy: boolean;
  readonly onAccept?: () => void;
  readonly onOther: () => void;
}) {
  const { words } = useReader();
  const { onAccept, isSettled } = props;
  return (
    <div className="page-action">
      {onAccept && !isSettled ? (
        <>
          <Button kind="primary" isBusy={props.isBusy} onPress={onAccept}>
            {words('result.accept')}
          </Button>
          <Button onPress={props.onOther}>{words('result.other')}</Button>
        </>
      ) : null}
      <ButtonLink to={`/cases/${props.recordId}`} kind={isSettled ? 'primary' : 'plain'}>
        {words('result.to-case')}
      </ButtonLink>
    </div>
  );
}

function useAccepting({ recordId, view, go, reload }: DecideProps) {
  const api = useApi();
  const command = useCommand();
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const accept = async (evaluation: string) => {
    const result = view.evaluation.results[0];
    if (result === undefined) return;
    setBusy(true);
    setRefusal(undefined);
    const content = { recordId, evaluation, result };
    const accepted = await api.call(acceptResult, { ...command(content), ...content });
    setBusy(false);
    if (accepted.ok) return go(`/cases/${recordId}`);
    setRefusal(accepted.refusal);
    // A colleague has recorded more: what is accepted must be what stands on the screen.
    if (accepted.refusal.code === 'identification.result.facts-moved-on') reload();
  };
  return { accept, refusal, isBusy };
}

function Decided({ decision }: { readonly decision: NonNullable<IdentificationView['decision']> }) {
  const { words, instant } = useReader();
  const values = { name: decision.by.name, at: instant(decision.at) };
  return (
    <Notice
      kind="done"
      title={words(decision.overrides ? 'result.overridden-by' : 'result.accepted-by', values)}
    >
      {decision.overrides ? <p>{words(`identification.result.${decision.result}`)}</p> : null}
      {decision.reason ? <blockquote dir="auto">{decision.reason}</blockquote> : null}
      {decision.approvedBy ? (
        <p>{words('result.approved-by', { name: decision.approvedBy.name })}</p>
      ) : null}
    </Notice>
  );
}
