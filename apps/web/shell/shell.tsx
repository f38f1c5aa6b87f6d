import { useEffect } from 'react';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { AppHeader, type Place } from '#platform/design/patterns/app-header.tsx';
import { QuickCover, useQuickCover } from '#platform/design/patterns/quick-cover.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { FieldLock } from '../field/field-lock.tsx';
import { useFieldDevice, useFieldState } from '../field/field-context.tsx';
import { StatusLine } from '../field/status-line.tsx';
import { useSession } from '../session.tsx';
import { useSettings } from '../settings-context.ts';
import { LanguageMissing } from './language-missing.tsx';
import { NewVersion } from './new-version.tsx';
import { NoticesProvider, useNotices } from './notices.tsx';
import { WhoIsHere } from './who-is-here.tsx';

/** The frame of every screen. */
export function Shell() {
  const { isCovered, cover, uncover } = useCoverThatLocks();
  return (
    <QuickCover isCovered={isCovered} onUncover={uncover}>
      <FieldLock onOpened={uncover}>
        <Frame onCover={cover} />
      </FieldLock>
    </QuickCover>
  );
}

/** On an unlocked field device the cover locks: whoever lifts it would see a child's case. */
function useCoverThatLocks() {
  const { isCovered, cover, uncover } = useQuickCover();
  const device = useFieldDevice();
  const { state } = useFieldState();
  const isOpen = state === 'open';
  useEffect(() => {
    if (isCovered && isOpen) void device?.lock('asked');
  }, [isCovered, isOpen, device]);
  // The lock stands in the place of the cover, which would hide it.
  return { isCovered: isCovered && state !== 'locked', cover, uncover };
}

function Frame({ onCover }: { readonly onCover: () => void }) {
  const { words } = useReader();
  const { now } = useSession();
  return (
    <div className="app">
      <a className="skip" href="#main">
        {words('shell.skip')}
      </a>
      <NoticesProvider>
        {/* Made anew at sign-in and sign-out, so that an open panel does not outlive the session. */}
        <Header key={now.state} onCover={onCover} />
        <StatusLine />
        <NewVersion />
        <main id="main" className="app-main" tabIndex={-1}>
          <LanguageMissing />
          <Outlet />
        </main>
      </NoticesProvider>
      <footer className="app-foot">
        <p>{words('shell.foot')}</p>
        {/* Beside, so that nothing half written is left. */}
        <p>
          <a className="link" href="/licence" target="_blank" rel="noreferrer">
            {words('shell.licence')}
          </a>
        </p>
      </footer>
    </div>
  );
}

function Header({ onCover }: { readonly onCover: () => void }) {
  const { settings, catalogue, change } = useSettings();
  const here = useRouterState({ select: (state) => state.location.pathname });
  return (
    <AppHeader
      settings={settings}
      onSettings={change}
      isReviewed={catalogue.reviewed}
      places={usePlaces()}
      here={here}
      onCover={onCover}
    >
      <WhoIsHere />
    </AppHeader>
  );
}

/** The way to notices stands there for whoever has any; how many are new stands with it. */
function usePlaces(): readonly Place[] {
  const { words } = useReader();
  const { now } = useSession();
  const answer = useNotices();
  if (now.state !== 'signed-in' || now.me.signIn.lacks !== null) return [];
  const notices = answer.state === 'ready' ? answer.value : undefined;
  return [
    { to: '/', label: words('shell.today') },
    ...(notices && notices.notices.length > 0
      ? [{ to: '/notices', label: words('shell.notices', { count: notices.unseen }) }]
      : []),
    { to: '/account', label: words('shell.account') },
  ];
}
