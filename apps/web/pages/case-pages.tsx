import { useParams } from '@tanstack/react-router';
import { AccessLogScreen } from '#capabilities/cases/ui/access-log-screen.tsx';
import { ApprovalScreen } from '#capabilities/cases/ui/approval-screen.tsx';
import { ConsentScreen } from '#capabilities/cases/ui/consent-screen.tsx';
import { FirstContactRestScreen } from '#capabilities/cases/ui/first-contact-rest-screen.tsx';
import { FirstContactScreen } from '#capabilities/cases/ui/first-contact-screen.tsx';
import { HandOverScreen } from '#capabilities/cases/ui/hand-over-screen.tsx';
import { PlanCopyScreen } from '#capabilities/cases/ui/plan-copy-screen.tsx';
import { PlanScreen } from '#capabilities/cases/ui/plan-screen.tsx';
import { RegistrationScreen } from '#capabilities/cases/ui/registration-screen.tsx';
import { TeamScreen } from '#capabilities/cases/ui/team-screen.tsx';
import { RiskScreen } from '#capabilities/cases/ui/risk-screen.tsx';
import { WithdrawScreen } from '#capabilities/cases/ui/withdraw-screen.tsx';
import { ForChildScreen } from '#capabilities/identification/ui/for-child-screen.tsx';
import { InterviewScreen } from '#capabilities/identification/ui/interview-screen.tsx';
import { ResultScreen } from '#capabilities/identification/ui/result-screen.tsx';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { useGo, useWorkerHere } from './worker-here.ts';

/** The case that the address names. Another case is another screen: nothing of the last one stays. */
export function useRecordId(): string {
  return useParams({ strict: false, select: (params) => params.recordId }) ?? '';
}

export function FirstContactPage() {
  return <FirstContactScreen worker={useWorkerHere()} go={useGo()} />;
}

export function HandOverPage() {
  return <HandOverScreen worker={useWorkerHere()} go={useGo()} />;
}

export function FirstContactRestPage() {
  const recordId = useRecordId();
  const shared = { recordId, worker: useWorkerHere(), go: useGo() };
  return <FirstContactRestScreen key={recordId} {...shared} />;
}

export function WithdrawPage() {
  const recordId = useRecordId();
  return <WithdrawScreen key={recordId} recordId={recordId} go={useGo()} />;
}

export function ForChildPage() {
  const recordId = useRecordId();
  return <ForChildScreen key={recordId} recordId={recordId} />;
}

export function RegistrationPage() {
  const recordId = useRecordId();
  const shared = { recordId, worker: useWorkerHere(), go: useGo() };
  return <RegistrationScreen key={recordId} {...shared} />;
}

export function ConsentPage() {
  const recordId = useRecordId();
  const shared = { recordId, worker: useWorkerHere(), go: useGo() };
  return <ConsentScreen key={recordId} {...shared} />;
}

export function RiskPage() {
  const recordId = useRecordId();
  const shared = { recordId, worker: useWorkerHere(), go: useGo() };
  return <RiskScreen key={recordId} {...shared} />;
}

export function PlanPage() {
  const recordId = useRecordId();
  const shared = { recordId, worker: useWorkerHere(), go: useGo() };
  return <PlanScreen key={recordId} {...shared} />;
}

export function ApprovalPage() {
  const recordId = useRecordId();
  const shared = { recordId, worker: useWorkerHere(), go: useGo() };
  return <ApprovalScreen key={recordId} {...shared} />;
}

export function InterviewPage() {
  const recordId = useRecordId();
  return <InterviewScreen key={recordId} recordId={recordId} go={useGo()} />;
}

export function ResultPage() {
  const recordId = useRecordId();
  return <ResultScreen key={recordId} recordId={recordId} go={useGo()} />;
}

export function PlanCopyPage() {
  const recordId = useRecordId();
  return <PlanCopyScreen key={recordId} recordId={recordId} />;
}

/** CA-11: the work of one team, for its supervisor. */
export function TeamPage() {
  const { teams } = useWorkerHere();
  const named = useParams({ strict: false, select: (params) => params.team });
  const team = teams.find(({ id }) => id === named);
  return team ? <TeamScreen key={team.id} team={team.id} /> : <NotFoundPage />;
}

export function AccessLogPage() {
  const recordId = useRecordId();
  return <AccessLogScreen key={recordId} recordId={recordId} />;
}
