import { Mark } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { PlanWritten as PlanBody } from '../domain/sections.ts';
import type { TimelineEntry } from '../domain/views.ts';
import type { PlanWritten } from './case-parts.ts';
import { WrittenBy } from '#platform/design/form/others-work.tsx';
import { PlanActions } from './plan-actions.tsx';
import { type ActionChange, planChanges } from './plan-changes.ts';

/** The plan that waits, each action marked against the plan before it. */
export function PlanDifference(props: {
  readonly plan: PlanWritten;
  readonly entries: readonly TimelineEntry[];
}) {
  const { words } = useReader();
  const plans = props.entries.filter((entry) => entry.type === 'cases.plan-written');
  const before = PlanBody.safeParse(plans.at(-2)?.body);
  const changes = planChanges(before.success ? before.data.actions : undefined, props.plan.actions);
  const stands = changes.filter((one) => one.kind !== 'removed');
  const removed = changes.filter((one) => one.kind === 'removed');
  return (
    <>
      <div className="stack-close">
        <h2>{words('approval.plan')}</h2>
        <WrittenBy by={props.plan.by.name} at={props.plan.at} />
        <p className="small">{words(before.success ? 'approval.changes' : 'approval.first')}</p>
      </div>
      <PlanActions
        actions={stands.map((one) => ({ answers: one.answers, mark: <Kind change={one} /> }))}
      />
      {removed.length > 0 ? (
        <section className="stack">
          <h2>{words('approval.removed')}</h2>
          <PlanActions actions={removed} />
        </section>
      ) : null}
    </>
  );
}

function Kind({ change }: { readonly change: ActionChange }) {
  const { words } = useReader();
  return change.kind === 'same' ? null : (
    <Mark kind="info">{words(`approval.change.${change.kind}`)}</Mark>
  );
}
