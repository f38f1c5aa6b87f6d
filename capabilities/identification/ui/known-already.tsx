import type { Field } from '#kernel/form.ts';
import { type Reference } from '#kernel/form-answers.ts';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { IdentificationView } from '../domain/identification-view.ts';
import { FACT_MAP } from '../domain/facts-from-answers.ts';
import { evidenceWords, type StatementShown, statementWords } from './fact-words.ts';

/** Below a question: what was said to it before, by whom, so that nobody has to tell it twice. */
export function KnownAlready(props: { readonly statements: readonly StatementShown[] }) {
  const reader = useReader();
  const { words, day } = reader;
  return (
    <>
      <p className="quiet">{words('known.title')}</p>
      <ul className="bare-list">
        {props.statements.map((one) => (
          <li key={`${one.fact}.${one.by.id}.${one.on}.${String(one.value)}`}>
            {statementWords(one, reader)}{' '}
            <span className="quiet">
              {words('known.by', {
                evidence: evidenceWords(one, reader),
                person: one.by.name,
                day: day(one.on),
              })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The statements that stand about what a question asks. */
export function statementsFor(
  field: Field,
  view: IdentificationView,
  reference: Reference,
): readonly StatementShown[] {
  const facts = factsOf(field, reference);
  return view.statements.filter((one) => !one.isCorrected && facts.includes(one.fact));
}

function factsOf(field: Field, reference: Reference): readonly string[] {
  if (field.kind !== 'choice' && field.kind !== 'choices')
    return field.fact === undefined ? [] : [field.fact];
  return (reference.lists.get(field.list)?.codes ?? []).flatMap(
    ({ maps }) => maps?.[FACT_MAP] ?? [],
  );
}
