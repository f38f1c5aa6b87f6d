import { Outlet } from '@tanstack/react-router';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { lazy, Suspense, useEffect, useState } from 'react';
import { type Answer, useAnswer } from '#platform/design/calling/api.tsx';
import { Answered } from '#platform/design/calling/answered.tsx';
import { Button } from '#platform/design/controls/button.tsx';
import { type PackAnswer, PackProvider, readPack } from '#platform/design/pack/pack.tsx';
import { Notice } from '#platform/design/patterns/notice.tsx';
import { RefusalNotice } from '#platform/design/patterns/refusal-notice.tsx';
import { Skeleton } from '#platform/design/patterns/waiting.tsx';
import { ReaderProvider, useReader } from '#platform/design/reader/reader.tsx';
import { SignInPage } from '../pages/sign-in-page.tsx';
import { type Me, useSession } from '../session.tsx';
import { loadAhead } from '../load-ahead.ts';
import { useSettings } from '../settings-context.ts';

/**
 * Lets through who is signed in. Others sign in at the same address, so that a session that ends
 * while someone writes brings them back to what they were writing.
 */
export function SignedIn() {
  const { now, refresh } = useSession();
  const { words } = useReader();
  switch (now.state) {
    case 'waiting':
      return <Skeleton lines={4} />;
    case 'signed-out':
      return <SignInPage />;
    case 'refused':
      return (
        <RefusalNotice refusal={now.refusal}>
          <Button onPress={() => void refresh()}>{words('refusal.again')}</Button>
        </RefusalNotice>
      );
    case 'signed-in':
    case 'ended':
      return (
        <>
          <LetIn key={now.me.worker.id} me={now.me} isEnded={now.state === 'ended'} />
          {now.state === 'ended' ? <SessionEnded /> : null}
        </>
      );
  }
}

// Few ever need it, so the first load of everyone else goes without.
const MendSignInScreen = lazy(() =>
  import('#capabilities/access/ui/mend-sign-in-screen.tsx').then((screen) => ({
    default: screen.MendSignInScreen,
  })),
);

/**
 * Whoever must mend their sign-in first sees that and nothing else; what was on screen before, with
 * a form half written, stays as it is, out of sight.
 */
function LetIn({ me, isEnded }: { readonly me: Me; readonly isEnded: boolean }) {
  const { refresh } = useSession();
  const isHeld = me.signIn.lacks !== null;
  const [wasLetIn, setLetIn] = useState(!isHeld);
  if (!isHeld && !wasLetIn) setLetIn(true);
  return (
    <>
      {wasLetIn ? (
        <div hidden={isEnded || isHeld}>
          <WithPack />
        </div>
      ) : null}
      {isHeld && !isEnded ? (
        <Suspense fallback={<Skeleton lines={4} />}>
          <MendSignInScreen signIn={me.signIn} onMended={() => void refresh()} />
        </Suspense>
      ) : null}
    </>
  );
}

/**
 * The sign-in over whatever was on screen, which stays as it is, out of sight. It is a dialog of its
 * own, so that one that was open below does not keep anybody from it.
 */
function SessionEnded() {
  const { words } = useReader();
  return (
    <ModalOverlay className="session-ended" isOpen isKeyboardDismissDisabled>
      <Modal>
        <Dialog className="stack-wide" aria-label={words('shell.ended')}>
          <Notice kind="due" title={words('shell.ended')}>
            <p>{words('shell.ended.do')}</p>
          </Notice>
          <SignInPage />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function WithPack() {
  const { settings } = useSettings();
  const answer: Answer<PackAnswer> = useAnswer(readPack, { language: settings.language });
  const [kept, setKept] = useState<PackAnswer | undefined>(undefined);
  useEffect(loadAhead, []);
  if (answer.state === 'ready' && answer.value !== kept) setKept(answer.value);
  // Another language is fetched while the screen stays, with whatever is half written on it.
  if (kept) return <PackScreens pack={kept} />;
  return <Answered answer={answer}>{(pack) => <PackScreens pack={pack} />}</Answered>;
}

function PackScreens({ pack }: { readonly pack: PackAnswer }) {
  const { settings, catalogue } = useSettings();
  const [another] = Object.values(pack.messages);
  const own = pack.messages[settings.language] ?? another;
  const messages = { ...own, ...catalogue.messages };
  return (
    <PackProvider pack={pack}>
      <ReaderProvider settings={settings} messages={messages}>
        {pack.evaluation ? <EvaluationNotice /> : null}
        <Outlet />
      </ReaderProvider>
    </PackProvider>
  );
}

function EvaluationNotice() {
  const { words } = useReader();
  return <p className="strip">{words('shell.evaluation')}</p>;
}
