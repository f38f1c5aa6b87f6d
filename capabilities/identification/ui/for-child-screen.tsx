import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { IdentificationView } from '../domain/identification-view.ts';
import { readIdentification } from '../endpoints.ts';
import { wordsForChild } from './words-for-child.ts';

/**
 * What to say to the child about the result: a page to read out, in short true sentences, without a
 * law's name, a promise, or a question. Nothing on it points to anybody.
 */
export function ForChildScreen({ recordId }: { readonly recordId: string }) {
  const { words } = useReader();
  const answer: Answer<IdentificationView> = useAnswer(readIdentification, { recordId });
  return (
    <Page
      title={words('for-child.title')}
      lead={words('for-child.lead')}
      back={{ to: `/cases/${recordId}/result`, label: words('for-child.back') }}
      action={<Button onPress={() => window.print()}>{words('for-child.print')}</Button>}
    >
      <Answered answer={answer}>{(view) => <ToReadOut view={view} />}</Answered>
    </Page>
  );
}

function ToReadOut({ view }: { readonly view: IdentificationView }) {
  const { words, wordsIfAny } = useReader();
  const result = view.workingResult ?? view.evaluation.results[0] ?? 'insufficient-information';
  return (
    <div className="to-child-page stack-wide">
      <p className="to-child">{wordsIfAny(`identification.result.${result}.for-child`)}</p>
      {wordsForChild(result).map(({ part, lines }) => (
        <section key={part} className="stack">
          <h2>{words(`for-child.${part}`)}</h2>
          {lines.map((line) => (
            <p key={line} className="to-child">
              {words(`for-child.${part}.${line}`)}
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}
