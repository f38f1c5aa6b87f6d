import { ButtonLink, Link } from '#platform/design/controls/link.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { IdentificationView } from '../domain/identification-view.ts';

/** Among the parts of a case: what the rules and people say now, and the ways to questions and reasons. */
export function IdentificationPart(props: {
  readonly recordId: string;
  readonly view: IdentificationView;
}) {
  const { recordId, view } = props;
  const { words, instant } = useReader();
  const { decision } = view;
  const isAsked = view.statements.length > 0;
  const result = view.workingResult ?? view.evaluation.results[0] ?? 'insufficient-information';
  const to = `/cases/${recordId}`;
  return (
    <section className="part">
      <div className="section-head">
        <h3>{words('part.identification')}</h3>
        {view.mayWrite ? (
          <Link
            to={`${to}/questions`}
            label={words(isAsked ? 'interview.more.of' : 'interview.ask.of')}
          >
            {words(isAsked ? 'interview.more' : 'interview.ask')}
          </Link>
        ) : null}
      </div>
      {isAsked ? (
        <>
          <p>{words(`identification.result.${result}`)}</p>
          <p className="small quiet">
            {decision
              ? words(decision.overrides ? 'result.overridden-by' : 'result.accepted-by', {
                  name: decision.by.name,
                  at: instant(decision.at),
                })
              : words('result.not-decided')}
          </p>
          <p>
            <ButtonLink to={`${to}/result`}>{words('result.open')}</ButtonLink>
          </p>
        </>
      ) : (
        <p className="small quiet">{words('part.identification.empty')}</p>
      )}
    </section>
  );
}
