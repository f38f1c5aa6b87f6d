import { useState } from 'react';
import { useCall } from '#platform/design/calling/api.tsx';
import { useCommand } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { ButtonLink } from '#platform/design/controls/link.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { ConflictKind } from '../domain/access-section.ts';
import { declareConflict } from '../record-endpoints.ts';
import { type Colleague, ColleagueChoice } from './colleague-choice.tsx';
import type { WorkerHere } from './worker-here.ts';

type Who = 'me' | 'colleague';
type Declared = { readonly who: Who; readonly name: string };

/** Says that someone must not see a case: oneself, or a colleague. It holds at once. */
export function ConflictScreen({ recordId, worker }: { recordId: string; worker: WorkerHere }) {
  const { words } = useReader();
  const [declared, setDeclared] = useState<Declared | undefined>(undefined);
  const list = `/cases/${recordId}/access`;
  // Whoever has shut themselves out has no list to go back to.
  const back =
    declared?.who === 'me'
      ? { to: '/', label: words('notices.back') }
      : { to: list, label: words('grants.title') };
  return (
    <Page title={words('conflict.new')} lead={words('conflict.lead')} back={back}>
      {declared ? (
        <>
          <Notice
            kind="done"
            isNews
            title={words(`conflict.done.${declared.who}`, { name: declared.name })}
          >
            <p>{words('conflict.done.told')}</p>
          </Notice>
          <div className="page-action">
            <ButtonLink to={back.to} kind="primary" iconAfter="next">
              {back.label}
            </ButtonLink>
          </div>
        </>
      ) : (
        <ConflictForm recordId={recordId} worker={worker} onDeclared={setDeclared} />
      )}
    </Page>
  );
}

function ConflictForm(props: {
  readonly recordId: string;
  readonly worker: WorkerHere;
  readonly onDeclared: (declared: Declared) => void;
}) {
  const { recordId, worker } = props;
  const { words } = useReader();
  const { run, isBusy, refusal } = useCall(declareConflict);
  const command = useCommand();
  const [who, setWho] = useState<Who>('me');
  const [kind, setKind] = useState<ConflictKind | undefined>(undefined);
  const [colleague, setColleague] = useState<Colleague | undefined>(undefined);
  const [isChecked, setChecked] = useState(false);
  const send = async () => {
    setChecked(true);
    const said = who === 'me' ? saidOf(worker.id, 'related') : saidOf(personOf(colleague), kind);
    if (!said) return;
    const content = { recordId, ...said };
    const declared = await run({ ...command(content), ...content });
    if (declared.ok) props.onDeclared({ who, name: colleague?.name ?? '' });
  };
  return (
    <form
      className="stack-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <WhoChoice value={who} onChange={setWho} />
      {who === 'colleague' ? (
        <>
          <ColleagueChoice
            // Colleagues of other teams are named to those who share with them, and to nobody else.
            teams={
              worker.abilities.includes('share') ? undefined : worker.teams.map((team) => team.id)
            }
            offersTeam={false}
            except={worker.id}
            value={colleague}
            onChange={setColleague}
            isChecked={isChecked}
          />
          <KindChoice value={kind} onChange={setKind} isChecked={isChecked} />
        </>
      ) : null}
      <WhatFollows who={who} />
      <div className="page-action">
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {words(`conflict.do.${who}`)}
        </Button>
      </div>
    </form>
  );
}

function saidOf(worker: string | undefined, kind: ConflictKind | undefined) {
  return worker === undefined || kind === undefined ? undefined : { worker, kind };
}

function personOf(colleague: Colleague | undefined): string | undefined {
  return colleague && 'worker' in colleague ? colleague.worker : undefined;
}

function WhoChoice(props: { readonly value: Who; readonly onChange: (who: Who) => void }) {
  const { words } = useReader();
  return (
    <Choice
      label={words('conflict.who')}
      isFixed
      options={(['me', 'colleague'] as const).map((code) => ({
        code,
        label: words(`conflict.who.${code}`),
      }))}
      value={props.value}
      onChange={(code) => props.onChange(code === 'colleague' ? 'colleague' : 'me')}
    />
  );
}

function KindChoice(props: {
  readonly value: ConflictKind | undefined;
  readonly onChange: (kind: ConflictKind) => void;
  readonly isChecked: boolean;
}) {
  const { words } = useReader();
  return (
    <Choice
      label={words('conflict.kind')}
      help={words('conflict.kind.help')}
      isNeeded
      options={ConflictKind.options.map((code) => ({
        code,
        label: words(`conflict.kind.${code}`),
      }))}
      value={props.value}
      onChange={(code) => {
        const kind = ConflictKind.safeParse(code);
        if (kind.success) props.onChange(kind.data);
      }}
      issue={
        props.isChecked && props.value === undefined ? words('break-glass.reason.issue') : undefined
      }
    />
  );
}

function WhatFollows({ who }: { readonly who: Who }) {
  const { words } = useReader();
  return (
    <section className="panel">
      <h2>{words('break-glass.follows')}</h2>
      <ul className="inside-list">
        <li>{words(`conflict.follows.${who}`)}</li>
        <li>{words('conflict.follows.told')}</li>
        <li>{words('conflict.follows.lifted')}</li>
      </ul>
    </section>
  );
}
