import { z } from 'zod';
import type { Refusal } from '#kernel/result.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { CaseView } from '../domain/views.ts';
import { OthersWork } from '#platform/design/form/others-work.tsx';
import { NEW_ACTION } from './plan-action-form.tsx';
import { PlanActions } from './plan-actions.tsx';
import type { PlanDraft } from './use-plan-draft.ts';

type PlanListProps = {
  readonly view: CaseView;
  readonly draft: PlanDraft;
  readonly refusal: Refusal | undefined;
  readonly isBusy: boolean;
  /** A colleague wrote the plan meanwhile. */
  readonly hasMoved: boolean;
  readonly onEdit: (id: string) => void;
  readonly onSend: () => void;
  readonly onKeepMine: () => void;
  readonly onKeepTheirs: () => void;
};

/** The actions so far, each to be changed or taken out, and the way to the supervisor. */
export function PlanList(props: PlanListProps) {
  const { view, draft } = props;
  const { words } = useReader();
  const isEmpty = draft.actions.length === 0;
  return (
    <div className="stack-wide">
      <WhatStands {...props} />
      {isEmpty ? (
        <EmptyState title={words('plan.empty')}>
          <p>{words('plan.empty.what')}</p>
        </EmptyState>
      ) : (
        <PlanActions
          actions={draft.actions}
          tools={(index) => <ActionTools {...props} index={index} />}
        />
      )}
      {isEmpty ? null : (
        <div>
          <Button icon="add" onPress={() => props.onEdit(NEW_ACTION)}>
            {words('plan.add-another')}
          </Button>
        </div>
      )}
      <div className="page-action">
        {isEmpty ? (
          <Button kind="primary" icon="add" onPress={() => props.onEdit(NEW_ACTION)}>
            {words('plan.add')}
          </Button>
        ) : (
          <Button kind="primary" isBusy={props.isBusy} onPress={props.onSend}>
            {words('plan.send')}
          </Button>
        )}
        <ButtonLink to={`/cases/${view.recordId}`} kind="plain">
          {words('form.leave')}
        </ButtonLink>
      </div>
    </div>
  );
}

function WhatStands(props: PlanListProps) {
  const { view, draft, refusal } = props;
  const { words } = useReader();
  const written = view.plan?.content;
  const judgement = written?.judgement;
  return (
    <>
      {refusal && !props.hasMoved ? <PlanRefused refusal={refusal} view={view} /> : null}
      {refusal && props.hasMoved && written ? (
        <RefusalNotice refusal={refusal} isNews>
          <OthersWork
            by={written.by.name}
            at={written.at}
            theirs={<PlanActions actions={written.actions} />}
            onKeepMine={props.onKeepMine}
            onKeepTheirs={props.onKeepTheirs}
          />
        </RefusalNotice>
      ) : null}
      {judgement && !judgement.approved ? (
        <Notice kind="due" title={words('plan.returned', { name: judgement.by.name })}>
          <blockquote dir="auto">{judgement.note}</blockquote>
        </Notice>
      ) : null}
      {draft.hasChanged ? <p className="small">{words('plan.unsent')}</p> : null}
    </>
  );
}

const OfAction = z.looseObject({ action: z.number() });

/** Says which action it is about, and leads to what is missing. */
function PlanRefused({ refusal, view }: { readonly refusal: Refusal; readonly view: CaseView }) {
  const { words } = useReader();
  const about = OfAction.safeParse(refusal);
  const to = `/cases/${view.recordId}`;
  return (
    <RefusalNotice refusal={refusal} isNews>
      {about.success ? <p>{words('plan.about-action', { number: about.data.action })}</p> : null}
      {refusal.code === 'cases.plan.risk-not-assessed' ? (
        <ButtonLink to={`${to}/risk`}>{words('step.risk')}</ButtonLink>
      ) : null}
      {refusal.code === 'cases.plan.consent-missing' ? (
        <ButtonLink to={`${to}/consent`}>{words('step.consent')}</ButtonLink>
      ) : null}
    </RefusalNotice>
  );
}

function ActionTools(props: PlanListProps & { readonly index: number }) {
  const { draft, index } = props;
  const { words } = useReader();
  const action = draft.actions[index];
  if (!action) return null;
  const number = index + 1;
  return (
    <>
      <Button
        label={words('plan.action.change.of', { number })}
        onPress={() => props.onEdit(action.id)}
      >
        {words('part.change')}
      </Button>
      <Button
        kind="plain"
        label={words('plan.action.remove.of', { number })}
        onPress={() => draft.change(draft.actions.filter((one) => one.id !== action.id))}
      >
        {words('plan.action.remove')}
      </Button>
    </>
  );
}
