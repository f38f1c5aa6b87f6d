import { Navigate, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { OidcReturnScreen } from '#capabilities/access/ui/oidc-return-screen.tsx';
import { SignInScreen } from '#capabilities/access/ui/sign-in-screen.tsx';
import { useSession } from '../session.tsx';
import { TourInvitation } from '../tour/tour-invitation.tsx';

export function SignInPage() {
  const { now, refresh } = useSession();
  const here = useRouterState({ select: (state) => state.location.pathname });
  if (now.state === 'signed-in' && here === '/sign-in') return <Navigate to="/" />;
  return (
    <div className="stack-wide">
      <SignInScreen onSignedIn={refresh} />
      <TourInvitation isNarrow />
    </div>
  );
}

/** Where the sign-in of an agency sends people back to. */
export function SignInReturnPage() {
  const { refresh } = useSession();
  const navigate = useNavigate();
  const [answer] = useState(() => window.location.search.slice(1));
  // What stood in the address signs in once; it is nobody's business after that.
  useEffect(() => window.history.replaceState(null, '', window.location.pathname), []);
  const goOn = async () => {
    await refresh();
    await navigate({ to: '/', replace: true });
  };
  return <OidcReturnScreen answer={answer} onSignedIn={goOn} />;
}
