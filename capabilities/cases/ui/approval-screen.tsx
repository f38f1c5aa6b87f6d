import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { Refusal } from '#kernel/result.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer, useApi } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { CaseView } from '../domain/views.ts';
import { judgePlan, readTimeline } from '../endpoints.ts';
import { ApprovalActions } from './approval-actions.tsx';
import type { PlanWritten } from './case-parts.ts';
import { CaseHead } from './case-head.tsx';
import { PlanDifference } from './plan-difference.tsx';
import { noteSaved } from './saved-news.ts';
import { WithCase } from './with-case.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

type ApprovalProps = { readonly recordId: string; readonly worker: WorkerHere; readonly go: Go };

/** A supervisor reads the plan, with what changed, and approves it or says what is missing. */
export function ApprovalScreen(props: ApprovalProps) {
  const { words } = useReader();
  return (
    <WithCase
      recordId={props.recordId}
      title={words('approval.title')}
      lead={words('approval.lead')}
      width="narrow"
    >
      {(view, reload) => {
        const plan = view.plan?.content;
        if (!plan || plan.judgement) return <NothingToJudge code="none" />;
        if (plan.by.id === props.worker.id) return <NothingToJudge code="own" />;
        if (!view.mayApprovePlan) return <NothingToJudge code="other" />;
        return <Judge {...props} view={view} plan={plan} reload={reload} />;
      }}
    </WithCase>
  );
}

function NothingToJudge({ code }: { readonly code: 'none' | 'own' | 'other' }) {
  const { words } = useReader();
  return (
    <EmptyState title={words(`approval.${code}`)}>
      <p>{words(`approval.${code}.do`)}</p>
    </EmptyState>
  );
}

type JudgeProps = ApprovalProps & {
  readonly view: CaseView;
  readonly plan: PlanWritten;
  readonly reload: () => void;
};

function Judge(props: JudgeProps) {
  const { recordId, view, plan } = props;
  const api = useApi();
  const command = useCommand();
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const answer: Answer<OutputOf<typeof readTimeline>> = useAnswer(readTimeline, { recordId });
  const judge = async (approved: boolean, note: string) => {
    setBusy(true);
    setRefusal(undefined);
    const content = { recordId, basedOn: view.plan?.position ?? 0, approved, note };
    const judged = await api.call(judgePlan, { ...command(content), ...content });
    setBusy(false);
    if (judged.ok) {
      noteSaved(recordId, approved ? 'approval' : 'return');
      props.go(`/cases/${recordId}`);
      return;
    }
    setRefusal(judged.refusal);
    // The plan was written anew meanwhile: the supervisor shall read what is new before judging.
    if (judged.refusal.code === 'section.moved-on') props.reload();
  };
  return (
    <div className="stack-wide">
      <CaseHead view={view} worker={props.worker} onChanged={props.reload} />
      <Answered answer={answer}>
        {({ entries }) => <PlanDifference plan={plan} entries={entries} />}
      </Answered>
      <ApprovalActions
        refusal={refusal}
        isBusy={isBusy}
        onJudge={(yes, note) => void judge(yes, note)}
      />
    </div>
  );
}
