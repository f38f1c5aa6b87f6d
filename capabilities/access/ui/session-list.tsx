import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { useAnswer, useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { endOtherSessions, listSessions, revokeSession } from '../endpoints.ts';
import { EndSessionDialog, SessionLine } from './session-line.tsx';

type Session = OutputOf<typeof listSessions>['sessions'][number];

/** The devices on which one is signed in; a lost phone is signed out from here. */
export function SessionList() {
  const answer = useAnswer(listSessions, {});
  return (
    <Answered answer={answer}>
      {({ sessions }) => (
        <Sessions
          sessions={sessions}
          onEnded={() => (answer.state === 'ready' ? answer.again() : undefined)}
        />
      )}
    </Answered>
  );
}

function Sessions(props: { readonly sessions: readonly Session[]; readonly onEnded: () => void }) {
  const { words } = useReader();
  const one = useCall(revokeSession);
  const others = useCall(endOtherSessions);
  const [ending, setEnding] = useState<Session | 'all' | undefined>(undefined);
  const refusal = one.refusal ?? others.refusal;
  const end = async () => {
    if (ending === undefined) return;
    const ended = ending === 'all' ? await others.run({}) : await one.run({ sessionId: ending.id });
    setEnding(undefined);
    if (ended.ok) props.onEnded();
  };
  return (
    <>
      {refusal ? <RefusalNotice refusal={refusal} isNews /> : null}
      <ul className="bare-list cards" aria-label={words('sessions.title')}>
        {props.sessions.map((session) => (
          <SessionLine key={session.id} session={session} onEnd={() => setEnding(session)} />
        ))}
      </ul>
      {props.sessions.some((session) => !session.current) ? (
        <div className="row">
          <Button onPress={() => setEnding('all')}>{words('sessions.end-others')}</Button>
        </div>
      ) : null}
      <EndSessionDialog
        ending={ending}
        allTitle={words('sessions.end-others.title')}
        isBusy={one.isBusy || others.isBusy}
        onEnd={() => void end()}
        onClose={() => setEnding(undefined)}
      />
    </>
  );
}
