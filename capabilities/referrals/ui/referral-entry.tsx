import type { ReactNode } from 'react';
import { useReader } from '#platform/design/reader/reader.tsx';
import {
  ReferralAnswered,
  ReferralHandedOver,
  ReferralSent,
  ReferralWithdrawn,
  type Reply,
} from '../domain/referral-sections.ts';
import { codeWords, saidIn } from './referral-words.ts';

/** What an entry of this slice says on the timeline; undefined for entries of others. */
export function referralEntry(type: string, body: unknown): ReactNode {
  switch (type) {
    case 'referrals.sent':
      return <Sent body={body} />;
    case 'referrals.answered':
      return <Answered body={body} />;
    case 'referrals.handed-over':
      return <HandedOver body={body} />;
    case 'referrals.withdrawn':
      return <Withdrawn body={body} />;
    default:
      return undefined;
  }
}

type Body = { readonly body: unknown };

function Sent({ body }: Body) {
  const reader = useReader();
  const said = ReferralSent.safeParse(body);
  if (!said.success) return null;
  const { service, message } = said.data;
  return (
    <div className="stack-close">
      <p>
        <bdi>{saidIn(service.names, reader)}</bdi>
      </p>
      <p>{codeWords(reader, 'referral-reason', message.reason)}</p>
    </div>
  );
}

function Answered({ body }: Body) {
  const reader = useReader();
  const said = ReferralAnswered.safeParse(body);
  if (!said.success) return null;
  const { reply, note, heardBy } = said.data;
  return (
    <div className="stack-close">
      <ReplyWords reply={reply} />
      {note === null ? null : (
        <blockquote className="note" dir="auto">
          {note}
        </blockquote>
      )}
      {heardBy === 'team-of-the-child' ? (
        <p className="small quiet">{reader.words('referral.heard')}</p>
      ) : null}
    </div>
  );
}

/** What a service said, in a sentence. */
export function ReplyWords({ reply }: { readonly reply: Reply }) {
  const reader = useReader();
  const { words, day } = reader;
  switch (reply.answer) {
    case 'declined': {
      const reason = codeWords(reader, 'referral-decline', reply.reason);
      return <p>{words('referral.said.declined', { reason })}</p>;
    }
    case 'first-seen':
      return <p>{words('referral.said.first-seen', { day: day(reply.on) })}</p>;
    case 'completed': {
      const outcome = codeWords(reader, 'referral-outcome', reply.outcome);
      return <p>{words('referral.said.completed', { outcome })}</p>;
    }
    case 'received':
    case 'accepted':
      return <p>{words(`referral.said.${reply.answer}`)}</p>;
  }
}

function HandedOver({ body }: Body) {
  const reader = useReader();
  const said = ReferralHandedOver.safeParse(body);
  if (!said.success) return null;
  const { way, on } = said.data;
  return (
    <p>
      {codeWords(reader, 'referral-way', way)}, {reader.day(on)}
    </p>
  );
}

function Withdrawn({ body }: Body) {
  const reader = useReader();
  const said = ReferralWithdrawn.safeParse(body);
  return said.success ? <p>{codeWords(reader, 'referral-withdrawal', said.data.reason)}</p> : null;
}
