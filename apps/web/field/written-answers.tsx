import { AnswersView } from '#platform/design/form/answers-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { writtenForm } from './written-form.ts';

/** The words of somebody who filled in a form without a network, folded away; nothing for other work. */
export function WrittenAnswers(props: {
  readonly title: string;
  readonly operation: string;
  readonly input: unknown;
}) {
  const pack = usePack();
  const written = writtenForm(props.operation, props.input);
  if (!written || !pack.hasForm(written.form)) return null;
  const form = pack.form(written.form);
  return (
    <Folded title={props.title}>
      <ol className="bare-list stack">
        {written.pages.map((answers, index) => (
          // Nothing of it changes any more, so its place is name enough.
          <li key={index}>
            <AnswersView form={form} answers={answers} reference={pack.reference} />
          </li>
        ))}
      </ol>
    </Folded>
  );
}
