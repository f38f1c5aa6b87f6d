import { CaseScreen } from '#capabilities/cases/ui/case-screen.tsx';
import { useRecordId } from './case-pages.tsx';
import { useWorkerHere } from './worker-here.ts';

/** A case with what the rules say of it: the one screen that two slices share. */
export function CasePage() {
  const recordId = useRecordId();
  return <CaseScreen key={recordId} recordId={recordId} worker={useWorkerHere()} />;
}
