import { createContext, type ReactNode, use, useEffect, useSyncExternalStore } from 'react';
import { ApiProvider } from '#platform/design/calling/api.tsx';
import type { Me, SessionSnapshot, SessionStore } from './session-store.ts';

export type { Me } from './session-store.ts';

const SessionContext = createContext<SessionStore | undefined>(undefined);

export function SessionProvider(props: {
  readonly store: SessionStore;
  readonly children: ReactNode;
}) {
  const { store } = props;
  useEffect(() => void store.refresh(), [store]);
  return (
    <ApiProvider api={store.api}>
      <SessionContext value={store}>{props.children}</SessionContext>
    </ApiProvider>
  );
}

type Session = SessionSnapshot & Pick<SessionStore, 'choosePurpose' | 'refresh' | 'signOut'>;

export function useSession(): Session {
  const store = use(SessionContext);
  if (!store) throw new Error('useSession stands outside of SessionProvider');
  const { choosePurpose, refresh, signOut } = store;
  return {
    ...useSyncExternalStore(store.subscribe, store.snapshot),
    choosePurpose,
    refresh,
    signOut,
  };
}

/** The worker who is signed in; for screens behind the guard only. */
export function useMe(): Me {
  const { now } = useSession();
  // While the sign-in lies over the screens, they still belong to whoever was here.
  if (now.state !== 'signed-in' && now.state !== 'ended')
    throw new Error('useMe stands outside of the guard');
  return now.me;
}
