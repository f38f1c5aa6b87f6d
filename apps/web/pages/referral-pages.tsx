import { useParams } from '@tanstack/react-router';
import { PaperScreen } from '#capabilities/referrals/ui/paper-screen.tsx';
import { ReceivedScreen } from '#capabilities/referrals/ui/received-screen.tsx';
import { ReferScreen } from '#capabilities/referrals/ui/refer-screen.tsx';
import { ReferralScreen } from '#capabilities/referrals/ui/referral-screen.tsx';
import { Purpose } from '#kernel/sensitivity.ts';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { useRecordId } from './case-pages.tsx';
import { useGo, useWorkerHere } from './worker-here.ts';

export function ReferPage() {
  const recordId = useRecordId();
  return <ReferScreen key={recordId} recordId={recordId} worker={useWorkerHere()} go={useGo()} />;
}

export function ReferralPage() {
  const ids = useIds();
  return <ReferralScreen key={ids.referralId} {...ids} />;
}

export function PaperPage() {
  const ids = useIds();
  return <PaperScreen key={ids.referralId} {...ids} />;
}

export function ReceivedPage() {
  const ids = useIds();
  const named = useParams({ strict: false, select: (params) => params.purpose });
  const purpose = Purpose.safeParse(named);
  if (!purpose.success) return <NotFoundPage />;
  return <ReceivedScreen key={ids.referralId} {...ids} purpose={purpose.data} />;
}

function useIds() {
  const recordId = useRecordId();
  const referralId = useParams({ strict: false, select: (params) => params.referralId }) ?? '';
  return { recordId, referralId };
}
