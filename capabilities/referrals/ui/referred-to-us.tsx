import type { OutputOf } from '#kernel/endpoint.ts';
import type { Purpose } from '#kernel/sensitivity.ts';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { CardList } from '#platform/design/patterns/card-list.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { listReceived, listServices } from '../endpoints.ts';
import { ReferralMark } from './referral-mark.tsx';
import { codeWords } from './referral-words.ts';
import { ReplyDue } from './reply-due.tsx';
import type { Go } from './worker-here.ts';

type Team = { readonly id: string; readonly name: string };
type Services = OutputOf<typeof listServices>;
type Received = OutputOf<typeof listReceived>;

/** What was referred to a team, for Today: the soonest reply first. Nothing where nobody refers to it. */
export function ReferredToUs({ team }: { readonly team: Team; readonly go?: Go }) {
  const answer: Answer<Services> = useAnswer(listServices, {});
  if (answer.state !== 'ready') return null;
  const own = answer.value.services.filter((service) => service.team?.id === team.id);
  const purposes = [...new Set(own.map((service) => service.purpose))];
  return purposes.map((purpose) => <ForPurpose key={purpose} team={team} purpose={purpose} />);
}

/** A team reads what was referred to it for what it was sent for, whatever its worker does just now. */
function ForPurpose({ team, purpose }: { readonly team: Team; readonly purpose: Purpose }) {
  const reader = useReader();
  const { words } = reader;
  const answer: Answer<Received> = useAnswer(listReceived, { team: team.id }, { purpose });
  if (answer.state !== 'ready') return null;
  const { referrals, next } = answer.value;
  const title = words('received.title', { count: referrals.length });
  return (
    <Section title={title}>
      {referrals.length === 0 ? (
        <p className="quiet">{words('received.none')}</p>
      ) : (
        <CardList
          label={title}
          items={referrals.map((one) => ({
            id: one.referralId,
            to: `/referred/${purpose}/${one.recordId}/${one.referralId}`,
            title: (
              <span className="code" dir="ltr">
                {one.code}
              </span>
            ),
            lines: [
              codeWords(reader, 'helping-service', one.kind),
              one.replyBy === null ? words('received.answered') : <ReplyDue at={one.replyBy} />,
            ],
            marks: (
              <>
                <Mark kind={one.urgency === 'immediate' ? 'danger' : 'due'}>
                  {codeWords(reader, 'referral-urgency', one.urgency)}
                </Mark>
                <ReferralMark state={one.state} />
              </>
            ),
          }))}
        />
      )}
      {next === null ? null : <p className="small quiet">{words('received.more')}</p>}
    </Section>
  );
}
