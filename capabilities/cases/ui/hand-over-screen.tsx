import { useState } from 'react';
import type { Answers, FormPart } from '#kernel/form-answers.ts';
import type { OutputOf } from '#kernel/endpoint.ts';
import type { Refusal } from '#kernel/result.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer, useApi } from '#platform/design/calling/api.tsx';
import { newId } from '#platform/design/calling/use-command.ts';
import { Button } from '#platform/design/controls/button.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { noteIn } from '#platform/design/form/draft-notes.ts';
import { draftFor } from '#platform/design/form/drafts.ts';
import type { Sending } from '#platform/design/form/form-state.ts';
import { FormView } from '#platform/design/form/form-view.tsx';
import { useFoundDraft } from '#platform/design/form/use-draft.ts';
import { usePack } from '#platform/design/pack/pack.tsx';
import { Page } from '#platform/design/patterns/page.tsx';
import { EmptyState, Skeleton } from '#platform/design/patterns/waiting.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { handOverChild, listReceivingTeams } from '../endpoints.ts';
import { HandOverReceipt } from './hand-over-receipt.tsx';
import { todayHere } from '#platform/design/date/today-here.ts';
import { WhomToCall } from './whom-to-call.tsx';
import type { Go, WorkerHere } from './worker-here.ts';

export type ReceivingTeam = OutputOf<typeof listReceivingTeams>['teams'][number];
const RECORD = '#record';
const TEAM = '#team';
const DRAFT = 'hand-over';

type Receipt = OutputOf<typeof handOverChild> & { readonly to: ReceivingTeam };

/** Hands a child over to a team that protects. What is left afterwards is a receipt. */
export function HandOverScreen({ worker, go }: { worker: WorkerHere; go: Go }) {
  const { words } = useReader();
  const answer: Answer<OutputOf<typeof listReceivingTeams>> = useAnswer(listReceivingTeams, {});
  const [receipt, setReceipt] = useState<Receipt | undefined>(undefined);
  if (receipt) return <HandOverReceipt receipt={receipt} to={receipt.to} onDone={() => go('/')} />;
  return (
    <Page
      title={words('hand-over.title')}
      lead={words('hand-over.lead')}
      back={{ to: '/', label: words('today.title') }}
      width="wide"
    >
      <Answered answer={answer}>
        {({ teams }) => <ToTeam teams={teams} worker={worker} go={go} onDone={setReceipt} />}
      </Answered>
    </Page>
  );
}

type ToTeamProps = {
  readonly teams: readonly ReceivingTeam[];
  readonly worker: WorkerHere;
  readonly go: Go;
  readonly onDone: (receipt: Receipt) => void;
};

/** First the team, then the form. What was begun before goes to the team that it was begun for. */
function ToTeam(props: ToTeamProps) {
  const { words } = useReader();
  const looked = useFoundDraft(DRAFT);
  const [only, ...more] = props.teams;
  const [chosen, setChosen] = useState(more.length === 0 ? only : undefined);
  const [isChanging, setChanging] = useState(false);
  if (!only)
    return (
      <EmptyState title={words('hand-over.no-team')}>
        <p>{words('hand-over.no-team.do')}</p>
      </EmptyState>
    );
  if (looked.looked === 'waiting') return <Skeleton lines={4} />;
  const begun = draftFor(DRAFT) ?? (looked.looked === 'found' ? looked.found.draft : undefined);
  const team = chosen ?? props.teams.find(({ id }) => id === noteIn(begun, TEAM));
  if (!team || isChanging)
    return (
      <ChooseTeam
        teams={props.teams}
        onChoose={(other) => {
          setChosen(other);
          setChanging(false);
        }}
      />
    );
  return (
    <>
      {more.length > 0 ? (
        <p className="row">
          <span>{words('hand-over.goes-to', { team: team.name })}</span>
          <Button kind="plain" onPress={() => setChanging(true)}>
            {words('hand-over.change')}
          </Button>
        </p>
      ) : null}
      <HandOverForm {...props} team={team} />
    </>
  );
}

function ChooseTeam(props: {
  readonly teams: readonly ReceivingTeam[];
  readonly onChoose: (team: ReceivingTeam) => void;
}) {
  const { words } = useReader();
  const [chosen, setChosen] = useState<ReceivingTeam | undefined>(undefined);
  const [isAsked, setAsked] = useState(false);
  return (
    <div className="stack-wide">
      <Choice
        label={words('hand-over.to')}
        help={words('hand-over.to.help')}
        issue={isAsked && !chosen ? words('issue.required') : undefined}
        isNeeded
        options={props.teams.map(({ id, name, agency }) => ({
          code: id,
          label: words('hand-over.team', { name, agency }),
        }))}
        value={chosen?.id}
        onChange={(id) => setChosen(props.teams.find((team) => team.id === id))}
      />
      <div className="page-action">
        <Button
          kind="primary"
          iconAfter="next"
          onPress={() => (chosen ? props.onChoose(chosen) : setAsked(true))}
        >
          {words('form.next')}
        </Button>
      </div>
    </div>
  );
}

function HandOverForm(props: ToTeamProps & { readonly team: ReceivingTeam }) {
  const { team, worker } = props;
  const { words } = useReader();
  const pack = usePack();
  const api = useApi();
  const [begun] = useState(newId);
  const form = pack.form('first-contact');
  const give =
    (part: FormPart) =>
    async (answers: Answers, { mark, note }: Sending): Promise<Refusal | undefined> => {
      const recordId = note(RECORD) ?? begun;
      const content = { recordId, team: team.id, formVersion: form.version, part, answers };
      const given = await api.call(handOverChild, { ...mark, ...content });
      if (!given.ok) return given.refusal;
      props.onDone({ ...given.value, to: team });
      return undefined;
    };
  return (
    <FormView
      form={form}
      reference={pack.reference}
      today={todayHere()}
      trained={worker.trained}
      initial={{ metOn: todayHere() }}
      draftKey={DRAFT}
      notes={{ [RECORD]: begun, [TEAM]: team.id }}
      quick={{ label: words('hand-over.send-quick'), onSave: give('quick') }}
      noteAfter={(step) => (step.id === 'call' ? <WhomToCall team={team.id} /> : null)}
      submitLabel={words('hand-over.send')}
      onSubmit={give('whole')}
      onLeave={() => props.go('/')}
    />
  );
}
