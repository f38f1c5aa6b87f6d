import { useState } from 'react';
import { Choice } from '#platform/design/controls/choice.tsx';
import { ButtonLink, Link } from '#platform/design/controls/link.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { EmptyState } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { DueCases } from './due-cases.tsx';
import type { WorkerHere } from './worker-here.ts';

/** What to do next. Whoever only hands children over sees that way and nothing else. */
export function TodayScreen({ worker }: { readonly worker: WorkerHere }) {
  if (worker.abilities.includes('register-child')) return <MyCases worker={worker} />;
  if (worker.abilities.includes('hand-over-child')) return <HandOverOnly />;
  return <NothingHere />;
}

function MyCases({ worker }: { readonly worker: WorkerHere }) {
  const { words } = useReader();
  const [chosen, setChosen] = useState(worker.teams[0]);
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
      {worker.teams.length > 1 ? (
        <Choice
          label={words('today.team')}
          isNeeded
          arrangement="inline"
          options={worker.teams.map((team) => ({ code: team.id, label: team.name }))}
          value={chosen?.id}
          onChange={(id) => setChosen(worker.teams.find((team) => team.id === id))}
        />
      ) : null}
      {chosen ? (
        <DueCases key={chosen.id} team={chosen} worker={worker} />
      ) : (
        <EmptyState title={words('today.no-team')}>
          <p>{words('today.no-team.do')}</p>
        </EmptyState>
      )}
      {worker.abilities.includes('break-glass') ? (
        <p className="small">
          <Link to="/break-glass">{words('today.not-open')}</Link>
        </p>
      ) : null}
    </Page>
  );
}

function HandOverOnly() {
  const { words } = useReader();
  return (
    <Page
      title={words('hand-over.start')}
      lead={words('hand-over.start.lead')}
      action={
        <ButtonLink to="/hand-over" kind="primary" iconAfter="next">
          {words('hand-over.begin')}
        </ButtonLink>
      }
    >
      <ol className="steps">
        <li>{words('hand-over.start.ask')}</li>
        <li>{words('hand-over.start.send')}</li>
        <li>{words('hand-over.start.receipt')}</li>
      </ol>
    </Page>
  );
}

function NothingHere() {
  const { words } = useReader();
  return (
    <Page title={words('today.title')}>
      <EmptyState title={words('today.nothing')}>
        <p>{words('today.nothing.do')}</p>
      </EmptyState>
    </Page>
  );
}
