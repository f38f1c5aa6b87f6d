import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { Refusal } from '#kernel/result.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer, useApi } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { CaseView } from '../domain/views.ts';
import { assignCase, readLoad } from '../endpoints.ts';
import type { WorkerHere } from './worker-here.ts';

type Props = {
  readonly view: CaseView;
  readonly worker: WorkerHere;
  readonly onChanged: () => void;
};

/** CA-10: who has the case, and what the reader may do about it. */
export function WhoHasIt(props: Props) {
  const { words } = useReader();
  const { worker: holder, mayTakeOn, mayAssign } = props.view.assignment;
  const [isOpen, setOpen] = useState(false);
  const assign = useAssign(props);
  return (
    <div className="stack">
      <div className="row">
        <span>
          {holder ? words('assignment.of', { name: holder.name }) : words('assignment.nobody')}
        </span>
        {mayTakeOn ? (
          <Button isBusy={assign.isBusy} onPress={() => void assign.to(props.worker.id)}>
            {words('assignment.take-on')}
          </Button>
        ) : null}
        {mayAssign ? (
          <Button kind="plain" expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {words('assignment.change')}
          </Button>
        ) : null}
      </div>
      {assign.refusal ? <RefusalNotice refusal={assign.refusal} /> : null}
      {isOpen ? <ChooseWorker {...props} assign={assign} onDone={() => setOpen(false)} /> : null}
    </div>
  );
}

const NOBODY = 'nobody';

function ChooseWorker(
  props: Props & { readonly assign: ReturnType<typeof useAssign>; readonly onDone: () => void },
) {
  const { view, assign } = props;
  const { words } = useReader();
  const holder = view.assignment.worker?.id;
  const [chosen, setChosen] = useState<string | undefined>(holder ?? NOBODY);
  const answer: Answer<OutputOf<typeof readLoad>> = useAnswer(readLoad, { team: view.team.id });
  const save = async () => {
    const isDone = await assign.to(chosen === NOBODY ? null : (chosen ?? null));
    if (isDone) props.onDone();
  };
  return (
    <Answered answer={answer}>
      {({ workers }) => (
        <div className="stack">
          <Choice
            label={words('assignment.who')}
            isFixed
            options={[
              ...workers.map(({ worker, open }) => ({
                code: String(worker.id),
                label: words('assignment.who.has', { name: worker.name, count: open }),
              })),
              { code: NOBODY, label: words('assignment.nobody') },
            ]}
            value={chosen}
            onChange={setChosen}
          />
          <div className="row">
            <Button
              kind="primary"
              isBusy={assign.isBusy}
              isDisabled={chosen === (holder ?? NOBODY)}
              onPress={() => void save()}
            >
              {words('assignment.save')}
            </Button>
            <Button kind="plain" onPress={props.onDone}>
              {words('assignment.leave')}
            </Button>
          </div>
        </div>
      )}
    </Answered>
  );
}

function useAssign({ view, onChanged }: Props) {
  const api = useApi();
  const command = useCommand();
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const to = async (worker: string | null): Promise<boolean> => {
    setBusy(true);
    const content = { recordId: view.recordId, basedOn: view.assignment.position, worker };
    const assigned = await api.call(assignCase, { ...command(content), ...content });
    setBusy(false);
    setRefusal(assigned.ok ? undefined : assigned.refusal);
    // Also after a refusal: someone else may have it by now, and that should be seen.
    onChanged();
    return assigned.ok;
  };
  return { to, isBusy, refusal };
}
