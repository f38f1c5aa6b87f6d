import type { ReactNode } from 'react';
import type { CalendarDay } from '#kernel/calendar-day.ts';
import { Icon } from '#platform/design/controls/icon.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';

/** A fact that the result rests on, in words, with who recorded it and what it rests on. */
export type Reason = {
  readonly id: string;
  readonly fact: string;
  /** "Said by the child", "seen by a worker". */
  readonly evidence: string;
  readonly recordedBy: string;
  readonly recordedOn: CalendarDay;
};

export type RuleSource = {
  readonly id: string;
  /** Rule and version, as they stand in the rule book: "R-1, version 3". */
  readonly rule: string;
  readonly citation: string;
};

/**
 * A result as a person may see it: a sentence, what follows now for the child, the reasons, what is
 * not known, and the sources folded away. It takes no score and no percentage, on purpose.
 */
export type ExplainedResultProps = {
  readonly sentence: string;
  /** Who decides in the end; shown below the sentence. */
  readonly standing: string;
  readonly follows: readonly string[];
  readonly reasons: readonly Reason[];
  readonly notKnown: readonly string[];
  /** The one question that would settle most. */
  readonly question?: { readonly text: string; readonly why: string; readonly action?: ReactNode };
  readonly sources: readonly RuleSource[];
  /** What else must be seen beside the result, such as that the child must not be punished. */
  readonly children?: ReactNode;
};

export function ExplainedResult(props: ExplainedResultProps) {
  const { words } = useReader();
  const { question } = props;
  return (
    <div className="result">
      <div className="stack">
        <p className="result-sentence">{props.sentence}</p>
        <p className="quiet">{props.standing}</p>
      </div>
      {props.children}
      <Section title={words('result.follows')}>
        <ul className="bare-list plain-list">
          {props.follows.map((line) => (
            <li key={line}>
              <Icon name="next" />
              <span>{line}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={words('result.reasons')}>
        <Reasons reasons={props.reasons} />
      </Section>
      <Section title={words('result.not-known')}>
        {props.notKnown.length === 0 ? <p>{words('result.not-known.none')}</p> : null}
        <ul className="bare-list plain-list">
          {props.notKnown.map((line) => (
            <li key={line}>
              <Icon name="question" />
              <span>{line}</span>
            </li>
          ))}
        </ul>
        {question ? (
          <div className="result-question">
            <p className="small quiet">{words('result.question')}</p>
            <p className="result-question-text">{question.text}</p>
            <p>{question.why}</p>
            {question.action}
          </div>
        ) : null}
      </Section>
      <Folded title={words('result.sources')}>
        <ul className="bare-list stack">
          {props.sources.map((source) => (
            <li key={source.id}>
              <p>
                <bdi>{source.rule}</bdi>
              </p>
              <p className="quiet">
                <bdi>{source.citation}</bdi>
              </p>
            </li>
          ))}
        </ul>
      </Folded>
    </div>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const { words, day } = useReader();
  if (reasons.length === 0) return <p>{words('result.reasons.none')}</p>;
  return (
    <ul className="bare-list plain-list">
      {reasons.map((reason) => (
        <li key={reason.id}>
          <Icon name="check" />
          <span>
            {reason.fact}
            <br />
            <span className="small quiet">
              {words('result.recorded', {
                evidence: reason.evidence,
                person: reason.recordedBy,
                day: day(reason.recordedOn),
              })}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
