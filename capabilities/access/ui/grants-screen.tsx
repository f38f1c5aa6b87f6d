import type { OutputOf } from '#kernel/endpoint.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Page, Section } from '#platform/design/patterns/page.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { listGrants } from '../record-endpoints.ts';
import { ConflictList } from './conflict-list.tsx';
import { GrantList } from './grant-list.tsx';
import type { WorkerHere } from './worker-here.ts';

type Grants = OutputOf<typeof listGrants>;

/** Who may see what of a case, why and until when; and who must not see it. */
export function GrantsScreen({ recordId, worker }: { recordId: string; worker: WorkerHere }) {
  const { words } = useReader();
  const answer: Answer<Grants> = useAnswer(listGrants, { recordId });
  const again = answer.state === 'waiting' ? () => undefined : answer.again;
  return (
    <Page
      title={words('grants.title')}
      lead={words('grants.lead')}
      back={{ to: `/cases/${recordId}`, label: words('grants.back') }}
    >
      <Answered answer={answer}>
        {({ grants, mayShare, conflicts }) => (
          <>
            <Section title={words('grants.open-to')}>
              {grants.length === 0 ? (
                <EmptyState title={words('grants.none')} />
              ) : (
                <GrantList recordId={recordId} grants={grants} onChanged={again} />
              )}
              {mayShare.length > 0 ? (
                <div className="row">
                  <ButtonLink to={`/cases/${recordId}/access/share`} kind="primary" icon="add">
                    {words('share.open')}
                  </ButtonLink>
                </div>
              ) : (
                <p className="small quiet">{words('grants.no-share')}</p>
              )}
            </Section>
            <Section title={words('conflict.title')}>
              <ConflictList
                recordId={recordId}
                conflicts={conflicts}
                worker={worker}
                onChanged={again}
              />
            </Section>
          </>
        )}
      </Answered>
      {/* Whoever may not see the list can still say that they must see nothing. */}
      <div className="row">
        <ButtonLink to={`/cases/${recordId}/access/conflict`}>{words('conflict.open')}</ButtonLink>
      </div>
    </Page>
  );
}
