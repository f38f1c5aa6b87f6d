import { BreakGlassScreen } from '#capabilities/access/ui/break-glass-screen.tsx';
import { NoticesScreen } from '#capabilities/access/ui/notices-screen.tsx';
import { useNotices } from '../shell/notices.tsx';
import { useGo, useWorkerHere } from './worker-here.ts';

export function BreakGlassPage() {
  return <BreakGlassScreen go={useGo()} />;
}

export function NoticesPage() {
  const { abilities } = useWorkerHere();
  return <NoticesScreen answer={useNotices()} readsLogs={abilities.includes('read-access-log')} />;
}
