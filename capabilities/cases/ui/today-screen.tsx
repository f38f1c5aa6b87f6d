import { type ReactNode, useState } from 'react';
import { Choice } from '#platform/design/controls/choice.tsx';
import { ButtonLink, Link } from '#platform/design/controls/link.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { DueCases, WaitingCases } from './due-cases.tsx';
import { FindCase, type SearchHere } from './find-case.tsx';
import { HandOverHome } from './hand-over-home.tsx';
import type { WorkerHere } from './worker-here.ts';

type TodayProps = {
  readonly worker: WorkerHere;
  /** What other slices have for this person today: unfinished forms, the tour. */
  readonly first?: ReactNode;
  /** What other slices have for a team: children referred to it. */
  readonly forTeam?: (team: WorkerHere['teams'][number]) => ReactNode;
  /** Searches what this device carries; absent where no work without a network was set up. */
  readonly searchHere?: SearchHere | undefined;
};

/** What to do next, by what the person does here. */
export function TodayScreen(props: TodayProps) {
  const { worker, first } = props;
  if (worker.abilities.includes('register-child')) return <OwnWork {...props} />;
  if (worker.reads.length > 0) return <SharedWork {...props} />;
  if (worker.abilities.includes('hand-over-child'))
    return <HandOverHome worker={worker}>{first}</HandOverHome>;
  return <NothingHere>{first}</NothingHere>;
}

/** Those who accompany children: what waits for a supervisor, then the cases by due date. */
function OwnWork({ worker, first, forTeam, searchHere }: TodayProps) {
  const { words } = useReader();
  const [team, teamChoice] = useTeam(worker);
  const oversees = worker.abilities.includes('assign-case');
  return (
    <Page
      title={words('today.title')}
      actionFirst
      action={
        <ButtonLink to="/first-contact" kind="primary" icon="add">
          {words('today.begin')}
        </ButtonLink>
      }
    >
      {first}
      <FindCase here={searchHere} />
      {teamChoice}
      {team ? (
        <div key={team.id} className="stack-wide">
          {oversees ? <WaitingCases team={team.id} of="approval" /> : null}
          <WaitingCases team={team.id} of="nobody" />
          {forTeam?.(team)}
          <TeamCases worker={worker} team={team} oversees={oversees} />
        </div>
      ) : (
        <EmptyState title={words('today.no-team')}>
          <p>{words('today.no-team.do')}</p>
        </EmptyState>
      )}
      <ul className="bare-list stack small">
        {oversees && team ? (
          <li>
            <Link to={`/teams/${team.id}`}>{words('team.open')}</Link>
          </li>
        ) : null}
        {worker.abilities.includes('hand-over-child') ? (
          <li>
            <Link to="/hand-over">{words('today.hand-over')}</Link>
          </li>
        ) : null}
        {worker.abilities.includes('break-glass') ? (
          <li>
            <Link to="/break-glass">{words('today.not-open')}</Link>
          </li>
        ) : null}
      </ul>
    </Page>
  );
}

function TeamCases(props: {
  readonly worker: WorkerHere;
  readonly team: WorkerHere['teams'][number];
  readonly oversees: boolean;
}) {
  const { words } = useReader();
  const [of, setOf] = useState<'worker' | 'team'>(props.oversees ? 'team' : 'worker');
  return (
    <>
      <Choice
        label={words('today.which')}
        isFixed
        arrangement="inline"
        options={[
          { code: 'worker', label: words('today.which.worker') },
          { code: 'team', label: words('today.which.team') },
        ]}
        value={of}
        onChange={(code) => setOf(code === 'team' ? 'team' : 'worker')}
      />
      <DueCases
        key={of}
        team={props.team.id}
        of={of}
        showsWorker={of === 'team'}
        empty={
          <EmptyState title={words(`today.empty.${of}`)}>
            <p>{words(`today.empty.${of}.what`)}</p>
          </EmptyState>
        }
      />
    </>
  );
}

/** Those who are asked to help: health workers, police, registrars see what was shared with them. */
function SharedWork({ worker, first, forTeam }: TodayProps) {
  const { words } = useReader();
  const [team, teamChoice] = useTeam(worker);
  return (
    <Page
      title={words('today.title')}
      actionFirst
      action={
        worker.abilities.includes('hand-over-child') ? (
          <ButtonLink to="/hand-over" icon="add">
            {words('hand-over.begin')}
          </ButtonLink>
        ) : null
      }
    >
      {first}
      {teamChoice}
      {team ? (
        <div key={team.id} className="stack-wide">
          {forTeam?.(team)}
          <DueCases
            team={team.id}
            of="shared"
            empty={
              <EmptyState title={words('today.empty.shared')}>
                <p>{words('today.empty.shared.what')}</p>
              </EmptyState>
            }
          />
        </div>
      ) : null}
    </Page>
  );
}

/** The team whose work is shown; a choice only where someone works in several. */
function useTeam(worker: WorkerHere) {
  const { words } = useReader();
  const [chosen, setChosen] = useState(worker.teams[0]);
  const choice =
    worker.teams.length > 1 ? (
      <Choice
        label={words('today.team')}
        isFixed
        arrangement="inline"
        options={worker.teams.map((team) => ({ code: team.id, label: team.name }))}
        value={chosen?.id}
        onChange={(id) => setChosen(worker.teams.find((team) => team.id === id))}
      />
    ) : null;
  return [chosen, choice] as const;
}

function NothingHere({ children }: { readonly children?: ReactNode }) {
  const { words } = useReader();
  return (
    <Page title={words('today.title')}>
      {children}
      <EmptyState title={words('today.nothing')}>
        <p>{words('today.nothing.do')}</p>
      </EmptyState>
    </Page>
  );
}
