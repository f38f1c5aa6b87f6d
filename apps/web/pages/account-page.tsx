import { useEffect, useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { AccountScreen } from '#capabilities/access/ui/account-screen.tsx';
import { WorkerDevicesScreen } from '#capabilities/access/ui/worker-devices-screen.tsx';
import { WorkersScreen } from '#capabilities/access/ui/workers-screen.tsx';
import { WorkerId } from '#kernel/ids.ts';
import { FieldEntry } from '../field/field-entry.tsx';
import { useMe, useSession } from '../session.tsx';
import { NotFoundPage } from '../shell/not-found-page.tsx';

export function AccountPage() {
  const { refresh } = useSession();
  return (
    <AccountScreen me={useMe()} onChanged={() => void refresh()} isOffline={useOpenedOffline()}>
      <FieldEntry />
    </AccountScreen>
  );
}

/** Until there is a network; one that goes while somebody types takes no field away from them. */
function useOpenedOffline(): boolean {
  const { now } = useSession();
  const isWithout =
    (now.state === 'signed-in' && now.offline === 'no-network') || !navigator.onLine;
  const [began] = useState(isWithout);
  const [isBack, setBack] = useState(false);
  useEffect(() => {
    const back = () => setBack(true);
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, []);
  return began && isWithout && !isBack;
}

export function WorkersPage() {
  return <WorkersScreen />;
}

export function WorkerDevicesPage() {
  const { workerId } = useParams({ strict: false });
  const worker = WorkerId.safeParse(workerId);
  if (!worker.success) return <NotFoundPage />;
  return <WorkerDevicesScreen key={worker.data} workerId={worker.data} />;
}
