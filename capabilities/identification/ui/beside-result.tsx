import { Mark, Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { EvaluationView, IdentificationView } from '../domain/identification-view.ts';
import { statementWords } from './fact-words.ts';

/** What must be seen with the result: the age, what must or must not be done, doubts. */
export function BesideResult(props: {
  readonly view: IdentificationView;
  readonly leading: EvaluationView['explanations'];
}) {
  const { words } = useReader();
  const { evaluation } = props.view;
  const isUnconfirmed = props.leading.some((rule) => !rule.confirmed);
  return (
    <>
      <div className="row">
        <Mark kind="plain">{words(`identification.age.${evaluation.age.status}`)}</Mark>
        {isUnconfirmed ? <Mark kind="due">{words('result.unconfirmed')}</Mark> : null}
      </div>
      <Safeguards evaluation={evaluation} />
      <Conflicts evaluation={evaluation} />
    </>
  );
}

function Safeguards({ evaluation }: { readonly evaluation: EvaluationView }) {
  const { words } = useReader();
  const required = [...new Set(evaluation.safeguards.flatMap((one) => one.requires))];
  if (required.length === 0) return null;
  return (
    <Notice kind="due" title={words('result.safeguards')}>
      <ul className="inside-list">
        {required.map((code) => (
          <li key={code}>{words(`identification.safeguard.${code}`)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Conflicts({ evaluation }: { readonly evaluation: EvaluationView }) {
  const reader = useReader();
  const { words } = reader;
  if (evaluation.conflicts.length === 0) return null;
  return (
    <Notice kind="info" title={words('result.conflicts')}>
      <ul className="inside-list">
        {evaluation.conflicts.flatMap((fact) =>
          [fact, ...fact.conflicting].map((one) => (
            <li key={`${one.fact}.${one.by.id}.${one.on}.${String(one.value)}`}>
              {words('result.conflict', {
                statement: statementWords(one, reader),
                person: one.by.name,
              })}
            </li>
          )),
        )}
      </ul>
    </Notice>
  );
}
