import { useState } from 'react';
import type { Answers } from '#kernel/form-answers.ts';
import { DateAsKnown } from '#kernel/date-as-known.ts';
import type { Field } from '#kernel/form.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer, useApi } from '#platform/design/calling/api.tsx';
import type { Take } from '#platform/design/form/form-state.ts';
import { FormView } from '#platform/design/form/form-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { EvidenceKind } from '../domain/fact.ts';
import type { IdentificationView } from '../domain/identification-view.ts';
import { readIdentification, recordFacts } from '../endpoints.ts';
import { AfterStopping } from './after-stopping.tsx';
import { KnownAlready, statementsFor } from './known-already.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';

type InterviewProps = {
  readonly recordId: string;
  readonly go: (to: string) => void;
};

/** What happened, asked once and gently. Every question may be skipped, and the whole be stopped. */
export function InterviewScreen(props: InterviewProps) {
  const { words } = useReader();
  const { recordId } = props;
  const answer: Answer<IdentificationView> = useAnswer(readIdentification, { recordId });
  return (
    <Page
      title={words('interview.title')}
      lead={words('interview.lead')}
      back={{ to: `/cases/${recordId}`, label: words('interview.back') }}
      width="wide"
    >
      <Answered answer={answer}>
        {(view) =>
          view.mayWrite ? (
            <Interview {...props} view={view} />
          ) : (
            <EmptyState title={words('interview.not-for-you')}>
              <p>{words('interview.not-for-you.do')}</p>
            </EmptyState>
          )
        }
      </Answered>
    </Page>
  );
}

function Interview({ recordId, go, view }: InterviewProps & { view: IdentificationView }) {
  const { words } = useReader();
  const pack = usePack();
  const api = useApi();
  const [isStopped, setStopped] = useState(false);
  const form = pack.form('identification');
  const save: Take = async (answers, { mark }) => {
    const content = {
      recordId,
      formId: form.id,
      formVersion: form.version,
      answers: { ...answers },
      ...beside(answers),
    };
    const sent = await api.call(recordFacts, { ...mark, ...content });
    return sent.ok ? undefined : sent.refusal;
  };
  const submit: Take = async (answers, sending) => {
    const refused = await save(answers, sending);
    if (!refused) go(`/cases/${recordId}/result`);
    return refused;
  };
  // Whoever stops before a word was said has nothing to save, and stops all the same.
  const stop: Take = async (answers, sending) => {
    const refused = Object.keys(answers).length > 0 ? await save(answers, sending) : undefined;
    if (!refused) setStopped(true);
    return refused;
  };
  const noteFor = (field: Field) => {
    const known = statementsFor(field, view, pack.reference);
    return known.length > 0 ? <KnownAlready statements={known} /> : undefined;
  };
  if (isStopped) return <AfterStopping recordId={recordId} />;
  return (
    <div className="stack-wide">
      <Notice kind="info" title={words('interview.before')}>
        <p>{words('interview.may-stop')}</p>
      </Notice>
      <FormView
        form={form}
        reference={pack.reference}
        today={todayHere()}
        trained={view.mayAskSensitive}
        draftKey={`identification.${recordId}`}
        submitLabel={words('interview.save')}
        stop={{ label: words('interview.stop'), onStop: stop }}
        skipLabel={words('interview.skip')}
        noteFor={noteFor}
        onSubmit={submit}
        onLeave={() => go(`/cases/${recordId}`)}
      />
    </div>
  );
}

/** What the command says beside the facts: how they came to be known, when it was, how old the child was. */
function beside(answers: Answers) {
  const evidence = EvidenceKind.safeParse(answers['howKnown']);
  const event = DateAsKnown.safeParse(answers['event']);
  const years = answers['ageThen'];
  return {
    evidence: evidence.success ? evidence.data : ('observed' as const),
    ...(event.success ? { event: event.data } : {}),
    ...(typeof years === 'number' && Number.isInteger(years)
      ? { ageAtEvent: { least: years, most: years, basis: 'child' as const } }
      : {}),
  };
}
