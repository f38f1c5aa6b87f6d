import { noteSaved } from '#capabilities/cases/ui/saved-news.ts';
import { MeasuresScreen } from '#capabilities/protection/ui/measures-screen.tsx';
import type { PartName } from '#capabilities/protection/ui/parts.ts';
import { PartScreen } from '#capabilities/protection/ui/part-screen.tsx';
import { useRecordId } from './case-pages.tsx';
import { useGo, useWorkerHere } from './worker-here.ts';

export function GuardianPage() {
  return <PartPage part="guardian" />;
}

export function SafePlacePage() {
  return <PartPage part="safe-place" />;
}

export function HealthPage() {
  return <PartPage part="health" />;
}

export function JusticePage() {
  return <PartPage part="justice" />;
}

export function AssessmentPage() {
  return <PartPage part="assessment" />;
}

export function MeasuresPage() {
  const recordId = useRecordId();
  return <MeasuresScreen key={recordId} recordId={recordId} worker={useWorkerHere()} />;
}

function PartPage({ part }: { readonly part: PartName }) {
  const recordId = useRecordId();
  const shared = { recordId, part, worker: useWorkerHere(), go: useGo() };
  return <PartScreen key={recordId} {...shared} onSaved={() => noteSaved(recordId, part)} />;
}
