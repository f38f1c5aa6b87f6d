import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { TextArea } from '#platform/design/controls/text-field.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { liftConflict, type listGrants } from '../record-endpoints.ts';
import type { WorkerHere } from './worker-here.ts';

type Conflict = OutputOf<typeof listGrants>['conflicts'][number];
const LEAST_REASON = 10;

/** Who is shut out of a case; a supervisor lets them in again, with a reason. */
export function ConflictList(props: {
  readonly recordId: string;
  readonly conflicts: readonly Conflict[];
  readonly worker: WorkerHere;
  readonly onChanged: () => void;
}) {
  const { words } = useReader();
  const { worker } = props;
  const [lifting, setLifting] = useState<Conflict | undefined>(undefined);
  if (props.conflicts.length === 0) return <p className="quiet">{words('conflict.none')}</p>;
  const mayLift = (one: Conflict) =>
    worker.abilities.includes('share') && one.worker.id !== worker.id;
  return (
    <>
      <ul className="bare-list cards" aria-label={words('conflict.title')}>
        {props.conflicts.map((one) => (
          <ConflictLine
            key={`${one.worker.id} ${one.kind}`}
            conflict={one}
            onLift={mayLift(one) ? () => setLifting(one) : undefined}
          />
        ))}
      </ul>
      {lifting ? (
        <LiftDialog
          recordId={props.recordId}
          conflict={lifting}
          onClose={() => setLifting(undefined)}
          onLifted={() => {
            setLifting(undefined);
            props.onChanged();
          }}
        />
      ) : null}
    </>
  );
}

function ConflictLine(props: {
  readonly conflict: Conflict;
  readonly onLift: (() => void) | undefined;
}) {
  const { worker, kind, at, by } = props.conflict;
  const { words, instant } = useReader();
  return (
    <li className="card card-plain">
      <div className="card-body stack-close">
        <p className="card-title">
          <bdi>{worker.name}</bdi>
        </p>
        <p>{words(`conflict.kind.${kind}`)}</p>
        <p className="small quiet">{words('conflict.by', { name: by.name, at: instant(at) })}</p>
        {props.onLift ? (
          <Button label={words('conflict.lift.of', { name: worker.name })} onPress={props.onLift}>
            {words('conflict.lift')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function LiftDialog(props: {
  readonly recordId: string;
  readonly conflict: Conflict;
  readonly onClose: () => void;
  readonly onLifted: () => void;
}) {
  const { recordId, conflict } = props;
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(liftConflict);
  const command = useCommand();
  const [typed, setTyped] = useState('');
  const [isChecked, setChecked] = useState(false);
  const reason = typed.trim();
  const isShort = reason.length < LEAST_REASON;
  const lift = async () => {
    setChecked(true);
    if (isShort) return;
    const content = { recordId, worker: conflict.worker.id, reason };
    const lifted = await run({ ...command(content), ...content });
    if (lifted.ok) props.onLifted();
  };
  return (
    <Dialog
      title={words('conflict.lift.title')}
      isOpen
      onClose={props.onClose}
      actions={
        <Button kind="primary" isBusy={isBusy} onPress={() => void lift()}>
          {words('conflict.lift')}
        </Button>
      }
    >
      <p>{words('conflict.lift.what', { name: conflict.worker.name })}</p>
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <TextArea
        label={words('conflict.lift.why')}
        isNeeded
        maxLength={2000}
        value={typed}
        onChange={setTyped}
        issue={isChecked && isShort ? words('conflict.lift.issue') : undefined}
      />
    </Dialog>
  );
}
