import { useRouterState } from '@tanstack/react-router';
import { createContext, type ReactNode, use, useEffect, useRef } from 'react';
import { listNotices } from '#capabilities/access/record-endpoints.ts';
import type { NoticesAnswer } from '#capabilities/access/ui/notices-screen.tsx';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { useSession } from '../session.tsx';

const NoticesContext = createContext<Answer<NoticesAnswer>>({ state: 'waiting' });

/** Keeps the notices of whoever is signed in: asked for once, for the header and the list alike. */
export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const { now } = useSession();
  // A session that has ended changes nothing here: the screens below must stay as they are.
  return now.state === 'signed-in' || now.state === 'ended' ? (
    <Kept key={now.me.worker.id} lacks={now.me.signIn.lacks}>
      {children}
    </Kept>
  ) : (
    children
  );
}

function Kept(props: { readonly lacks: string | null; readonly children: ReactNode }) {
  const { lacks, children } = props;
  const answer: Answer<NoticesAnswer> = useAnswer(listNotices, {});
  const path = useRouterState({ select: (state) => state.location.pathname });
  // Whoever had to mend their sign-in first was given none until then.
  const here = `${path} ${lacks ?? ''}`;
  const lastHere = useRef(here);
  const again = answer.state === 'waiting' ? undefined : answer.again;
  // Every change of the screen looks for new ones; nobody waits for it.
  useEffect(() => {
    if (lastHere.current === here || !again) return;
    lastHere.current = here;
    again();
  }, [here, again]);
  return <NoticesContext value={answer}>{children}</NoticesContext>;
}

export function useNotices(): Answer<NoticesAnswer> {
  return use(NoticesContext);
}
