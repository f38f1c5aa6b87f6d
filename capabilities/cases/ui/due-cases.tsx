import type { TeamId } from '#kernel/ids.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { type CardItem, CardList } from '#platform/design/patterns/card-list.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { EmptyState, Skeleton } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useNow } from '#platform/design/reader/use-now.ts';
import type { CaseCard } from '../domain/views.ts';
import { CaseCode, PlanMark, RiskMark } from './case-marks.tsx';
import { dueWords, isLate } from './due-words.ts';
import { useCaseList } from './use-case-list.ts';
import type { WorkerHere } from './worker-here.ts';

/** The open cases of a team by due date; for a supervisor the plans that wait come first. */
export function DueCases(props: {
  readonly team: { readonly id: TeamId; readonly name: string };
  readonly worker: WorkerHere;
}) {
  const { words } = useReader();
  const { cases, refusal, hasMore, isBusy, more } = useCaseList(props.team.id);
  const approves = props.worker.abilities.includes('approve-plan');
  return (
    <>
      {refusal ? (
        <RefusalNotice refusal={refusal}>
          <Button onPress={more}>{words('refusal.again')}</Button>
        </RefusalNotice>
      ) : null}
      {cases === undefined && !refusal ? <Skeleton lines={6} /> : null}
      {cases?.length === 0 ? (
        <EmptyState title={words('today.empty')}>
          <p>{words('today.empty.what')}</p>
        </EmptyState>
      ) : null}
      {cases && cases.length > 0 ? <Groups cases={cases} approves={approves} /> : null}
      {hasMore ? (
        <Button isBusy={isBusy} onPress={more}>
          {words('today.more')}
        </Button>
      ) : null}
    </>
  );
}

function Groups(props: { readonly cases: readonly CaseCard[]; readonly approves: boolean }) {
  const { words } = useReader();
  const waits = (one: CaseCard) => props.approves && one.codes?.plan === 'written';
  const waiting = props.cases.filter(waits);
  const others = props.cases.filter((one) => !waits(one));
  return (
    <>
      {waiting.length > 0 ? (
        <Section title={words('today.waiting', { count: waiting.length })}>
          <Cards
            label={words('today.waiting', { count: waiting.length })}
            cases={waiting}
            approve
          />
        </Section>
      ) : null}
      {others.length > 0 ? (
        <Section title={words('today.due')}>
          <Cards label={words('today.due')} cases={others} />
        </Section>
      ) : null}
    </>
  );
}

function Cards(props: {
  readonly label: string;
  readonly cases: readonly CaseCard[];
  readonly approve?: boolean;
}) {
  const items = props.cases.map((one): CardItem => {
    const to = `/cases/${one.recordId}`;
    return {
      id: one.recordId,
      to: props.approve ? `${to}/plan/approval` : to,
      title: <CaseCode code={one.code} />,
      lines: [<Due key="due" card={one} />],
      marks: <Marks card={one} />,
    };
  });
  return <CardList label={props.label} items={items} />;
}

function Due({ card }: { readonly card: CaseCard }) {
  const reader = useReader();
  const { words, instant } = reader;
  const now = useNow();
  if (card.dueAt === null) return words('due.nothing');
  const what = words(card.dueClock === null ? 'due.something' : `clock.${card.dueClock}`);
  return (
    <>
      {what}:{' '}
      <time
        dateTime={card.dueAt}
        title={instant(card.dueAt)}
        className={isLate(card.dueAt, now) ? 'is-late' : ''}
      >
        {dueWords(card.dueAt, now, reader)}
      </time>
    </>
  );
}

function Marks({ card }: { readonly card: CaseCard }) {
  if (!card.codes) return null;
  return (
    <>
      <RiskMark level={card.codes.risk} />
      {card.codes.plan === 'none' ? null : <PlanMark plan={card.codes.plan} />}
    </>
  );
}
