import { useId } from 'react';
import { newId } from '#platform/design/calling/use-command.ts';
import { FormView } from '#platform/design/form/form-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import type { DraftAction } from './use-plan-draft.ts';

/** The id under which a new action is written before it has one. */
export const NEW_ACTION = 'new';

/** One action of the plan, new or changed. It joins the list; nothing is sent yet. */
export function PlanActionForm(props: {
  readonly recordId: string;
  readonly trained: boolean;
  readonly actions: readonly DraftAction[];
  readonly editing: string;
  readonly onSave: (actions: readonly DraftAction[]) => void;
  readonly onClose: () => void;
}) {
  const { actions, editing } = props;
  const { words } = useReader();
  const pack = usePack();
  const id = useId();
  const at = actions.findIndex((action) => action.id === editing);
  const number = at < 0 ? actions.length + 1 : at + 1;
  return (
    <section className="stack-wide" aria-labelledby={id}>
      <h2 id={id}>{words('plan.action', { number })}</h2>
      <FormView
        key={editing}
        form={pack.form('plan')}
        reference={pack.reference}
        today={todayHere()}
        trained={props.trained}
        initial={actions[at]?.answers ?? {}}
        draftKey={`plan-action.${props.recordId}.${editing}`}
        submitLabel={words('plan.action.keep')}
        layout="steps"
        onSubmit={async (answers) => {
          const kept =
            at < 0
              ? [...actions, { id: newId(), answers }]
              : actions.map((action) => (action.id === editing ? { ...action, answers } : action));
          props.onSave(kept);
          return undefined;
        }}
        onLeave={props.onClose}
      />
    </section>
  );
}
