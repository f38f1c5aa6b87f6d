import type { ReactNode } from 'react';
import { z } from 'zod';
import { fieldLabelKey } from '#kernel/form-messages.ts';
import { fieldsOf } from '#kernel/form.ts';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Folded } from '#platform/design/patterns/folded.tsx';
import { Quotation } from '#platform/design/patterns/quotation.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { Evaluated, FactsRecorded, ResultAccepted, StatementCorrected } from '../domain/entries.ts';

/** What an entry of this slice says on the timeline; undefined for entries of others. */
export function identificationEntry(type: string, body: unknown): ReactNode {
  if (type === 'identification.facts-recorded') return <Facts body={body} />;
  if (type === 'identification.statement-corrected') return <Correction body={body} />;
  if (!type.startsWith('identification.')) return undefined;
  return <Outcome type={type} body={body} />;
}

function Facts({ body }: { readonly body: unknown }) {
  const { words, number } = useReader();
  const read = FactsRecorded.safeParse(body);
  if (!read.success) return null;
  const { statements, age, answers } = read.data;
  if (statements.length === 0 && age) return <p>{words('entry.facts.age')}</p>;
  return (
    <>
      <ExactWords answers={answers} />
      <Folded title={words('entry.facts', { count: statements.length })}>
        <ul className="inside-list">
          {statements.map(({ fact, value, evidence }, index) => {
            const sentence = words(`identification.fact.${fact}`);
            const said =
              typeof value === 'number'
                ? words('fact.hours', { fact: sentence, hours: number(value) })
                : value === 'yes'
                  ? sentence
                  : words(`fact.${value}`, { fact: sentence });
            return (
              <li key={index}>
                {said} <span className="small quiet">{words(`evidence.${evidence}`)}</span>
              </li>
            );
          })}
        </ul>
      </Folded>
    </>
  );
}

function ExactWords({ answers }: { readonly answers: Readonly<Record<string, unknown>> }) {
  const { words } = useReader();
  const form = usePack().form('identification');
  return fieldsOf(form).map((field) => {
    const said = answers[field.id];
    if (field.kind !== 'exact-words' || typeof said !== 'string') return null;
    return (
      <div key={field.id}>
        <p className="small quiet">{words(fieldLabelKey(form.id, field.id))}</p>
        <Quotation words={said} />
      </div>
    );
  });
}

function Correction({ body }: { readonly body: unknown }) {
  const { words } = useReader();
  const read = StatementCorrected.safeParse(body);
  if (!read.success) return null;
  return (
    <div className="stack-close">
      <p>{words(`identification.fact.${read.data.fact}`)}</p>
      <blockquote className="note" dir="auto">
        {read.data.reason}
      </blockquote>
    </div>
  );
}

function Outcome({ type, body }: { readonly type: string; readonly body: unknown }) {
  const { words } = useReader();
  const { sentence, note } = outcomeOf(type, body);
  return (
    <div className="stack-close">
      {sentence ? <p>{words(sentence)}</p> : null}
      {note ? (
        <blockquote className="note" dir="auto">
          {note}
        </blockquote>
      ) : null}
    </div>
  );
}

// A proposal that waits for a second person has these parts, and so has the entry it becomes.
const Proposal = z.object({ to: z.string(), reason: z.string() });

type Said = { readonly sentence?: string; readonly note?: string };

function outcomeOf(type: string, body: unknown): Said {
  const result = (code: string | undefined) =>
    code === undefined ? {} : { sentence: `identification.result.${code}` };
  switch (type) {
    case 'identification.evaluated': {
      const read = Evaluated.safeParse(body);
      return read.success ? result(read.data.evaluation.results[0]) : {};
    }
    case 'identification.result-accepted': {
      const read = ResultAccepted.safeParse(body);
      return read.success ? result(read.data.result) : {};
    }
    case 'identification.result-overridden': {
      const read = Proposal.safeParse(body);
      return read.success ? { ...result(read.data.to), note: read.data.reason } : {};
    }
    case 'identification.status-changed': {
      const read = Proposal.safeParse(body);
      if (!read.success) return {};
      return { sentence: `identification.status.${read.data.to}`, note: read.data.reason };
    }
    default:
      return {};
  }
}
