import { TodayScreen } from '#capabilities/cases/ui/today-screen.tsx';
import { useWorkerHere } from './worker-here.ts';

export function TodayPage() {
  return <TodayScreen worker={useWorkerHere()} />;
}
