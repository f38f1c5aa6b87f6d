import { BreakGlassScreen } from '#capabilities/access/ui/break-glass-screen.tsx';
import { ConflictScreen } from '#capabilities/access/ui/conflict-screen.tsx';
import { GrantsScreen } from '#capabilities/access/ui/grants-screen.tsx';
import { NoticesScreen } from '#capabilities/access/ui/notices-screen.tsx';
import { ShareScreen } from '#capabilities/access/ui/share-screen.tsx';
import { useNotices } from '../shell/notices.tsx';
import { useRecordId } from './case-pages.tsx';
import { useGo, useWorkerHere } from './worker-here.ts';

export function BreakGlassPage() {
  return <BreakGlassScreen go={useGo()} />;
}

export function NoticesPage() {
  const { abilities } = useWorkerHere();
  return <NoticesScreen answer={useNotices()} readsLogs={abilities.includes('read-access-log')} />;
}

export function GrantsPage() {
  const recordId = useRecordId();
  return <GrantsScreen key={recordId} recordId={recordId} worker={useWorkerHere()} />;
}

export function SharePage() {
  const recordId = useRecordId();
  return <ShareScreen key={recordId} recordId={recordId} />;
}

export function ConflictPage() {
  const recordId = useRecordId();
  return <ConflictScreen key={recordId} recordId={recordId} worker={useWorkerHere()} />;
}
