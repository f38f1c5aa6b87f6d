import { useState } from 'react';
import type { Refusal } from '#kernel/result.ts';
import { useApi } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { usePack } from '#platform/design/pack/pack.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { CaseView } from '../domain/views.ts';
import { writePlan } from '../endpoints.ts';
import { PlanActionForm } from './plan-action-form.tsx';
import { PlanList } from './plan-list.tsx';
import { noteSaved } from './saved-news.ts';
import { usePlanDraft } from './use-plan-draft.ts';
import { whyNotYet } from './why-not-yet.ts';
import { NotForYou, WithCase } from './with-case.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

type PlanProps = { readonly recordId: string; readonly worker: WorkerHere; readonly go: Go };

/** The plan: what is done for the child, by whom and by when, with what the child thinks of it. */
export function PlanScreen(props: PlanProps) {
  const { words } = useReader();
  return (
    <WithCase recordId={props.recordId} title={words('plan.title')} lead={words('plan.lead')}>
      {(view, reload) =>
        view.plan?.mayWrite && props.worker.abilities.includes('write-plan') ? (
          <WritePlan {...props} view={view} reload={reload} />
        ) : (
          <NotForYou />
        )
      }
    </WithCase>
  );
}

function WritePlan(props: PlanProps & { readonly view: CaseView; readonly reload: () => void }) {
  const { recordId, worker, view, go } = props;
  const pack = usePack();
  const form = pack.form('plan');
  const written = view.plan?.content ?? null;
  const position = view.plan?.position ?? 0;
  const draft = usePlanDraft(recordId, written?.actions.map((one) => one.answers) ?? []);
  const [editing, setEditing] = useState<string | undefined>(undefined);
  const sending = useSending({ view, worker, position }, () => {
    draft.drop();
    noteSaved(recordId, 'plan');
    go(`/cases/${recordId}`);
  });
  if (editing !== undefined)
    return (
      <PlanActionForm
        recordId={recordId}
        trained={worker.trained}
        actions={draft.actions}
        editing={editing}
        onClose={() => setEditing(undefined)}
        onSave={(actions) => {
          draft.change(actions);
          sending.forget();
          setEditing(undefined);
        }}
      />
    );
  return (
    <PlanList
      view={view}
      draft={draft}
      refusal={sending.refusal}
      isBusy={sending.isBusy}
      hasMoved={sending.refusal?.code === 'section.moved-on' && position !== sending.basedOn}
      onEdit={setEditing}
      onSend={() => void sending.send(form, draft.actions, props.reload)}
      onKeepMine={sending.follow}
      onKeepTheirs={() => {
        draft.drop();
        go(`/cases/${recordId}`);
      }}
    />
  );
}

type Seen = {
  readonly view: CaseView;
  readonly worker: WorkerHere;
  readonly position: number;
};

/** Judges the plan here first, then sends it; keeps everything when either refuses. */
function useSending({ view, worker, position }: Seen, onSent: () => void) {
  const api = useApi();
  const command = useCommand();
  const [basedOn, setBasedOn] = useState(position);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const send = async (
    form: { readonly id: string; readonly version: number },
    actions: readonly { readonly answers: Readonly<Record<string, unknown>> }[],
    reload: () => void,
  ) => {
    const answers = actions.map((action) => ({ ...action.answers }));
    const content = {
      recordId: view.recordId,
      formVersion: form.version,
      basedOn,
      actions: answers,
    };
    const mark = command(content);
    const refused = whyNotYet(view, { mark, by: worker.id, basedOn }, form, answers);
    setRefusal(refused);
    if (refused) return;
    setBusy(true);
    const sent = await api.call(writePlan, { ...mark, ...content });
    setBusy(false);
    if (sent.ok) return onSent();
    setRefusal(sent.refusal);
    if (sent.refusal.code === 'section.moved-on') reload();
  };
  return {
    basedOn,
    refusal,
    isBusy,
    send,
    forget: () => setRefusal(undefined),
    follow: () => {
      setBasedOn(position);
      setRefusal(undefined);
    },
  };
}
