import type { ReactNode } from 'react';
import { answersAs, type Answers } from '#kernel/form-answers.ts';
import { fieldLabelKey } from '#kernel/form-messages.ts';
import { fieldsOf } from '#kernel/form.ts';
import { AnswersView, showAnswer } from '#platform/design/form/answers-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { planActionContract } from '../domain/form-contracts.ts';

export type ShownAction = { readonly answers: Answers; readonly mark?: ReactNode };

/** The actions of a plan: what shall become better, what will be done, by whom and by when. */
export function PlanActions(props: {
  readonly actions: readonly ShownAction[];
  readonly tools?: (index: number) => ReactNode;
}) {
  return (
    <ol className="bare-list plan-actions">
      {props.actions.map((action, index) => (
        <li key={index} className="plan-action">
          <ActionWords {...action} number={index + 1} />
          {props.tools ? <div className="row">{props.tools(index)}</div> : null}
        </li>
      ))}
    </ol>
  );
}

const BESIDE = ['childAgrees', 'tells'];

/** What a supervisor must see without a touch: whether the child agrees, and who is told. */
function Beside({ answers }: { readonly answers: Answers }) {
  const reader = useReader();
  const { reference, form } = usePack();
  return fieldsOf(form('plan')).map((field) => {
    const value = showAnswer(field, answers[field.id], reference, reader);
    if (!BESIDE.includes(field.id) || value === undefined) return null;
    return (
      <p key={field.id} className="small">
        <span className="quiet">{reader.words(fieldLabelKey('plan', field.id))}</span> {value}
      </p>
    );
  });
}

function ActionWords({ answers, mark, number }: ShownAction & { readonly number: number }) {
  const reader = useReader();
  const { words, day } = reader;
  const pack = usePack();
  const form = pack.form('plan');
  const { goal, action, dueDay } = answersAs(answers, planActionContract);
  const owner = fieldsOf(form).find((field) => field.id === 'owner');
  const who = owner && showAnswer(owner, answers['owner'], pack.reference, reader);
  return (
    <>
      <p className="small quiet row">
        {words('plan.action', { number })} {mark}
      </p>
      <p className="plan-goal">
        <bdi>{goal}</bdi>
      </p>
      <p>
        <bdi className="as-typed">{action}</bdi>
      </p>
      <p className="small">
        {who} {dueDay ? <>· {words('plan.by', { day: day(dueDay) })}</> : null}
      </p>
      <Beside answers={answers} />
      <Folded title={words('part.show-all')}>
        <AnswersView form={form} answers={answers} reference={pack.reference} />
      </Folded>
    </>
  );
}
