import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { Refusal } from '#kernel/result.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useApi } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Link } from '#platform/design/controls/link.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { type listNotices, seeNotice } from '../record-endpoints.ts';

export type NoticesAnswer = OutputOf<typeof listNotices>;
type OneNotice = NoticesAnswer['notices'][number];

/** What a worker is to know of: who opened a case in an emergency, who was shut out of one. */
export function NoticesScreen(props: {
  readonly answer: Answer<NoticesAnswer>;
  /** The reader may open access logs; of cases that are theirs to see. */
  readonly readsLogs: boolean;
}) {
  const { words } = useReader();
  const { answer, readsLogs } = props;
  const { see, seeing, refusal } = useSeeing(answer.state === 'waiting' ? undefined : answer.again);
  return (
    <Page
      title={words('notices.title')}
      lead={words('notices.lead')}
      back={{ to: '/', label: words('notices.back') }}
    >
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <Answered answer={answer}>
        {({ notices }) =>
          notices.length === 0 ? (
            <EmptyState title={words('notices.empty')}>
              <p>{words('notices.empty.what')}</p>
            </EmptyState>
          ) : (
            <Groups notices={notices} readsLogs={readsLogs} seeing={seeing} onSeen={see} />
          )
        }
      </Answered>
    </Page>
  );
}

/** Marks notices one after the other, and stops at the first that is refused. */
function useSeeing(again: (() => void) | undefined) {
  const api = useApi();
  const [seeing, setSeeing] = useState<readonly string[]>([]);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const see = async (notices: readonly OneNotice[]) => {
    setSeeing(notices.map((one) => one.id));
    setRefusal(undefined);
    for (const { id } of notices) {
      const seen = await api.call(seeNotice, { noticeId: id });
      if (seen.ok) continue;
      setRefusal(seen.refusal);
      break;
    }
    setSeeing([]);
    again?.();
  };
  return { see, seeing, refusal };
}

type GroupProps = {
  readonly notices: readonly OneNotice[];
  readonly readsLogs: boolean;
  readonly seeing: readonly string[];
  readonly onSeen: (notices: readonly OneNotice[]) => Promise<void>;
};

function Groups(props: GroupProps) {
  const { words } = useReader();
  const unseen = props.notices.filter((one) => one.seenAt === null);
  const seen = props.notices.filter((one) => one.seenAt !== null);
  return (
    <>
      {unseen.length > 0 ? (
        <Section
          title={words('notices.unseen')}
          action={
            unseen.length > 1 ? (
              <Button
                kind="plain"
                isBusy={props.seeing.length > 1}
                onPress={() => void props.onSeen(unseen)}
              >
                {words('notices.see-all')}
              </Button>
            ) : undefined
          }
        >
          <NoticeList {...props} label={words('notices.unseen')} notices={unseen} />
        </Section>
      ) : (
        <p className="quiet">{words('notices.none-new')}</p>
      )}
      {seen.length > 0 ? (
        <Section title={words('notices.seen')}>
          <NoticeList {...props} label={words('notices.seen')} notices={seen} />
        </Section>
      ) : null}
    </>
  );
}

function NoticeList(props: GroupProps & { readonly label: string }) {
  return (
    <ul className="bare-list cards" aria-label={props.label}>
      {props.notices.map((notice) => (
        <NoticeLine key={notice.id} {...props} notice={notice} />
      ))}
    </ul>
  );
}

function NoticeLine(props: GroupProps & { readonly notice: OneNotice }) {
  const { notice, seeing, onSeen } = props;
  const { words, instant } = useReader();
  const sentence = useSentence(notice);
  return (
    <li className="card card-plain">
      <div className="card-body stack-close">
        {notice.seenAt === null ? <Mark kind="due">{words('notices.new')}</Mark> : null}
        <p className="card-title">{sentence}</p>
        <Why notice={notice} />
        <p className="small quiet">
          <time dateTime={notice.at}>{instant(notice.at)}</time>
        </p>
        <WaysOn notice={notice} readsLogs={props.readsLogs} />
        {notice.seenAt === null ? (
          <Button
            label={words('notices.see.of', { what: sentence })}
            isBusy={seeing.includes(notice.id)}
            onPress={() => void onSeen([notice])}
          >
            {words('notices.see')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function useSentence({ kind, about }: OneNotice): string {
  const { words, wordsIfAny } = useReader();
  const name = about?.name ?? words('notices.somebody');
  return wordsIfAny(`notices.kind.${kind}`, { name }) ?? words('notices.other');
}

function Why({ notice }: { readonly notice: OneNotice }) {
  const { wordsIfAny } = useReader();
  const { reason } = notice;
  const sentence =
    wordsIfAny(`break-glass.reason.${reason}`) ?? wordsIfAny(`conflict.kind.${reason}`);
  return sentence === undefined ? null : <p>{sentence}</p>;
}

/** A referral to one's team is opened for what it was sent for; all else from the case. */
function wayTo({ kind, referral }: OneNotice, recordId: string): string {
  if (referral && kind === 'referrals.asked')
    return `/referred/${referral.purpose}/${recordId}/${referral.id}`;
  return referral ? `/cases/${recordId}/referrals/${referral.id}` : `/cases/${recordId}`;
}

// The code is there only for whoever may see the case; to others the case does not exist.
function WaysOn({
  notice,
  readsLogs,
}: {
  readonly notice: OneNotice;
  readonly readsLogs: boolean;
}) {
  const { words } = useReader();
  const { code, recordId } = notice;
  if (code === null || recordId === null)
    return <p className="small quiet">{words('notices.not-open')}</p>;
  // What was withdrawn is told of, and not open any more.
  if (notice.kind === 'referrals.withdrawn')
    return (
      <p className="code" dir="ltr">
        {code}
      </p>
    );
  return (
    <p className="row">
      <Link to={wayTo(notice, recordId)} label={words('notices.case', { code })}>
        <span className="code" dir="ltr">
          {code}
        </span>
      </Link>
      {readsLogs ? (
        <Link to={`/cases/${recordId}/access-log`} label={words('notices.log.of', { code })}>
          {words('notices.log')}
        </Link>
      ) : null}
    </p>
  );
}
