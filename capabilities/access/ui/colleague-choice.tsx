import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { Choice } from '#platform/design/controls/choice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { listColleagues } from '../record-endpoints.ts';

type Colleagues = OutputOf<typeof listColleagues>;
type Team = Colleagues['teams'][number];

/** A person, or a whole team, as they are chosen and sent. */
export type Colleague = { readonly name: string } & (
  { readonly worker: string } | { readonly team: string }
);

/** First the team, then the person in it, or the team as a whole where that is offered. */
export function ColleagueChoice(props: {
  /** The teams that are offered; all when not given. */
  readonly teams?: readonly string[] | undefined;
  readonly offersTeam: boolean;
  /** Somebody who is not offered. */
  readonly except?: string;
  readonly value: Colleague | undefined;
  readonly onChange: (colleague: Colleague | undefined) => void;
  readonly isChecked: boolean;
}) {
  const { words } = useReader();
  const answer: Answer<Colleagues> = useAnswer(listColleagues, {});
  const [teamId, setTeamId] = useState<string | undefined>(undefined);
  return (
    <Answered answer={answer}>
      {({ teams }) => {
        const offered = teams.filter((one) => !props.teams || props.teams.includes(one.id));
        const team = offered.length === 1 ? offered[0] : offered.find((one) => one.id === teamId);
        return (
          <>
            {offered.length > 1 ? (
              <Choice
                label={words('colleague.team')}
                isNeeded
                options={offered.map(({ id, name, agency }) => ({
                  code: id,
                  label: words('colleague.team.of', { name, agency }),
                }))}
                value={teamId}
                onChange={(id) => {
                  setTeamId(id);
                  props.onChange(undefined);
                }}
                issue={props.isChecked && !team ? words('colleague.team.issue') : undefined}
              />
            ) : null}
            {team ? <InTeam key={team.id} {...props} team={team} /> : null}
          </>
        );
      }}
    </Answered>
  );
}

const WHOLE_TEAM = 'team';

function InTeam(props: {
  readonly team: Team;
  readonly offersTeam: boolean;
  readonly except?: string;
  readonly value: Colleague | undefined;
  readonly onChange: (colleague: Colleague | undefined) => void;
  readonly isChecked: boolean;
}) {
  const { team, value } = props;
  const { words } = useReader();
  const answer: Answer<Colleagues> = useAnswer(listColleagues, { team: team.id });
  const choose = (workers: Colleagues['workers'], code: string | undefined) => {
    if (code === WHOLE_TEAM) props.onChange({ team: team.id, name: team.name });
    const worker = workers.find((one) => one.id === code);
    if (worker) props.onChange({ worker: worker.id, name: worker.name });
  };
  return (
    <Answered answer={answer}>
      {({ workers }) => {
        const people = workers.filter((one) => one.id !== props.except);
        const options = [
          ...(props.offersTeam ? [{ code: WHOLE_TEAM, label: words('colleague.whole-team') }] : []),
          ...people.map(({ id, name }) => ({ code: id, label: name })),
        ];
        if (options.length === 0) return <p className="quiet">{words('colleague.nobody')}</p>;
        return (
          <Choice
            label={words('colleague.person')}
            isNeeded
            options={options}
            value={value && ('team' in value ? WHOLE_TEAM : value.worker)}
            onChange={(code) => choose(workers, code)}
            issue={props.isChecked && !value ? words('colleague.person.issue') : undefined}
          />
        );
      }}
    </Answered>
  );
}
