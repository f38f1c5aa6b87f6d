import { useNavigate } from '@tanstack/react-router';
import { useMe } from '../session.tsx';

/** Who is at the screen, in the words that the slices' screens ask for. */
export function useWorkerHere() {
  const { worker, abilities, reads, trained } = useMe();
  return { id: worker.id, teams: worker.teams, abilities, reads, trained };
}

/** The way to another screen, for screens that know no router. */
export function useGo(): (to: string) => void {
  const navigate = useNavigate();
  return (to) => void navigate({ to });
}
