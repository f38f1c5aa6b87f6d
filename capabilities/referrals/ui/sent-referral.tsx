import type { OutputOf } from '#kernel/endpoint.ts';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import type { ServiceView } from '../domain/views.ts';
import type { referChild } from '../endpoints.ts';
import { saidIn } from './referral-words.ts';

/** It is on its way, or waits to be handed over: the one thing to do next. */
export function SentReferral(props: {
  readonly recordId: string;
  readonly sent: OutputOf<typeof referChild>;
  readonly service: ServiceView;
}) {
  const { recordId, sent, service } = props;
  const reader = useReader();
  const { words, instant } = reader;
  const name = saidIn(service.names, reader);
  const to = `/cases/${recordId}/referrals/${sent.referralId}`;
  return (
    <>
      <Notice
        kind="done"
        isNews
        title={words(sent.opened ? 'refer.sent' : 'refer.written', { name })}
      >
        <p>
          {sent.opened
            ? words('refer.sent.what', {
                team: sent.opened.team,
                until: instant(sent.opened.until),
              })
            : words('refer.written.what')}
        </p>
        <p>
          <bdi dir="ltr">{service.phone}</bdi> · {saidIn(service.hours, reader)}
        </p>
      </Notice>
      <div className="page-action row">
        {sent.opened ? (
          <ButtonLink to={`/cases/${recordId}`} kind="primary" iconAfter="next">
            {words('refer.to-case')}
          </ButtonLink>
        ) : (
          <ButtonLink to={`${to}/paper`} kind="primary" iconAfter="next">
            {words('referral.paper')}
          </ButtonLink>
        )}
        <ButtonLink to={to}>{words('refer.follow')}</ButtonLink>
      </div>
    </>
  );
}
