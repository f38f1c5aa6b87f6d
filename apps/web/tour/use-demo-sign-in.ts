import { useState } from 'react';
import { signIn } from '#capabilities/access/endpoints.ts';
import type { Refusal } from '#kernel/result.ts';
import type { DemoView } from '#packs/demo/demo-endpoint.ts';
import { useApi } from '#platform/design/calling/api.tsx';
import { useGo } from '../pages/worker-here.ts';
import { useSession } from '../session.tsx';

export type DemoWorker = DemoView['workers'][number];

/**
 * Signs in as one of the invented people with one touch, and goes to a screen. What the person
 * before was writing is kept for them by the server, as at any sign-out.
 */
export function useDemoSignIn(demo: DemoView) {
  const { now, refresh, signOut } = useSession();
  const api = useApi();
  const go = useGo();
  const [busyAs, setBusyAs] = useState<string | undefined>(undefined);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const here = now.state === 'signed-in' ? now.me.worker.id : undefined;

  const change = async (worker: DemoWorker): Promise<Refusal | undefined> => {
    const left = now.state === 'signed-out' ? undefined : await signOut();
    if (left) return left;
    const given = { email: worker.signIn, password: demo.password };
    const answer = await api.call(signIn, given);
    if (!answer.ok) return answer.refusal;
    await refresh();
    return undefined;
  };
  const enter = async (worker: DemoWorker, to: string): Promise<void> => {
    setBusyAs(worker.signIn);
    const refused = worker.id === here ? undefined : await change(worker);
    setBusyAs(undefined);
    setRefusal(refused);
    if (!refused) go(to);
  };
  return { here, busyAs, refusal, enter };
}
