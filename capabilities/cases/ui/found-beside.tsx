import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { Answers } from '#kernel/form-answers.ts';
import type { Form } from '#kernel/form.ts';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { AnswersView } from '#platform/design/form/answers-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { CaseView } from '../domain/views.ts';
import { type lookUpChild, readCase } from '../endpoints.ts';
import { CaseCode } from './case-marks.tsx';

export type Found = OutputOf<typeof lookUpChild>;

/** What tells one child from another at a glance. */
const TELLING = ['name', 'nickname', 'sex', 'birth', 'languages', 'homePlace', 'foundPlace'];
/** Each is opened to be compared, and each opening is noted; more would not be compared anyway. */
const MOST_OPENED = 4;

/** CA-7: cases that hold this name, beside the child who is being registered; of others only that there may be one. */
export function FoundBeside(props: {
  readonly found: Found;
  /** What is known of the child who is being registered now. */
  readonly here: Answers;
}) {
  const { found, here } = props;
  const { words } = useReader();
  const form = tellingPart(usePack().form('registration'));
  return (
    <div className="stack">
      {found.known.length > 0 ? (
        <>
          <p>{words('search-first.known', { count: found.known.length })}</p>
          <div className="beside">
            <section className="card card-body stack-close">
              <h2>{words('search-first.this-child')}</h2>
              <KnownOf form={form} answers={here} />
            </section>
            {found.known.slice(0, MOST_OPENED).map((one) => (
              <OneFound key={one.recordId} {...one} form={form} />
            ))}
          </div>
          {found.known.length > MOST_OPENED ? <p>{words('search-first.too-many')}</p> : null}
        </>
      ) : null}
      {found.elsewhere ? (
        <Notice kind="info" title={words('search-first.elsewhere')}>
          <p>{words('search-first.elsewhere.do')}</p>
        </Notice>
      ) : null}
    </div>
  );
}

function OneFound(props: { recordId: string; code: string; form: Form }) {
  const { recordId, code } = props;
  const { words } = useReader();
  const answer: Answer<CaseView> = useAnswer(readCase, { recordId });
  return (
    <section className="card card-body stack-close">
      <h2>
        <CaseCode code={code} />
      </h2>
      <Answered answer={answer}>
        {({ registration }) => (
          <KnownOf form={props.form} answers={registration?.content?.answers ?? {}} />
        )}
      </Answered>
      <p>
        <ButtonLink to={`/cases/${recordId}`}>{words('search-first.same-child')}</ButtonLink>
      </p>
    </section>
  );
}

function KnownOf({ form, answers }: { readonly form: Form; readonly answers: Answers }) {
  const { reference } = usePack();
  return <AnswersView form={form} answers={answers} reference={reference} />;
}

function tellingPart(form: Form): Form {
  const steps = form.steps.map((step) => ({
    ...step,
    fields: step.fields.filter((field) => TELLING.includes(field.id)),
  }));
  return { ...form, steps };
}
