import { Navigate, useRouterState } from '@tanstack/react-router';
import { SignInScreen } from '#capabilities/access/ui/sign-in-screen.tsx';
import { useSession } from '../session.tsx';

export function SignInPage() {
  const { now, refresh } = useSession();
  const here = useRouterState({ select: (state) => state.location.pathname });
  if (now.state === 'signed-in' && here === '/sign-in') return <Navigate to="/" />;
  return <SignInScreen onSignedIn={refresh} />;
}
