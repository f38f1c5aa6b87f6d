import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { Answers } from '#kernel/form-answers.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import { FormView } from '#platform/design/form/form-view.tsx';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { KnownOfChild, ServiceView } from '../domain/views.ts';
import { listServices, readReferrals } from '../endpoints.ts';
import { PreviewAndSend } from './preview-and-send.tsx';
import { codeText, saidIn } from './referral-words.ts';
import { ServiceChoice } from './service-choice.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

type Services = OutputOf<typeof listServices>;
type Referrals = OutputOf<typeof readReferrals>;
type ReferProps = {
  readonly recordId: string;
  readonly worker: WorkerHere;
  readonly go: Go;
};

/** Asks a service to help: whom, what for, and then exactly what leaves before it does. */
export function ReferScreen(props: ReferProps) {
  const { recordId } = props;
  const { words } = useReader();
  const services: Answer<Services> = useAnswer(listServices, {});
  const answer: Answer<Referrals> = useAnswer(readReferrals, { recordId });
  const [service, setService] = useState<ServiceView | undefined>(undefined);
  const [answers, setAnswers] = useState<Answers | undefined>(undefined);
  const label = answer.state === 'ready' ? codeText(answer.value.code) : words('referral.case');
  const reload = answer.state === 'waiting' ? () => undefined : answer.again;
  const stage = service === undefined ? 'choose' : answers === undefined ? 'ask' : 'look';
  return (
    <Page
      key={stage}
      title={words(`refer.${stage}`)}
      lead={words(`refer.${stage}.lead`)}
      back={{ to: `/cases/${recordId}`, label }}
      width="wide"
    >
      <Answered answer={answer}>
        {({ known }) =>
          known === null ? (
            <EmptyState title={words('refer.not-for-you')}>
              <p>{words('refer.not-for-you.do')}</p>
            </EmptyState>
          ) : (
            <Answered answer={services}>
              {(all) =>
                service === undefined ? (
                  <ServiceChoice services={all.services} known={known} onChoose={setService} />
                ) : (
                  <WithService
                    {...props}
                    service={service}
                    known={known}
                    answers={answers}
                    onAnswers={setAnswers}
                    onOther={() => setService(undefined)}
                    reload={reload}
                  />
                )
              }
            </Answered>
          )
        }
      </Answered>
    </Page>
  );
}

function WithService(
  props: ReferProps & {
    readonly service: ServiceView;
    readonly known: KnownOfChild;
    readonly answers: Answers | undefined;
    readonly onAnswers: (answers: Answers | undefined) => void;
    readonly onOther: () => void;
    readonly reload: () => void;
  },
) {
  const { service, known, answers, recordId } = props;
  const reader = useReader();
  const { words } = reader;
  const cover = known.covers[service.kind];
  if (known.openTo.includes(service.id) || !cover?.covers)
    return <CannotAsk {...props} why={cover && !cover.covers ? cover.why : undefined} />;
  const { covers: _, ...ground } = cover;
  if (answers !== undefined)
    return (
      <PreviewAndSend
        {...props}
        ground={ground}
        answers={answers}
        onBack={() => props.onAnswers(undefined)}
      />
    );
  return (
    <>
      <div className="row">
        <p>
          {words('refer.to')} <strong>{saidIn(service.names, reader)}</strong>
        </p>
        <Button kind="plain" onPress={props.onOther}>
          {words('refer.other')}
        </Button>
      </div>
      <Asking recordId={recordId} worker={props.worker} go={props.go} onAnswers={props.onAnswers} />
    </>
  );
}

function Asking(props: ReferProps & { readonly onAnswers: (answers: Answers) => void }) {
  const { words } = useReader();
  const pack = usePack();
  return (
    <FormView
      form={pack.form('referral')}
      reference={pack.reference}
      today={todayHere()}
      trained={props.worker.trained}
      draftKey={draftKeyOf(props.recordId)}
      submitLabel={words('refer.look-at-it')}
      onSubmit={(answers) => {
        props.onAnswers(answers);
        // Nothing is sent yet, so the draft stays until the message is.
        return new Promise(() => undefined);
      }}
      onLeave={() => props.go(`/cases/${props.recordId}`)}
    />
  );
}

export function draftKeyOf(recordId: string): string {
  return `referral.${recordId}`;
}

/** Why this service is not asked now, and the way to what would allow it. */
function CannotAsk(props: {
  readonly recordId: string;
  readonly why: string | undefined;
  readonly onOther: () => void;
}) {
  const { words } = useReader();
  const { why, recordId } = props;
  return (
    <>
      <Notice
        kind="due"
        isNews
        title={
          why === undefined
            ? words('refusal.referrals.service.asked-before')
            : words(`refusal.referrals.consent.${why}`)
        }
      >
        <p>
          {why === undefined
            ? words('refusal.referrals.service.asked-before.do')
            : words(`refusal.referrals.consent.${why}.do`)}
        </p>
      </Notice>
      <div className="row">
        {why === undefined ? null : (
          <ButtonLink
            to={`/cases/${recordId}/consent`}
            kind={why === 'refused' || why === 'withdrawn' ? 'quiet' : 'primary'}
            iconAfter="next"
          >
            {words('refer.consent')}
          </ButtonLink>
        )}
        <Button onPress={props.onOther}>{words('refer.other')}</Button>
      </div>
    </>
  );
}
