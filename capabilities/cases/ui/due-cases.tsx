import { type ReactNode, useState } from 'react';
import type { TeamId } from '#kernel/ids.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { type CardItem, CardList } from '#platform/design/patterns/card-list.tsx';
import { Section } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { Skeleton } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useNow } from '#platform/design/reader/use-now.ts';
import type { CaseCard } from '../domain/views.ts';
import { CaseCode, PlanMark, RiskMark } from './case-marks.tsx';
import { groupByDue } from './due-groups.ts';
import { dueWords, isLate } from './due-words.ts';
import { type CaseList, type ListOf, useCaseList } from './use-case-list.ts';

/** A list of open cases by when they are due. `empty` stands there when there is none. */
export function DueCases(props: {
  readonly team: TeamId;
  readonly of: ListOf;
  readonly showsWorker?: boolean;
  readonly empty: ReactNode;
}) {
  const list = useCaseList(props.team, props.of);
  const now = useNow();
  const { words } = useReader();
  const framed = (
    <ListFrame list={list} empty={props.empty}>
      {(cases) =>
        groupByDue(cases, now).map(({ group, cases: held }) => (
          <Section key={group} title={words(`due.group.${group}`)}>
            <Cards
              label={words(`due.group.${group}`)}
              cases={held}
              showsWorker={props.showsWorker ?? false}
            />
          </Section>
        ))
      }
    </ListFrame>
  );
  if (!list.isOnlyHere || props.of === 'worker') return framed;
  return (
    <>
      <p className="quiet">{words('today.only-here')}</p>
      {framed}
    </>
  );
}

/** A short list with a heading of its own that is not there while it is empty. */
export function WaitingCases(props: { readonly team: TeamId; readonly of: 'approval' | 'nobody' }) {
  const list = useCaseList(props.team, props.of);
  const { words } = useReader();
  const [showsAll, setShowsAll] = useState(false);
  if (list.cases?.length === 0) return null;
  const title = words(`today.${props.of}`);
  return (
    <Section title={title}>
      <ListFrame list={list} empty={null}>
        {(cases) => (
          <>
            <Cards
              label={title}
              cases={showsAll ? cases : cases.slice(0, FIRST)}
              showsWorker={props.of === 'approval'}
              to={WAYS[props.of]}
            />
            {cases.length > FIRST && !showsAll ? (
              <Button kind="plain" onPress={() => setShowsAll(true)}>
                {words('today.show-all', { count: cases.length })}
              </Button>
            ) : null}
          </>
        )}
      </ListFrame>
    </Section>
  );
}

/** So many stand there at once: what is one's own shall not disappear below them. */
const FIRST = 3;
const WAYS = { approval: '/plan/approval', nobody: '' } as const;

function ListFrame(props: {
  readonly list: CaseList;
  readonly empty: ReactNode;
  readonly children: (cases: readonly CaseCard[]) => ReactNode;
}) {
  const { words } = useReader();
  const { cases, refusal, hasMore, isBusy, more } = props.list;
  return (
    <>
      {refusal ? (
        <RefusalNotice refusal={refusal}>
          <Button onPress={more}>{words('refusal.again')}</Button>
        </RefusalNotice>
      ) : null}
      {cases === undefined && !refusal ? <Skeleton lines={6} /> : null}
      {cases?.length === 0 ? props.empty : null}
      {cases && cases.length > 0 ? props.children(cases) : null}
      {hasMore ? (
        <Button isBusy={isBusy} onPress={more}>
          {words('today.more')}
        </Button>
      ) : null}
    </>
  );
}

function Cards(props: {
  readonly label: string;
  readonly cases: readonly CaseCard[];
  readonly showsWorker: boolean;
  readonly to?: string;
}) {
  const items = props.cases.map((one): CardItem => {
    const holder = props.showsWorker ? [<Holder key="holder" card={one} />] : [];
    return {
      id: one.recordId,
      to: `/cases/${one.recordId}${props.to ?? ''}`,
      title: <CaseCode code={one.code} />,
      lines: [<Due key="due" card={one} />, ...holder],
      marks: <Marks card={one} />,
    };
  });
  return <CardList label={props.label} items={items} />;
}

function Holder({ card }: { readonly card: CaseCard }) {
  const { words } = useReader();
  return card.worker
    ? words('assignment.of', { name: card.worker.name })
    : words('assignment.nobody');
}

function Due({ card }: { readonly card: CaseCard }) {
  const reader = useReader();
  const { words, instant } = reader;
  const now = useNow();
  if (card.dueAt === null) return words('due.nothing');
  const what = words(card.dueClock === null ? 'due.something' : `clock.${card.dueClock}`);
  return (
    <>
      {words('due.what', { what })}{' '}
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
