import { Outlet, useRouterState } from '@tanstack/react-router';
import { AppHeader, type Place } from '#platform/design/patterns/app-header.tsx';
import { QuickCover, useQuickCover } from '#platform/design/patterns/quick-cover.tsx';
import { useReader } from '#platform/design/reader/reader.tsx';
import { useSession } from '../session.tsx';
import { useSettings } from '../settings-context.ts';
import { WhoIsHere } from './who-is-here.tsx';

/** The frame of every screen. */
export function Shell() {
  const { words } = useReader();
  const { settings, catalogue, change } = useSettings();
  const { now } = useSession();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const { isCovered, cover, uncover } = useQuickCover();
  const places: readonly Place[] =
    now.state === 'signed-in'
      ? [
          { to: '/', label: words('shell.today') },
          { to: '/account', label: words('shell.account') },
        ]
      : [];
  return (
    <QuickCover isCovered={isCovered} onUncover={uncover}>
      <div className="app">
        <a className="skip" href="#main">
          {words('shell.skip')}
        </a>
        {/* Made anew at sign-in and sign-out, so that an open panel does not outlive the session. */}
        <AppHeader
          key={now.state}
          settings={settings}
          onSettings={change}
          isReviewed={catalogue.reviewed}
          places={places}
          here={here}
          onCover={cover}
        >
          <WhoIsHere />
        </AppHeader>
        <main id="main" className="app-main" tabIndex={-1}>
          <Outlet />
        </main>
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
    </QuickCover>
  );
}
