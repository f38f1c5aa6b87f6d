import { useState } from 'react';
import type { OutputOf } from '#kernel/endpoint.ts';
import { Answered } from '#platform/design/calling/answered.tsx';
import { useAnswer, useCall } from '#platform/design/calling/api.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { Dialog } from '#platform/design/patterns/dialog.tsx';
import { Mark } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { listSessions, revokeSession } from '../endpoints.ts';

type Session = OutputOf<typeof listSessions>['sessions'][number];

/** The devices on which one is signed in; a lost phone is signed out from here. */
export function SessionList() {
  const { words } = useReader();
  const answer = useAnswer(listSessions, {});
  const { run, isBusy, refusal } = useCall(revokeSession);
  const [ending, setEnding] = useState<Session | undefined>(undefined);
  const end = async (session: Session, again: () => void) => {
    const result = await run({ sessionId: session.id });
    setEnding(undefined);
    if (result.ok) again();
  };
  return (
    <Answered answer={answer}>
      {({ sessions }) => (
        <>
          {refusal ? <RefusalNotice refusal={refusal} /> : null}
          <ul className="bare-list cards">
            {sessions.map((session) => (
              <SessionLine key={session.id} session={session} onEnd={() => setEnding(session)} />
            ))}
          </ul>
          <Dialog
            title={words('sessions.end.title')}
            isOpen={ending !== undefined}
            onClose={() => setEnding(undefined)}
            actions={
              <>
                <Button onPress={() => setEnding(undefined)}>{words('sessions.end.keep')}</Button>
                <Button
                  kind="primary"
                  isBusy={isBusy}
                  onPress={() => {
                    if (ending && answer.state === 'ready') void end(ending, answer.again);
                  }}
                >
                  {words('sessions.end')}
                </Button>
              </>
            }
          >
            <p>{words('sessions.end.what', { device: ending?.device ?? '' })}</p>
          </Dialog>
        </>
      )}
    </Answered>
  );
}

function SessionLine(props: { readonly session: Session; readonly onEnd: () => void }) {
  const { words, instant } = useReader();
  const { session } = props;
  return (
    <li className="card">
      <div className="card-body">
        <p className="card-title">
          <bdi>{session.device}</bdi>
        </p>
        <p className="small quiet">
          {words('sessions.seen', { when: instant(session.lastSeenAt) })}
        </p>
        <p className="small quiet">
          {words('sessions.since', { when: instant(session.createdAt) })}
        </p>
      </div>
      <div className="card-marks">
        {session.current ? (
          <Mark kind="info">{words('sessions.current')}</Mark>
        ) : (
          <Button
            label={words('sessions.end.of', { device: session.device })}
            onPress={props.onEnd}
          >
            {words('sessions.end')}
          </Button>
        )}
      </div>
    </li>
  );
}
