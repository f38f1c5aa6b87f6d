import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { IdentificationView } from '../domain/identification-view.ts';
import { readIdentification } from '../endpoints.ts';
import { BesideResult } from './beside-result.tsx';
import { DecideResult } from './decide-result.tsx';
import { ExplainedResult } from './explained-result.tsx';
import { RecordedStatements } from './recorded-statements.tsx';
import { openQuestions, reasonsOf, sourcesOf } from './result-parts.ts';
import { OtherResults } from './other-results.tsx';
import { ResultHistory } from './result-history.tsx';
import { StatusLadder } from './status-ladder.tsx';
import { whatFollows } from './what-follows.ts';

type ResultProps = { readonly recordId: string; readonly go: (to: string) => void };

/** What the recorded facts amount to, why, and what a person makes of it. */
export function ResultScreen(props: ResultProps) {
  const { words } = useReader();
  const { recordId } = props;
  const answer: Answer<IdentificationView> = useAnswer(
    readIdentification,
    { recordId },
    { follows: true },
  );
  return (
    <Page
      title={words('result.title')}
      back={{ to: `/cases/${recordId}`, label: words('interview.back') }}
      paper={{ isOffered: true }}
    >
      <Answered answer={answer}>
        {(view) => (
          <Result
            {...props}
            view={view}
            reload={answer.state === 'waiting' ? () => undefined : answer.again}
          />
        )}
      </Answered>
    </Page>
  );
}

function Result(props: ResultProps & { view: IdentificationView; reload: () => void }) {
  const { recordId, view } = props;
  const reader = useReader();
  const { words, wordsIfAny } = reader;
  const { evaluation } = view;
  const lead = evaluation.results[0] ?? 'insufficient-information';
  const leading = evaluation.explanations.filter((rule) => rule.result === lead);
  const next = evaluation.nextQuestion;
  return (
    <div className="stack-wide">
      <ExplainedResult
        sentence={words(`identification.result.${lead}`)}
        standing={words('result.standing')}
        follows={whatFollows(lead).map((code) => words(`follows.${code}`))}
        reasons={reasonsOf(leading, reader)}
        notKnown={openQuestions(evaluation).map((one) => words(`identification.question.${one}`))}
        {...(next ? { question: questionOf(next, recordId, view.mayWrite, reader) } : {})}
        sources={sourcesOf(evaluation.explanations, reader)}
      >
        <BesideResult view={view} leading={leading} />
      </ExplainedResult>
      <OtherResults evaluation={evaluation} />
      <div>
        <Folded title={words('result.to-child')}>
          <p className="to-child">{wordsIfAny(`identification.result.${lead}.for-child`)}</p>
          <p>
            <ButtonLink to={`/cases/${recordId}/result/for-child`}>
              {words('for-child.open')}
            </ButtonLink>
          </p>
        </Folded>
        <RecordedStatements recordId={recordId} view={view} onCorrected={props.reload} />
        <ResultHistory view={view} />
      </div>
      <StatusLadder recordId={recordId} view={view} onChanged={props.reload} />
      <DecideResult {...props} />
    </div>
  );
}

function questionOf(
  next: NonNullable<IdentificationView['evaluation']['nextQuestion']>,
  recordId: string,
  mayAsk: boolean,
  { words }: ReturnType<typeof useReader>,
) {
  return {
    text: words(`identification.question.${next.question}`),
    why: words('result.question.why', { count: next.settles }),
    ...(mayAsk
      ? {
          action: (
            <ButtonLink to={`/cases/${recordId}/questions`}>
              {words('result.question.ask')}
            </ButtonLink>
          ),
        }
      : {}),
  };
}
