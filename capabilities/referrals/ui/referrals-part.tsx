import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import type { OutputOf } from '#kernel/endpoint.ts';
import { ButtonLink, Link } from '#platform/design/controls/link.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ReferralView } from '../domain/views.ts';
import { readReferrals } from '../endpoints.ts';
import { ReferralMark } from './referral-mark.tsx';
import { codeWords, saidIn } from './referral-words.ts';
import { ReplyDue } from './reply-due.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

type Referrals = OutputOf<typeof readReferrals>;

type PartProps = {
  readonly recordId: string;
  readonly worker: WorkerHere;
  readonly go: Go;
};

/** Among the parts of a case: who was asked to help, what came of it, what is missing. */
export function ReferralsPart({ recordId }: PartProps) {
  const { words } = useReader();
  const answer: Answer<Referrals> = useAnswer(readReferrals, { recordId }, { follows: true });
  // To whoever may ask nobody and was asked nothing, this part does not exist.
  if (
    answer.state === 'ready' &&
    answer.value.known === null &&
    answer.value.referrals.length === 0
  )
    return null;
  return (
    <section className="part">
      <div className="section-head">
        <h3>{words('referrals.title')}</h3>
      </div>
      <Answered answer={answer}>{(value) => <Asked recordId={recordId} {...value} />}</Answered>
    </section>
  );
}

function Asked({ recordId, referrals, known }: Referrals & { readonly recordId: string }) {
  const { words } = useReader();
  return (
    <>
      {referrals.some((one) => one.standing === 'stop') ? (
        <Notice kind="due" title={words('referrals.stop')}>
          <p>{words('referrals.stop.do')}</p>
        </Notice>
      ) : null}
      {referrals.length === 0 ? (
        <p className="small quiet">{words('referrals.none')}</p>
      ) : (
        <ul className="bare-list cards" aria-label={words('referrals.title')}>
          {referrals.map((one) => (
            <OneReferral key={one.id} recordId={recordId} referral={one} />
          ))}
        </ul>
      )}
      {known === null ? null : (
        <div className="row">
          <ButtonLink to={`/cases/${recordId}/referral`} icon="add">
            {words('referrals.ask')}
          </ButtonLink>
        </div>
      )}
    </>
  );
}

function OneReferral(props: { readonly recordId: string; readonly referral: ReferralView }) {
  const { recordId, referral } = props;
  const reader = useReader();
  const { words } = reader;
  const isLate = referral.missing === 'reply' && referral.replyBy !== null;
  return (
    <li className="card card-plain">
      <div className="card-body stack-close">
        <p className="card-title">
          <Link to={`/cases/${recordId}/referrals/${referral.id}`}>
            <bdi>{saidIn(referral.service.names, reader)}</bdi>
          </Link>
        </p>
        <p className="small quiet">
          {codeWords(reader, 'referral-reason', referral.message.reason)}
        </p>
        <p className="row">
          <ReferralMark state={referral.state} />
        </p>
        {referral.standing === 'stop' ? (
          <p>
            <ButtonLink to={`/cases/${recordId}/referrals/${referral.id}`} kind="danger">
              {words('referral.stop-it')}
            </ButtonLink>
          </p>
        ) : null}
        {referral.missing && referral.standing !== 'stop' ? (
          <p className="small">
            {words(`referral.missing.${referral.missing}`)}{' '}
            {isLate && referral.replyBy ? <ReplyDue at={referral.replyBy} /> : null}
          </p>
        ) : null}
      </div>
    </li>
  );
}
