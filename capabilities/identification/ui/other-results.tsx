import { Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { EvaluationView } from '../domain/identification-view.ts';

/** What else holds at the same time, and in which law. */
export function OtherResults({ evaluation }: { readonly evaluation: EvaluationView }) {
  const { words, list } = useReader();
  const others = evaluation.results.slice(1);
  if (others.length === 0) return null;
  const lawsOf = (result: string) => [
    ...new Set(
      evaluation.explanations
        .filter((rule) => rule.result === result)
        .map((rule) => words(`identification.regime.${rule.regime}`)),
    ),
  ];
  return (
    <Section title={words('result.also')}>
      <ul className="inside-list stack-close">
        {others.map((code) => (
          <li key={code}>
            {words(`identification.result.${code}`)}{' '}
            <span className="small quiet">{list(lawsOf(code))}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
